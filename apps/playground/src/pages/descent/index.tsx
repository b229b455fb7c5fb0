import { definePage, type Page } from '../../app/definePage.js';
import { codec } from '../../url/codec.js';
import { Descent } from './Descent.js';

export const page: Page = definePage(codec({}), Descent);
