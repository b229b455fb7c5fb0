// A layered drawing of an acyclic graph (Sugiyama, Tagawa, Toda, 1981): the function on top, independent variables at the
// bottom, and edges that pass a layer given a place in it, so that no line runs through a name.

/** A variable in its layer; `x` from 0 (left) to 1 (right). */
export interface PlacedNode {
  readonly name: string;
  readonly layer: number;
  readonly x: number;
}

/** An edge with the places it passes, ends included. */
export interface PlacedEdge {
  readonly from: string;
  readonly to: string;
  readonly bends: readonly { readonly x: number; readonly layer: number }[];
}

/** Where everything stands; layers count from 0 on top. */
export interface GraphLayout {
  readonly layers: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

type Edge = readonly [from: string, to: string];

/** Rounds of putting each name below the middle of what it hangs on. */
const ROUNDS = 4;

/** The drawing of a graph whose edges go from `root` down to the `lowest` names; what the root does not reach is left out. */
export function layoutOf(root: string, all: readonly Edge[], lowest: readonly string[]): GraphLayout {
  const depth = depths(root, all);
  const edges = all.filter(([from]) => depth.has(from));
  const bottom = Math.max(0, ...depth.values());
  for (const name of lowest) if (depth.has(name)) depth.set(name, bottom);
  const rows: string[][] = Array.from({ length: bottom + 1 }, () => []);
  for (const [name, layer] of depth) rows[layer]!.push(name);
  const links: Edge[] = [];
  const chains = edges.map(([from, to], e) => {
    const chain = [from];
    for (let layer = depth.get(from)! + 1; layer < depth.get(to)!; layer++) {
      const bend = `${e}:${layer}`;
      rows[layer]!.push(bend);
      chain.push(bend);
    }
    chain.push(to);
    chain.slice(1).forEach((each, i) => links.push([chain[i]!, each]));
    return chain;
  });
  order(rows, links);
  const place = new Map(
    rows.flatMap((row, layer) => row.map((name, i) => [name, { x: (i + 0.5) / row.length, layer }] as const)),
  );
  return {
    layers: bottom + 1,
    nodes: [...depth.keys()].map((name) => ({ name, ...place.get(name)! })),
    edges: edges.map(([from, to], e) => ({ from, to, bends: chains[e]!.map((each) => place.get(each)!) })),
  };
}

/** The longest way down to each name. */
function depths(root: string, edges: readonly Edge[]): Map<string, number> {
  const depth = new Map([[root, 0]]);
  // Every round lets the depths grow by one edge; an acyclic graph needs no more rounds than it has names.
  for (let round = 0; round <= edges.length; round++) {
    let changed = false;
    for (const [from, to] of edges) {
      const below = (depth.get(from) ?? -1) + 1;
      if (below > 0 && below > (depth.get(to) ?? -1)) {
        depth.set(to, below);
        changed = true;
      }
    }
    if (!changed) break;
  }
  return depth;
}

/** Barycentre ordering, downwards and upwards in turn. */
function order(rows: string[][], links: readonly Edge[]): void {
  const position = (row: readonly string[]): Map<string, number> =>
    new Map(row.map((name, i) => [name, (i + 0.5) / row.length]));
  for (let round = 0; round < ROUNDS; round++) {
    const down = round % 2 === 0;
    const sequence = down ? rows.keys() : [...rows.keys()].reverse();
    let before: Map<string, number> | undefined;
    for (const layer of sequence) {
      const row = rows[layer]!;
      const own = position(row);
      const known = before;
      if (known !== undefined) {
        const middle = (name: string): number => {
          const ends = links.flatMap(([from, to]) =>
            down && to === name ? [from] : !down && from === name ? [to] : [],
          );
          const places = ends.flatMap((end) => known.get(end) ?? []);
          return places.length === 0 ? own.get(name)! : places.reduce((sum, x) => sum + x, 0) / places.length;
        };
        const middles = new Map(row.map((name) => [name, middle(name)]));
        row.sort((a, b) => middles.get(a)! - middles.get(b)! || own.get(a)! - own.get(b)!);
      }
      before = position(row);
    }
  }
}
