import { type Dictionary, dictionary } from '../../text/dictionary.js';

const en = {
  formula: 'A function of x and y',
  plane: 'Level curves of f',
  surface: 'The surface z = f(x, y)',
  point: 'The point P',
};

export const text: Dictionary<typeof en> = dictionary(en, {
  formula: 'x 与 y 的函数',
  plane: 'f 的等高线',
  surface: '曲面 z = f(x, y)',
  point: '点 P',
});
