import { definePage, type Page } from '../../app/definePage.js';
import { codec } from '../../url/codec.js';
import { Matrix } from './Matrix.js';

export const page: Page = definePage(codec({}), Matrix);
