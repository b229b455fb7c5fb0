// Imports only go down, and nowhere in a circle.
//
//   packages   apps → nn → optim | calculus → core-wasm; testing stands beside them for tests only
//   calculus   expr ← ops ← derive | simplify | print | parse | matrix ← compile | explain | analyze
//   assembly   simd ← elementwise | reduce | random | nn ← blas ← lapack ← index
import { posix } from 'node:path';
import { filesBelow, read, workspaces } from './sources.mjs';

export const rule = 'an import only goes down, and no imports form a cycle';

/** What the source of each package may import from the scope. */
const ALLOWED = {
  'packages/core-wasm': [],
  'packages/calculus': ['core-wasm'],
  'packages/optim': ['core-wasm'],
  'packages/nn': ['core-wasm', 'optim'],
  'packages/testing': ['core-wasm', 'calculus', 'optim', 'nn'],
  'packages/bench': ['core-wasm', 'calculus', 'optim', 'nn', 'testing'],
  'packages/fuzz': ['core-wasm', 'calculus', 'optim', 'nn', 'testing'],
  'apps/course': ['core-wasm', 'calculus', 'optim', 'nn'],
  'apps/playground': ['core-wasm', 'calculus', 'optim', 'nn'],
};

/** The one file through which minimize() accepts an expression of calculus. */
const BRIDGE = 'packages/optim/src/expression.ts';

/** Floors inside a package: folder → height. A folder may import folders of its own height or lower. */
const HEIGHTS = {
  'packages/calculus/src': {
    index: 4,
    mathml: 4,
    expr: 0,
    ops: 1,
    derive: 2,
    simplify: 2,
    print: 2,
    parse: 2,
    matrix: 2,
    compile: 3,
    explain: 3,
    analyze: 3,
  },
  'packages/core-wasm/assembly': {
    simd: 0,
    elementwise: 1,
    reduce: 1,
    random: 1,
    nn: 1,
    blas: 2,
    lapack: 3,
    optim: 3,
    index: 4,
    unpack: 0,
  },
};

const IMPORT =
  /^\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|^\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm;

/** Specifiers imported for their values; type-only imports vanish at compile time and bind nothing. */
function imports(text) {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...code.matchAll(IMPORT)].map((match) => ({
    specifier: match[1] ?? match[2] ?? match[3],
    typeOnly: /^\s*(?:import|export)\s+type\b/.test(match[0]),
  }));
}

function resolve(from, specifier, files) {
  const base = posix.join(posix.dirname(from), specifier.replace(/\.js$/, ''));
  return [`${base}.ts`, `${base}.mts`, `${base}.tsx`, `${base}/index.ts`, base].find((path) => files.has(path));
}

function height(path) {
  for (const [folder, heights] of Object.entries(HEIGHTS)) {
    if (path.startsWith(`${folder}/`))
      return {
        folder,
        height:
          heights[
            path
              .slice(folder.length + 1)
              .split('/')[0]
              .replace(/\.ts$/, '')
          ],
      };
  }
  return { folder: undefined, height: undefined };
}

function cycles(graph) {
  const state = new Map();
  const found = [];
  for (const start of graph.keys()) {
    if (state.has(start)) continue;
    const stack = [{ file: start, next: 0 }];
    state.set(start, 'open');
    while (stack.length > 0) {
      const top = stack[stack.length - 1];
      const target = graph.get(top.file)?.[top.next++];
      if (target === undefined) {
        state.set(top.file, 'done');
        stack.pop();
      } else if (state.get(target) === 'open') {
        const loop = stack.map((entry) => entry.file);
        found.push(`cycle: ${[...loop.slice(loop.indexOf(target)), target].join(' → ')}`);
      } else if (!state.has(target)) {
        state.set(target, 'open');
        stack.push({ file: target, next: 0 });
      }
    }
  }
  return found;
}

export function check(root) {
  const complaints = [];
  const folders = workspaces(root);
  const sources = folders.flatMap((folder) =>
    ['src', 'assembly'].flatMap((part) => filesBelow(root, `${folder}/${part}`, ['.ts', '.tsx', '.mts', '.mjs'])),
  );
  const files = new Set(sources);
  const graph = new Map();
  for (const file of sources) {
    const folder = folders.find((candidate) => file.startsWith(`${candidate}/`));
    const edges = [];
    const own = height(file);
    if (own.folder !== undefined && own.height === undefined)
      complaints.push(`${file} is on no floor: name its folder in HEIGHTS`);
    for (const { specifier, typeOnly } of imports(read(root, file))) {
      const scoped = /^@nablajs\/([^/]+)/.exec(specifier);
      if (scoped && `packages/${scoped[1]}` !== folder) {
        const allowed = ALLOWED[folder]?.includes(scoped[1]) || (file === BRIDGE && scoped[1] === 'calculus');
        if (!allowed) complaints.push(`${file} imports ${specifier}, which is not below it`);
      }
      if (!specifier.startsWith('.')) continue;
      const target = resolve(file, specifier, files);
      if (!target) continue;
      if (!typeOnly) edges.push(target);
      const from = height(file);
      const to = height(target);
      if (from.folder !== undefined && from.folder === to.folder && from.height < to.height) {
        complaints.push(`${file} imports ${target}, a floor above it`);
      }
    }
    graph.set(file, edges);
  }
  return [...complaints, ...cycles(graph)];
}
