import { describe, expect, it } from 'vitest';
import type { Chapter, Claim, Example } from '../src/example.js';
import { Report } from '../src/report.js';

const text = (words: string) => ({ en: words, zh: `中${words}` });
const claim = (held: boolean): Claim => ({
  ask: 'a',
  answer: '42',
  checks: [{ held, how: text(held ? 'fine' : 'bad') }],
});

function example(number: number, claims: Example['claims']): Example {
  return { number, problem: text(`problem ${number}`), claims };
}

const chapter: Chapter = {
  key: 'c',
  title: text('Title'),
  examples: [
    example(1, () => [claim(true), claim(true)]),
    example(2, () => [claim(true), claim(false)]),
    example(3, () => [{ ask: 'b', answer: '1', checks: [] }]),
    example(4, () => []),
    example(5, () => {
      throw new Error('no rule');
    }),
  ],
};

function walk(terminal: boolean, language: 'en' | 'zh' = 'en') {
  const lines: string[] = [];
  const report = new Report({ terminal, colours: terminal, columns: 80, line: (line) => lines.push(line) }, language);
  report.chapter(chapter);
  return { tally: report.tally, lines };
}

describe('Report', () => {
  it('counts an example only if everything in it was checked and held', () => {
    expect(walk(true).tally).toEqual({ verified: 1, total: 5 });
    expect(walk(false).tally).toEqual({ verified: 1, total: 5 });
  });

  it('is plain where nobody watches: examples and answers, details of failures only, no escape codes', () => {
    const { lines } = walk(false);
    expect(lines.join('\n')).not.toContain('\u001b');
    expect(lines).toContain('  ✓ (1) problem 1');
    expect(lines).toContain('  ✗ (2) problem 2');
    expect(lines).toContain('      a = 42');
    expect(lines.join('\n')).toContain('does NOT hold: bad');
    expect(lines.join('\n')).toContain('could not be derived: no rule');
    expect(lines.filter((line) => line.includes('fine'))).toHaveLength(0);
  });

  it('shows every answer on a terminal, in the reader’s language', () => {
    const shown = walk(true, 'zh').lines.join('\n');
    expect(shown).toContain('中problem 1');
    expect(shown.match(/a = 42/g)).toHaveLength(4);
  });
});
