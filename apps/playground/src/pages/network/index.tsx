import { definePage, type Page } from '../../app/definePage.js';
import { codec, integer, number, oneOf } from '../../url/codec.js';
import { type NetworkInputs, optimizers } from './inputs.js';
import { Network } from './Network.js';

export const page: Page = definePage(
  codec<NetworkInputs>({
    rows: integer(4, 1, 64),
    kink: oneOf(['1', '0'], '1'),
    hidden: integer(512, 1, 2048),
    epochs: integer(6, 1, 100),
    batch: integer(64, 1, 1024),
    rate: number(0.002, 1e-6, 100),
    optimizer: oneOf(optimizers, 'adam'),
    seed: integer(1, 0, 999_999),
  }),
  Network,
);
