// Compiles assembly/unpack.ts, and assembly/index.ts twice, without and with relaxed SIMD, and writes to src/generated:
//   core.simd.wasm, core.relaxed.wasm   the modules, copied to dist for whoever loads them as files
//   simd.ts                             the first as text (pack.mjs), so that no bundler or server has to find a file
//   relaxed.ts                          the second as edits of the first (delta.mjs), as text
//   unpack.ts                           the module that reads that text, as text
//   exports.ts                          the type of the modules' exports, from asc's own declarations
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { encodeDelta } from './delta.mjs';
import { pack } from './pack.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const generated = join(root, 'src', 'generated');
const asc = fileURLToPath(import.meta.resolve('assemblyscript/bin/asc.js'));

// `--use abort=` leaves the module without imports but for its memory. Kernels neither allocate nor throw, so the
// runtime is the stub and nothing can reach abort. Without `--converge` it takes half the time, and the code is no larger.
const shared = ['--runtime', 'stub', '--noAssert', '--use', 'abort='];
const kernels = ['--importMemory', ...shared];
const programs = [
  { name: 'simd', entry: 'index', options: [...kernels, '-O3', '--enable', 'simd'] },
  { name: 'relaxed', entry: 'index', options: [...kernels, '-O3', '--enable', 'simd', '--enable', 'relaxed-simd'] },
  { name: 'unpack', entry: 'unpack', options: [...shared, '-Oz'] },
];
/** The heap begins here (STATIC_END of src/memory.ts). */
const STATIC_END = 256 * 1024;
const DATA_SECTION = 11;

/** In a process of its own, so that all compile at once. What asc prints is shown only if it fails. */
async function compile({ name, entry, options }, work) {
  const out = join(work, `core.${name}.wasm`);
  const source = join(root, 'assembly', `${entry}.ts`);
  // With source maps enabled asc does not start a process of its own to enable them.
  const command = ['--enable-source-maps', asc, source, '--outFile', out, '--bindings', 'raw', ...options];
  try {
    await promisify(execFile)(process.execPath, command, { cwd: root, maxBuffer: 1 << 26 });
  } catch (cause) {
    throw new Error(`asc (${name}): ${cause.stderr || cause.message}`);
  }
  return { wasm: await readFile(out), declarations: await readFile(out.replace('.wasm', '.d.ts'), 'utf8') };
}

/** Both builds live in one memory, so their static data must be the same, and end before the heap begins. */
async function checkStaticData(simd, relaxed) {
  if (!section(simd, DATA_SECTION).equals(section(relaxed, DATA_SECTION))) {
    throw new Error('the static data of the two builds differs: was assembly edited while it was compiled?');
  }
  const env = { memory: new WebAssembly.Memory({ initial: 32 }) };
  const { instance } = await WebAssembly.instantiate(simd, { env });
  const end = instance.exports.heapBase.value;
  if (end > STATIC_END) throw new Error(`static data ends at ${end}, beyond its place (${STATIC_END})`);
}

/** The contents of a section of a module. */
function section(wasm, id) {
  const leb = (at) => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = wasm[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return { value, at };
    }
  };
  for (let at = 8; at < wasm.length; ) {
    const found = wasm[at] === id;
    const length = leb(at + 1);
    at = length.at + length.value;
    if (found) return wasm.subarray(length.at, at);
  }
  return wasm.subarray(0, 0);
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
    ...globals.map((name) => `  readonly ${name}: { readonly value: number };`),
    '}',
    '',
  ].join('\n');
}

/** A module of one constant. */
function textModule(title, name, text) {
  return `/** ${title}. */\nexport const ${name}: string =\n  '${text}';\n`;
}

const work = await mkdtemp(join(tmpdir(), 'nabla-wasm-'));
try {
  await mkdir(generated, { recursive: true });
  const [simd, relaxed, unpack] = await Promise.all(programs.map((program) => compile(program, work)));
  await checkStaticData(simd.wasm, relaxed.wasm);
  const [packed, { wasm: target }] = [pack(simd.wasm), pack(relaxed.wasm)];
  const edits = encodeDelta(packed.wasm, target);
  await writeFile(join(generated, 'core.simd.wasm'), packed.wasm);
  await writeFile(join(generated, 'core.relaxed.wasm'), target);
  for (const [name, title, text] of [
    ['simd', `The simd build, ${packed.wasm.length} bytes, in streams`, packed.text],
    ['relaxed', `Edits that make the relaxed build of it, in hexadecimal`, edits.toString('hex')],
    ['unpack', `The module that unpacks the simd build, in hexadecimal`, unpack.wasm.toString('hex')],
  ]) {
    await writeFile(join(generated, `${name}.ts`), textModule(title, 'text', text));
  }
  await writeFile(join(generated, 'exports.ts'), exportsModule(relaxed.declarations));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(
    join(generated, 'version.ts'),
    `/** Version of the package. */\nexport const version: string = '${version}';\n`,
  );
  const sizes = [packed.wasm, target, packed.text, edits].map((part) => part.length);
  console.log(`core.simd.wasm ${sizes[0]} bytes, core.relaxed.wasm ${sizes[1]}; text ${sizes[2]}, edits ${sizes[3]}`);
} finally {
  await rm(work, { recursive: true, force: true });
}
