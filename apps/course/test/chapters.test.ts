// The course as a test: what `npm start` shows must hold here too, example by example.
import { describe, expect, it } from 'vitest';
import { chapters } from '../src/chapters/index.js';
import type { Text } from '../src/language.js';

const english = (text: string | Text): string => (typeof text === 'string' ? text : text.en);

const numbers = chapters.flatMap((chapter) => chapter.examples.map((example) => example.number));

describe('the chapters', () => {
  it('hold the course’s numbers 1 to 56, each once and in order', () => {
    expect(numbers).toEqual(Array.from({ length: 56 }, (_, index) => index + 1));
  });
});

describe.each(chapters)('chapter $key', ({ examples }) => {
  it.each(examples)('($number) $problem.en', ({ claims }) => {
    const failed = claims().flatMap(({ ask, answer, checks }) => [
      ...(checks.length === 0 ? [`${english(ask)} = ${english(answer)}: not checked`] : []),
      ...checks.filter((check) => !check.held).map((check) => `${english(ask)} = ${english(answer)}: ${check.how.en}`),
    ]);
    expect(failed).toEqual([]);
  });
});
