// KaTeX sets heights and widths in style attributes, which the policy `style-src 'self'` refuses. Each distinct
// declaration becomes a class here, and all of them one style sheet.
const classes = new Map<string, string>();

/** The markup with `class="k3"` in the place of every `style="…"`. */
export function withoutInlineStyles(html: string): string {
  return html.replace(/<([a-z]+)((?:\s[\w-]+="[^"]*")*)\s*(\/?)>/gi, (tag, name: string, attributes: string, end) => {
    const style = /\sstyle="([^"]*)"/.exec(attributes);
    if (style === null) return tag;
    const declaration = style[1]!;
    const own = classes.get(declaration) ?? `k${classes.size}`;
    classes.set(declaration, own);
    const rest = attributes.replace(style[0], '');
    const merged = / class="/.test(rest)
      ? rest.replace(/ class="([^"]*)"/, (_, before: string) => ` class="${before} ${own}"`)
      : `${rest} class="${own}"`;
    return `<${name}${merged}${end}>`;
  });
}

/** The style sheet of every class given out so far; it beats KaTeX's own rules as a style attribute would. */
export function mathStyleSheet(): string {
  return [...classes].map(([declaration, name]) => `.katex .${name}.${name}{${declaration}}`).join('\n');
}
