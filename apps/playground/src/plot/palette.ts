// The colours of the style sheet as canvases need them: resolved for the theme of the moment.

/** Names of colours in style/tokens.css and style/plot.css. */
export type ColourName =
  | 'paper'
  | 'sheet'
  | 'sunk'
  | 'ink'
  | 'soft'
  | 'rule'
  | 'edge'
  | 'accent'
  | 'blue'
  | 'vermilion'
  | 'green'
  | 'orange'
  | 'purple'
  | 'sky'
  | 'grey'
  | 'contour-low'
  | 'contour-high';

/** `rgb(…)` of a named colour where `element` stands; read `isDark()` too, so as to be drawn again with the theme. */
export function colourOf(element: Element, name: ColourName): string {
  const probe = document.createElement('i');
  probe.style.color = `var(--${name})`;
  element.append(probe);
  const colour = getComputedStyle(probe).color;
  probe.remove();
  return colour;
}
