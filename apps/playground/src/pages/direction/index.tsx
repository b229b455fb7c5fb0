import { definePage, type Page } from '../../app/definePage.js';
import { codec } from '../../url/codec.js';
import { Direction } from './Direction.js';

export const page: Page = definePage(codec({}), Direction);
