import { definePage, type Page } from '../../app/definePage.js';
import { codec, integer, number, numbers, point, text } from '../../url/codec.js';
import { Taylor, type TaylorInputs } from './Taylor.js';

export const page: Page = definePage(
  codec<TaylorInputs>({
    f: text('x^3 - 3x + y^2'),
    at: point({ x: 1, y: 0 }),
    order: integer(2, 0, 8),
    radius: number(0.5, 1e-6, 100),
    window: numbers([-3, 3, -3, 3], -1e6, 1e6),
  }),
  Taylor,
);
