import type { JSX } from 'preact';
import { Notice } from '../../kit/Notice.js';
import { textOf } from '../../text/dictionary.js';
import { text } from './text.js';

export function Direction(): JSX.Element {
  return <Notice title={textOf(text).soon} />;
}
