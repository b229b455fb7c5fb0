import { type Dictionary, dictionary } from '../../text/dictionary.js';

const en = {
  soon: 'This chapter is being written.',
};

export const text: Dictionary<typeof en> = dictionary(en, {
  soon: '本章正在编写。',
});
