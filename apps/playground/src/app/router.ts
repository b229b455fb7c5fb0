// Addresses: `#/derivatives?f=x^2`. The part after # never leaves the machine, works below any path of any static host
// and needs no rewriting by the server.
import { type Signal, signal } from '@preact/signals';
import type { PageName } from '../pages/names.js';
import { pageNames } from '../pages/names.js';

/** Where the reader is: a page, and its inputs still as text. */
export interface Route {
  /** undefined for an address that names no page. */
  readonly page: PageName | undefined;
  readonly query: string;
}

/** Reads the part of an address from # on; an empty one is the first page. */
export function parseHash(hash: string): Route {
  const path = hash.replace(/^#\/?/, '');
  const mark = path.indexOf('?');
  const name = (mark < 0 ? path : path.slice(0, mark)).replace(/\/$/, '');
  const query = mark < 0 ? '' : path.slice(mark + 1);
  return { page: name === '' ? pageNames[0] : pageNames.find((each) => each === name), query };
}

/** The address of a page with its inputs, relative to the site. */
export function hashOf(page: PageName, query: string = ''): string {
  return query === '' ? `#/${page}` : `#/${page}?${query}`;
}

/** The address as last read; changes when the reader follows a link or goes back. */
export const route: Signal<Route> = signal(parseHash(globalThis.location?.hash ?? ''));

/** The address that the page shows; another one means that the reader has just gone elsewhere. */
let known = globalThis.location?.hash ?? '';

/** Writes inputs into the address, without a new entry in the history and without reading them back. */
export function writeInputs(page: PageName, query: string): void {
  const hash = hashOf(page, query);
  if (location.hash === hash || location.hash !== known) return;
  history.replaceState(null, '', hash);
  known = location.hash;
}

/** Follows the address for as long as the page lives. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => {
    if (location.hash === known) return;
    known = location.hash;
    route.value = parseHash(known);
  });
}
