import { definePage, type Page } from '../../app/definePage.js';
import { codec, numbers, text } from '../../url/codec.js';
import { Direction, type DirectionInputs } from './Direction.js';

export const page: Page = definePage(
  codec<DirectionInputs>({ f: text('(x^2 + y^2)/2'), at: numbers([1, 1], -3, 3) }),
  Direction,
);
