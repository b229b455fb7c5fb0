import { Component, type ComponentChild, createElement, type FunctionComponent, type JSX } from 'preact';

/** A component drawn again only when one of its own properties changes, or what it subscribed to. */
export function memo<P extends object>(draw: FunctionComponent<P>): (props: P) => JSX.Element {
  class Memo extends Component<P> {
    override shouldComponentUpdate(next: Readonly<P>): boolean {
      const names = Object.keys({ ...this.props, ...next }) as (keyof P)[];
      return names.some((name) => !Object.is(this.props[name], next[name]));
    }

    override render(): ComponentChild {
      return createElement(draw, this.props);
    }
  }
  return Memo as unknown as (props: P) => JSX.Element;
}
