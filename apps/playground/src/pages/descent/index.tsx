import { definePage, type Page } from '../../app/definePage.js';
import { codec, integer, number, numbers, oneOf, point, text, words } from '../../url/codec.js';
import { Descent, type DescentInputs, searches } from './Descent.js';

export const page: Page = definePage(
  codec<DescentInputs>({
    f: text('(1 - x)^2 + 100*(y - x^2)^2'),
    start: point({ x: -1.2, y: 1 }),
    methods: words(['gradient-descent', 'adam', 'bfgs', 'newton'], 6),
    rate: number(0.05, 1e-9, 1e6),
    search: oneOf(searches, 'own'),
    iterations: integer(300, 1, 2000),
    window: numbers([-2, 2, -1, 3], -1e6, 1e6),
  }),
  Descent,
);
