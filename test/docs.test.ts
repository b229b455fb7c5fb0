// Whatever the site shows runs as shown: the blocks of its guides, and the cells of its tables side by side.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectPromised } from './promised.js';
import { filesBelow, root, run, type Snippet, snippetsOf } from './snippets.js';

const SIDE_BY_SIDE = 'apps/docs/guide/coming-from.md';
const guides = filesBelow('apps/docs/guide', '.md').filter(
  (path) => path !== SIDE_BY_SIDE && snippetsOf(path).length > 0,
);

describe.each(guides)('%s', (guide) => {
  it.each(snippetsOf(guide))('runs the code at $where, which prints what it says', async (snippet) => {
    const printed = await run(snippet);
    expect(snippet.code).toContain('// → ');
    expectPromised(snippet.code, printed);
  });
});

interface Table {
  /** The library of the left column. */
  readonly library: string;
  readonly block: string;
  /** [left, middle, what both give]; a left cell of words is empty. */
  readonly rows: readonly (readonly [string, string, string])[];
}

function tablesOf(path: string): Table[] {
  const blocks = snippetsOf(path);
  return readFileSync(join(root, path), 'utf8')
    .split(/^## /m)
    .slice(1)
    .map((section, index) => ({
      library: section.split('\n')[0]!,
      block: blocks[index]!.code,
      rows: [...section.matchAll(/^\|(.*)\| `([^`]+)` \| `([^`]+)` \|$/gm)].map(
        ([, left, middle, gives]) => [/^ `([^`]+)` $/.exec(left!)?.[1] ?? '', middle!, gives!] as const,
      ),
    }));
}

/** The block that prepares a table, followed by its middle cells, each of which prints what it gives to four decimals. */
function ours({ library, block, rows }: Table): Snippet {
  const print = `const plain = (v: any) => v?.toArray?.() ?? (ArrayBuffer.isView(v) ? Array.from(v as Float64Array) : v);
    const short = (v: any) => (typeof v === 'number' ? Number(v.toFixed(4)) : v);
    const print = (v: any) => console.log(typeof plain(v) === 'object' && (v.toArray || ArrayBuffer.isView(v))
      ? JSON.stringify(plain(v), (_, each) => short(each)) : String(short(v)));`;
  const lines = rows.map(([, cell, gives]) => `print(${cell}); // → ${gives}`);
  return { where: `${SIDE_BY_SIDE}:${library}`, code: [block, print, ...lines].join('\n') };
}

/** What the left cells of a table need in Python, and how their results are written as ours are. */
const python: Readonly<Record<string, string>> = {
  NumPy: 'import numpy as np\nA = np.array([[4, 1], [1, 3.0]]); b = np.array([1, 2.0])',
  SciPy: `import numpy as np, scipy.linalg
from scipy.optimize import check_grad, curve_fit, least_squares, minimize, rosen, rosen_der as g, rosen_hess as H
A = np.array([[4, 1], [1, 3.0]]); xs = [0, 1, 2, 3]; f = lambda x: (x[0] - 3)**2`,
  SymPy: `from sympy import *
from sympy.parsing.sympy_parser import parse_expr
x, y, u, v, t = symbols('x y u v t'); f = x**2*sin(y); z = u*v`,
};

const inPython = `
import json, sys
def written(v, gives):
    if isinstance(v, bool): return str(v).lower()
    if isinstance(v, tuple): return ','.join(map(str, v))
    if hasattr(v, 'free_symbols'): return gives if simplify(v - sympify(gives.replace('^', '**'))) == 0 else str(v)
    if hasattr(v, 'tolist'): v = v.tolist()
    short = lambda e: [short(i) for i in e] if isinstance(e, list) else (int(round(e, 4)) if round(e, 4) == int(e + 0.5) else round(e, 4))
    return json.dumps(short(v), separators=(',', ':')) if isinstance(v, (list, float, int)) else str(v)
for cell, gives in json.load(sys.stdin):
    try: print(json.dumps(written(eval(cell), gives)))
    except (SyntaxError, NameError, TypeError): print('null')
`;

function theirs({ library, rows }: Table): (string | null)[] | undefined {
  const { status, stdout } = spawnSync('/usr/bin/python3', ['-W', 'ignore', '-c', `${python[library]}\n${inPython}`], {
    input: JSON.stringify(rows.map(([left, , gives]) => [left, gives])),
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim().split('\n').map((line) => JSON.parse(line)) : undefined; // biome-ignore format: one line
}

describe(SIDE_BY_SIDE, () => {
  const tables = tablesOf(SIDE_BY_SIDE);

  it.each(tables)('runs every cell of $library', async (table) => {
    const printed = await run(ours(table));
    expect(printed.length).toBeGreaterThan(5);
    expect(printed).toEqual(table.rows.map(([, , gives]) => gives));
  });

  const runnable = tables
    .filter((table) => table.library in python)
    .map((table) => ({ ...table, given: theirs(table) }));
  it.each(runnable.filter(({ given }) => given))('gives what $library gives', ({ rows, given }) => {
    const compared = rows.map(([, , gives], i) => [gives, given![i]] as const).filter(([, theirs]) => theirs !== null);
    expect(compared.map(([, theirs]) => theirs)).toEqual(compared.map(([gives]) => gives));
    expect(compared.length).toBeGreaterThan(rows.length / 2);
  });
});
