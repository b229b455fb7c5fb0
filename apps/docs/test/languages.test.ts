import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesBelow, root } from '../../../test/snippets.js';
import { inLanguage } from '../src/languages.js';

const source = '# {{Sum|和}}\n\n::: en\nOne\n:::\n\n::: zh\n一\n:::\n\n```ts\nconst a = {{1|2}}; // :::\n```\n';

describe('inLanguage', () => {
  it('keeps one language, and code as it stands', () => {
    const code = '```ts\nconst a = {{1|2}}; // :::\n```\n';
    expect(inLanguage(source, 'en')).toBe(`# Sum\n\nOne\n\n\n${code}`);
    expect(inLanguage(source, 'zh')).toBe(`# 和\n\n\n一\n\n${code}`);
  });

  it('refuses a block that is not closed', () => {
    expect(() => inLanguage('::: en\nOne', 'en')).toThrow('::: en');
  });
});

describe.each(filesBelow('apps/docs/guide', '.md'))('%s', (path) => {
  it('says everything in both languages', () => {
    const text = readFileSync(join(root, path), 'utf8');
    const blocks = [...text.matchAll(/^::: (en|zh)$/gm)].map(([, language]) => language);
    expect(blocks.length % 2).toBe(0);
    blocks.forEach((language, index) => expect(language).toBe(index % 2 === 0 ? 'en' : 'zh'));
    expect(inLanguage(text, 'en').replace(/```[\s\S]*?```/g, '')).not.toMatch(/[\u4e00-\u9fff]/);
  });
});
