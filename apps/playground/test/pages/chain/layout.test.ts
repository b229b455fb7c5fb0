import fc from 'fast-check';
import { expect, it } from 'vitest';
import { layoutOf } from '../../../src/pages/chain/layout.js';

it('puts the function on top, independent variables at the bottom, and a bend where an edge passes a layer', () => {
  const { layers, nodes, edges } = layoutOf(
    'f',
    [
      ['f', 't'],
      ['f', 'u'],
      ['f', 'v'],
      ['u', 't'],
      ['v', 't'],
    ],
    ['t'],
  );
  expect(layers).toBe(3);
  const layer = Object.fromEntries(nodes.map((node) => [node.name, node.layer]));
  expect(layer).toEqual({ f: 0, u: 1, v: 1, t: 2 });
  expect(edges.find(({ from, to }) => from === 'f' && to === 't')!.bends).toHaveLength(3);
  expect(edges.find(({ from, to }) => from === 'u' && to === 't')!.bends).toHaveLength(2);
});

it('uncrosses two parallel lines', () => {
  const { nodes } = layoutOf(
    'f',
    [
      ['f', 'a'],
      ['f', 'b'],
      ['b', 'y'],
      ['a', 'x'],
    ],
    ['y', 'x'],
  );
  const x = Object.fromEntries(nodes.map((node) => [node.name, node.x]));
  expect(x.a! < x.b!).toBe(x.x! < x.y!);
});

it('lets every edge go down, and no two names of a layer share a place', () => {
  const names = ['f', 'a', 'b', 'c', 'd', 'e', 't'];
  const edge = fc
    .tuple(fc.nat(5), fc.nat(5))
    .map(([i, step]) => [names[i]!, names[Math.min(6, i + 1 + step)]!] as const);
  fc.assert(
    fc.property(fc.array(edge, { maxLength: 12 }), (found) => {
      const edges = [['f', 'a'] as const, ...found.filter(([from]) => from === 'f' || from === 'a')];
      const { nodes, edges: placed } = layoutOf('f', edges, []);
      const places = nodes.map(({ layer, x }) => `${layer} ${x}`);
      expect(new Set(places).size).toBe(nodes.length);
      for (const { bends } of placed) {
        bends.slice(1).forEach((bend, i) => expect(bend.layer).toBe(bends[i]!.layer + 1));
      }
    }),
  );
});

it('leaves out definitions that the function does not use', () => {
  const { nodes, edges } = layoutOf('f', [['f', 'x'], ['u', 't'], ['v', 'u']], ['x', 't']); // biome-ignore format: one line
  expect(nodes.map(({ name }) => name)).toEqual(['f', 'x']);
  expect(edges).toHaveLength(1);
  expect(layoutOf('f', [['u', 't']], ['t'])).toMatchObject({ layers: 1, edges: [] });
});
