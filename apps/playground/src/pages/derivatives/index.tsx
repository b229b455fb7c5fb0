import { definePage, type Page } from '../../app/definePage.js';
import { codec, integer, point, text, words } from '../../url/codec.js';
import { Derivatives, type DerivativesInputs } from './Derivatives.js';

export const page: Page = definePage(
  codec<DerivativesInputs>({
    f: text('x^2 + 3x*y + y^2'),
    by: words(['x'], 8),
    at: point({ x: 1, y: 2 }),
    order: integer(2, 0, 8),
  }),
  Derivatives,
);
