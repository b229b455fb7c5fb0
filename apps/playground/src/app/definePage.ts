import type { ComponentType } from 'preact';
import type { Codec } from '../url/codec.js';

/** What a page's view gets: its inputs, and how to change some of them. */
export interface ViewProps<I> {
  readonly inputs: I;
  readonly update: (change: Partial<I>) => void;
}

/** A page as the frame sees it, whatever its inputs are. */
export interface Page {
  readonly codec: Codec<Record<string, unknown>>;
  readonly View: ComponentType<ViewProps<Record<string, unknown>>>;
}

/** A page: how its inputs are written in the address, and what is shown for them. */
export function definePage<I extends object>(codec: Codec<I>, View: ComponentType<ViewProps<I>>): Page {
  return { codec, View } as unknown as Page;
}
