import { definePage, type Page } from '../../app/definePage.js';
import { codec, numbers, point, text } from '../../url/codec.js';
import { Direction, type DirectionInputs } from './Direction.js';

export const page: Page = definePage(
  codec<DirectionInputs>({
    f: text('(x^2 + y^2)/2'),
    at: point({ x: 1, y: 1 }),
    toward: point({ x: 1, y: 1 }),
    window: numbers([-2, 3, -2, 3], -1e6, 1e6),
  }),
  Direction,
);
