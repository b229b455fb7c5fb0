import { randomFormula, seededDraw } from '@nablajs/testing';
import { describe, expect, it } from 'vitest';
import { above, below } from '../../src/expr/interval.js';
import type { Interval } from '../../src/expr/operation.js';
import { postorder } from '../../src/expr/walk.js';
import { evaluate, parse } from '../../src/index.js';
import { IntervalEvaluator } from '../../src/simplify/intervals.js';
import { regular } from '../regular.js';

describe('intervals', () => {
  it('step to neighbouring doubles', () => {
    expect(above(1)).toBe(1 + Number.EPSILON);
    expect(below(1)).toBe(1 - Number.EPSILON / 2);
    expect(above(0)).toBe(Number.MIN_VALUE);
    expect(above(-Number.MIN_VALUE)).toBe(-0);
    expect(above(Number.MAX_VALUE)).toBe(Number.POSITIVE_INFINITY);
  });

  it('contain the value at every point of the box', () => {
    const draw = seededDraw(17);
    const box = new Map<string, Interval>();
    let checked = 0;
    for (let k = 0; k < 1500; k++) {
      const f = parse(randomFormula(draw, 3));
      if (postorder([f]).some((node) => node.args.length > 0 && node.op.interval === undefined)) continue;
      const [cx, cy, rx, ry] = [0, 1, 2, 3].map((i) => (draw(2000) - (i < 2 ? 1000 : 0)) / 500) as [
        number,
        number,
        number,
        number,
      ];
      box.set('x', [cx - rx, cx + rx]).set('y', [cy - ry, cy + ry]);
      const [range] = new IntervalEvaluator([f]).over(box) as [Interval];
      for (const s of [-1, -0.3, 0, 0.6, 1]) {
        const value = evaluate(f, { x: cx + s * rx, y: cy - s * ry }) as number;
        if (!regular(f, cx + s * rx, cy - s * ry)) continue;
        checked++;
        expect(range[0] <= value && value <= range[1], `${f} = ${value} outside [${range}]`).toBe(true);
      }
    }
    expect(checked).toBeGreaterThan(1000);
  });
});
