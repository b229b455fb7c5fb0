import katex from 'katex';
import { describe, expect, it } from 'vitest';
import { mathStyleSheet, withoutInlineStyles } from '../src/mathStyles.js';

describe('withoutInlineStyles', () => {
  const html = withoutInlineStyles(katex.renderToString('\\frac{\\partial f}{\\partial x}=\\sqrt{x_1^2}'));

  it('leaves no style attribute, and loses nothing else', () => {
    expect(html).not.toContain('style=');
    expect(html.match(/<span/g)).toHaveLength(
      katex.renderToString('\\frac{\\partial f}{\\partial x}=\\sqrt{x_1^2}').match(/<span/g)!.length,
    );
  });

  it('gives every class that it uses a declaration', () => {
    const used = new Set(html.match(/\bk\d+\b/g));
    expect(used.size).toBeGreaterThan(3);
    for (const name of used) expect(mathStyleSheet()).toContain(`.katex .${name}.${name}{`);
  });
});
