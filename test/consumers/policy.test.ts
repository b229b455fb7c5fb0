// A page whose policy allows no WebAssembly at all: formulas work by the interpreter, what needs the core says so.
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Pages, strictPolicy } from './pages.js';
import { newProject } from './project.js';
import { tools } from './registry.js';

const pages = new Pages();
beforeAll(() => pages.open());
afterAll(() => pages.close());

it("without 'wasm-unsafe-eval' formulas are parsed, derived, evaluated and compiled, and the core refuses by name", async () => {
  const project = newProject('calculus');
  project.write(
    'main.js',
    `import { compile, diff, evaluate, parse, simplify } from '@nablajs/calculus';
import { matmul, tensor } from '@nablajs/core-wasm';
const violations = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => violations.push(violatedDirective + ' ' + blockedURI));
const f = parse('x^2*sin(y)');
const answer = [diff(f, 'x'), simplify(parse('x + x')), evaluate(f, { x: 2, y: Math.PI / 2 }), compile(f, ['x', 'y']).gradient([1, 0])];
try {
  const A = tensor(Array.from({ length: 50 }, () => Array(50).fill(1)));
  answer.push(matmul(A, A).shape);
} catch (error) {
  answer.push(error.constructor.name, error.message.includes('wasm-unsafe-eval'));
}
setTimeout(() => { document.title = [...answer, ...violations.filter((each) => !each.endsWith('wasm-eval'))].join('; '); }, 100);
`,
  );
  project.run(join(tools, 'esbuild/bin/esbuild'), 'main.js', '--bundle', '--format=esm', '--keep-names', '--outfile=out/out.js'); // biome-ignore format: one line
  project.write(
    'out/index.html',
    '<!doctype html><meta charset="utf-8"><script type="module" src="./out.js"></script>',
  );
  expect(await pages.shown(join(project.folder, 'out'), strictPolicy(''))).toEqual(
    pages.everywhere('2*x*sin(y); 2*x; 4; 0,1; CompilationError; true'),
  );
});
