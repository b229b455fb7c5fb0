import { definePage, type Page } from '../../app/definePage.js';
import { codec } from '../../url/codec.js';
import { Chain } from './Chain.js';

export const page: Page = definePage(codec({}), Chain);
