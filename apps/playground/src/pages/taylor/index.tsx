import { definePage, type Page } from '../../app/definePage.js';
import { codec } from '../../url/codec.js';
import { Taylor } from './Taylor.js';

export const page: Page = definePage(codec({}), Taylor);
