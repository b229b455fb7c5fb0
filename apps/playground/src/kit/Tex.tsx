import { latexToMathML } from '@nablajs/calculus/mathml';
import type { JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { frameText } from '../text/frame.js';

/** Setting a formula takes time in proportion to the length: longer ones are shown as text, to keep the page awake. */
const LONGEST = 2000;

/** A formula in MathML, in the line or displayed; a displayed one that is too wide scrolls by itself. */
export function Tex({ latex, display = false }: { latex: string; display?: boolean }): JSX.Element {
  const place = useRef<HTMLSpanElement>(null);
  const short = latex.length <= LONGEST;
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || !short) return undefined;
    const math = mathOf(latex, display);
    element.replaceChildren(math);
    if (!display) return undefined;
    // The formula's own width changes when its type face arrives.
    const observer = new ResizeObserver(() => markScrollable(element));
    observer.observe(element);
    observer.observe(math);
    return () => observer.disconnect();
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

/** The `<math>` element of a formula, read as XML, in which no markup can hide; the LaTeX stays beside it, to be copied. */
function mathOf(latex: string, display: boolean): Element {
  const shown = display ? ' display="block"' : '';
  const markup = `<math xmlns="http://www.w3.org/1998/Math/MathML"${shown}><semantics><mrow>${latexToMathML(latex)}</mrow><annotation encoding="application/x-tex"/></semantics></math>`;
  const math = document.importNode(new DOMParser().parseFromString(markup, 'application/xml').documentElement, true);
  math.querySelector('annotation')!.textContent = latex;
  return math;
}

/** What scrolls must be reachable by keyboard; what does not must not be a stop on the way. */
function markScrollable(element: HTMLElement): void {
  if (element.scrollWidth > element.clientWidth + 1) element.tabIndex = 0;
  else element.removeAttribute('tabindex');
}
