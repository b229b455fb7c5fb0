import { describe, expect, it } from 'vitest';
import { Coverage } from '../src/coverage.js';

describe('coverage', () => {
  it('counts code as new once, and a loop that goes round much more often as new again', async () => {
    const code =
      'export function f(n) { let s = 0; for (let i = 0; i < n; i++) s += i; if (n < 0) return "never"; return s; }';
    const url = `data:text/javascript,${encodeURIComponent(code)}`;
    const coverage = new Coverage((each) => each === url);
    const { f } = (await import(/* @vite-ignore */ url)) as { f: (n: number) => unknown };
    f(3);
    expect(coverage.fresh()).toBeGreaterThan(0);
    f(3);
    expect(coverage.fresh()).toBe(0);
    f(1000);
    expect(coverage.fresh()).toBeGreaterThan(0);
    f(-1);
    expect(coverage.fresh()).toBeGreaterThan(0);
    coverage.stop();
  });
});
