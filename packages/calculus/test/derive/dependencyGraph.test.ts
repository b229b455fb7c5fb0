import { ArgumentError } from '@nablajs/core-wasm';
import { describe, expect, it } from 'vitest';
import { dependencyGraph, parse } from '../../src/index.js';

describe('dependencyGraph', () => {
  it('lists and draws direct dependencies', () => {
    const graph = dependencyGraph(parse('u*v + sin(t)'), { u: parse('exp(t)'), v: parse('u + s') }, 'z');
    expect(graph.toString()).toBe('z ← t, u, v\nv ← s, u\nu ← t');
    expect(graph.edges).toContainEqual(['v', 'u']);
    expect(graph.toMermaid()).toMatch(/^flowchart TD\n {2}n0\["z"\]/);
    expect(graph.toDot()).toContain('"z" -> "t";');
  });

  it('refuses circles', () => {
    expect(() => dependencyGraph(parse('u'), { u: parse('v'), v: parse('u') })).toThrow(ArgumentError);
  });
});
