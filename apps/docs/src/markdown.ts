// Markdown → HTML without anything inline: code is marked by classes (highlight.js), formulas between dollars are set
// by KaTeX when the site is built, headings get the anchors that GitHub would give them.
import hljs from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import typescript from 'highlight.js/lib/languages/typescript';
import katex from 'katex';
import createMarkdown, { type MarkdownIt } from 'markdown-it';
import { withoutInlineStyles } from './mathStyles.js';

hljs.registerLanguage('ts', typescript);
hljs.registerLanguage('sh', bash);

/** Characters of code that a page shows without scrolling; an output beyond moves to a line of its own. */
const WIDTH = 78;

export interface Heading {
  readonly level: number;
  readonly id: string;
  readonly text: string;
}

export interface Rendered {
  readonly html: string;
  readonly title: string;
  readonly headings: readonly Heading[];
}

export interface RenderOptions {
  /** Where a link to a Markdown file or another address leads in the site. */
  readonly link?: (href: string) => string;
  /** Whether `$…$` is a formula; the reference writes its formulas as text. */
  readonly formulas?: boolean;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function typeset(latex: string, displayMode: boolean): string {
  return withoutInlineStyles(katex.renderToString(latex, { displayMode, throwOnError: true }));
}

function formulas(markdown: MarkdownIt): void {
  markdown.inline.ruler.after('escape', 'formula', (state, silent) => {
    const match = /^(\$\$?)([^$]+)\1/.exec(state.src.slice(state.pos, state.posMax));
    if (match === null) return false;
    if (!silent) {
      const token = state.push('formula', 'span', 0);
      token.content = match[2]!;
      token.markup = match[1]!;
    }
    state.pos += match[0].length;
    return true;
  });
  markdown.renderer.rules.formula = (tokens, index) =>
    typeset(tokens[index]!.content.trim(), tokens[index]!.markup === '$$');
}

/** GitHub's anchor of a heading, the n-th of its name on the page. */
function slug(text: string, used: Map<string, number>): string {
  const base = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-');
  const count = used.get(base) ?? 0;
  used.set(base, count + 1);
  return count === 0 ? base : `${base}-${count}`;
}

export function renderMarkdown(text: string, options: RenderOptions = {}): Rendered {
  const markdown = createMarkdown({ html: !options.formulas });
  if (options.formulas) formulas(markdown);
  // Chinese has no spaces between words, so none comes of a line's end.
  markdown.renderer.rules.softbreak = (tokens, index) =>
    /[\u3000-\u9fff\uff00-\uffef]$/.test(tokens[index - 1]?.content ?? '') ? '' : '\n';
  markdown.renderer.rules.table_open = () => '<div class="wide" tabindex="0"><table>';
  markdown.renderer.rules.table_close = () => '</table></div>';
  markdown.renderer.rules.fence = (tokens, index) => {
    const { content, info } = tokens[index]!;
    const language = info.trim() === 'typescript' ? 'ts' : info.trim();
    const shown = content.replace(/^( *)(.*\S) +(\/\/ → .*)$/gm, (line, indent, code, output) =>
      line.length > WIDTH ? `${indent}${code}\n${indent}${output}` : line,
    );
    const code = hljs.getLanguage(language) ? hljs.highlight(shown, { language }).value : escapeHtml(shown);
    return `<pre tabindex="0"><code>${code}</code></pre>\n`;
  };
  const tokens = markdown.parse(text, {});
  const used = new Map<string, number>();
  const headings: Heading[] = [];
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open') {
      const words = (tokens[index + 1]?.children ?? [])
        .filter((each) => each.type !== 'html_inline')
        .map((each) => each.content)
        .join('');
      const id = slug(words, used);
      token.attrSet('id', id);
      headings.push({ level: Number(token.tag.slice(1)), id, text: words });
    }
    // Columns of numbers: markdown-it writes their alignment as a style, which the policy refuses.
    if (token.attrGet('style') === 'text-align:right') token.attrs = [['class', 'number']];
    for (const child of token.children ?? []) {
      const href = child.type === 'link_open' ? child.attrGet('href') : null;
      if (href !== null && options.link) child.attrSet('href', options.link(String(href)));
    }
  });
  const title = headings.find((heading) => heading.level === 1)?.text ?? '';
  return { html: markdown.renderer.render(tokens, markdown.options, {}), title, headings };
}
