import { expect, it } from 'vitest';
import { Report } from '../src/report.js';
import { checkRules } from '../src/rules.js';

it('every derivative rule agrees with difference quotients', () => {
  const lines: string[] = [];
  const { held, total } = checkRules(
    new Report({ terminal: false, colours: false, columns: 80, line: (line) => lines.push(line) }, 'en'),
  );
  expect(held, lines.join('\n')).toBe(total);
  expect(total).toBeGreaterThan(50);
});
