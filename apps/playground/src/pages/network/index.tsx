import { definePage, type Page } from '../../app/definePage.js';
import { codec } from '../../url/codec.js';
import { Network } from './Network.js';

export const page: Page = definePage(codec({}), Network);
