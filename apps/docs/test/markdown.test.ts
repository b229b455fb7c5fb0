import { describe, expect, it } from 'vitest';
import { renderMarkdown } from '../src/markdown.js';

describe('renderMarkdown', () => {
  it('gives headings the anchors of GitHub, told apart on one page', () => {
    const { headings, title } = renderMarkdown('# The `x` of A–B\n\n## Again\n\n## Again\n');
    expect(title).toBe('The x of A–B');
    expect(headings.map(({ id }) => id)).toEqual(['the-x-of-ab', 'again', 'again-1']);
  });

  it('sets formulas, where asked, and leaves dollars in code alone', () => {
    const { html } = renderMarkdown('$x^2$ and `$y$`', { formulas: true });
    expect(html).toContain('class="katex"');
    expect(html).toContain('<code>$y$</code>');
    expect(renderMarkdown('$x^2$').html).toContain('$x^2$');
    expect(() => renderMarkdown('$\\frac{$', { formulas: true })).toThrow();
  });

  it('writes nothing inline: tables and code go by classes', () => {
    const { html } = renderMarkdown('| a | b |\n|---|---:|\n| 1 | 2 |\n\n```ts\nconst a = 1;\n```\n');
    expect(html).not.toContain('style=');
    expect(html).toContain('<td class="number">2</td>');
    expect(html).toContain('<span class="hljs-keyword">const</span>');
  });

  it('puts an output that would be hidden below its line', () => {
    const code = `console.log(${'a'.repeat(70)}); // → 1`;
    expect(renderMarkdown(`\`\`\`ts\n${code}\n\`\`\``).html).toMatch(/;\n<span class="hljs-comment">\/\/ → 1/);
  });
});
