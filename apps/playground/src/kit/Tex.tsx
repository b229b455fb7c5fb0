import katex from 'katex';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { frameText } from '../text/frame.js';
import { typeset } from './typesetting.js';

/** Typesetting takes time in proportion to the length: longer formulas are shown as text, to keep the page awake. */
const LONGEST = 2000;

/** A typeset formula, in the line or displayed; a displayed one that is too wide scrolls by itself. */
export function Tex({ latex, display = false }: { latex: string; display?: boolean }): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const short = latex.length <= LONGEST;
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || !short) return undefined;
    const observer = display ? new ResizeObserver(() => markScrollable(element)) : undefined;
    // KaTeX builds nodes and sets their styles through the object model, which a strict policy allows; markup with style
    // attributes (renderToString) it would not.
    const callOff = typeset(() => {
      katex.render(latex, element, { displayMode: display, throwOnError: false, strict: 'ignore', maxExpand: 500 });
      // The formula's own width changes when its type faces arrive.
      observer?.observe(element);
      if (element.firstElementChild !== null) observer?.observe(element.firstElementChild);
    });
    return () => {
      callOff();
      observer?.disconnect();
    };
  }, [latex, display, short]);
  if (short) return <span ref={place} class={display ? 'tex tex-display' : 'tex'} />;
  return (
    <span class="tex-long">
      {frameText().tooLong(latex.length)}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <code tabIndex={0}>{latex.slice(0, 20_000)}</code>
    </span>
  );
}

/** What scrolls must be reachable by keyboard; what does not must not be a stop on the way. */
function markScrollable(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}
