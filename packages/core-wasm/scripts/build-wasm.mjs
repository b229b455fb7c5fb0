// Compiles assembly/index.ts twice, without and with relaxed SIMD, and writes to src/generated:
//   core.simd.wasm, core.relaxed.wasm   the modules, copied to dist for whoever loads them as files
//   simd.ts, relaxed.ts                 the same bytes in base64, so that no bundler or server has to find a file
//   exports.ts                          the type of the module's exports, from asc's own declarations
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generated = join(root, 'src', 'generated');

// `--use abort=` leaves the module without imports but for its memory. Kernels neither allocate nor throw, so the
// runtime is the stub and nothing can reach abort.
const shared = ['--runtime', 'stub', '-O3', '--converge', '--noAssert', '--use', 'abort=', '--importMemory'];
// Both builds live in one memory, so each has a place of its own for its static data; the heap begins at 256 KiB
// (STATIC_END of src/memory.ts).
const variants = [
  { name: 'simd', features: ['simd'], base: 1024, end: 128 * 1024 },
  { name: 'relaxed', features: ['simd', 'relaxed-simd'], base: 128 * 1024, end: 256 * 1024 },
];

async function compile({ name, features, base, end }, work) {
  const out = join(work, `core.${name}.wasm`);
  const enable = features.flatMap((feature) => ['--enable', feature]);
  const { error, stderr } = await asc.main([
    join(root, 'assembly', 'index.ts'),
    '--outFile',
    out,
    '--bindings',
    'raw',
    '--memoryBase',
    `${base}`,
    ...shared,
    ...enable,
  ]);
  if (error) throw new Error(`asc (${name}): ${error.message}\n${stderr.toString()}`);
  const wasm = await readFile(out);
  const heapBase = await firstFreeByte(wasm);
  if (heapBase > end) throw new Error(`core.${name}: static data ends at ${heapBase}, beyond its place (${end})`);
  return { wasm, declarations: await readFile(out.replace('.wasm', '.d.ts'), 'utf8') };
}

/** The module's `heapBase`; the relaxed build is asked for it only where the engine runs it. */
async function firstFreeByte(wasm) {
  if (!WebAssembly.validate(wasm)) return 0;
  const env = { memory: new WebAssembly.Memory({ initial: 32 }) };
  const { instance } = await WebAssembly.instantiate(wasm, { env });
  return instance.exports.heapBase.value;
}

/** `export function f(a: number): number;` inside asc's namespace becomes a member of `Kernels`. */
function exportsModule(declarations) {
  const members = [...declarations.matchAll(/^ {2}export (?:declare )?function (\w+\([^)]*\): \w+);$/gm)].map(
    (m) => m[1],
  );
  const globals = [...declarations.matchAll(/^ {2}export const (\w+): \{$/gm)].map((m) => m[1]);
  return [
    '/** What the compiled module exports: functions by name, and global constants. */',
    'export interface Kernels {',
    ...members.map((member) => `  ${member};`),
    ...globals.map((name) => `  readonly ${name}: WebAssembly.Global;`),
    '}',
    '',
  ].join('\n');
}

const work = await mkdtemp(join(tmpdir(), 'nabla-wasm-'));
try {
  await mkdir(generated, { recursive: true });
  for (const variant of variants) {
    const { wasm, declarations } = await compile(variant, work);
    await writeFile(join(generated, `core.${variant.name}.wasm`), wasm);
    await writeFile(
      join(generated, `${variant.name}.ts`),
      `/** The ${variant.name} build of the core, ${wasm.length} bytes, in base64. */\nexport const base64: string =\n  '${wasm.toString('base64')}';\n`,
    );
    await writeFile(join(generated, 'exports.ts'), exportsModule(declarations));
    console.log(`core.${variant.name}.wasm ${wasm.length} bytes`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
