import { type Dictionary, dictionary, textOf } from './dictionary.js';
import { en } from './en.js';
import { zh } from './zh.js';

const frame: Dictionary<typeof en> = dictionary(en, zh);

/** The frame's and the kit's texts in the language of the moment. */
export function frameText(): typeof en {
  return textOf(frame);
}
