import { definePage, type Page } from '../../app/definePage.js';
import { codec, point, text } from '../../url/codec.js';
import { Chain, type ChainInputs } from './Chain.js';
import { definitions } from './definition.js';

export const page: Page = definePage(
  codec<ChainInputs>({
    f: text('u*v + sin(t)'),
    inner: definitions([
      { name: 'u', formula: 'exp(t)' },
      { name: 'v', formula: 'cos(t)' },
    ]),
    by: text('t', 20),
    at: point({ t: 0 }),
  }),
  Chain,
);
