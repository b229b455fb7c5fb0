// Python libraries as rivals and limits. A rival lives in a process of its own that times itself, so that turns are
// interleaved with Nabla's like everyone's and nothing but the work is timed; one thread (OMP_NUM_THREADS=1)
// unless said.
//
// To add one:
// 1. `packages/bench/python/<program>.py` with `prepare(task)`, returning `run, answer` (or `run, answer, evaluations`):
//    `run()` does the work once, `answer()` is a list of arrays or numbers. `task` is the case's task as JSON, except that
//    typed arrays arrive as flat NumPy arrays and functions do not arrive: give texts or names instead.
// 2. In the case's contenders, `'SciPy': pythonRival('<program>')`, or with a second argument that says what of the task to
//    send: `pythonRival('minimize', ({ start }) => ({ start, name: 'rosenbrock', method: 'BFGS' }))`. The parts of the
//    answer are joined into one array, which is compared with the case's reference before anything is timed. Cases
//    whose answer needs work call `python` themselves, as cases/linalg.ts does.
//
// The interpreter is $NABLA_PYTHON, else /usr/bin/python3, else python3; where it or a module is missing, the table says so.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Contender, Prepare } from '../case.js';

/** A rival in Python: `run` is one timed run, `time` many, `parts` the answer part by part. */
export interface PythonContender extends Contender {
  run(): Promise<void>;
  time(runs: number): Promise<number>;
  answer(): Promise<Float64Array>;
  parts(): Promise<Float64Array[]>;
}

interface Reply {
  readonly seconds?: number;
  readonly evaluations?: number;
  readonly parts?: readonly string[];
  readonly missing?: string;
  readonly error?: string;
}

const HOST = fileURLToPath(new URL('../../python/host.py', import.meta.url));
const DTYPES: Readonly<Record<string, string>> = {
  Float64Array: '<f8',
  Float32Array: '<f4',
  Int32Array: '<i4',
  Uint8Array: '|u1',
};

function packed(_: string, value: unknown): unknown {
  if (!ArrayBuffer.isView(value)) return value;
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return { dtype: DTYPES[value.constructor.name], bytes };
}

function unpacked(part: string): Float64Array {
  const bytes = Buffer.from(part, 'base64');
  return new Float64Array(Uint8Array.from(bytes).buffer);
}

function interpreter(): string {
  const { NABLA_PYTHON } = process.env;
  return NABLA_PYTHON || (existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3');
}

/** Starts the program and gives it its task; rejects with a line for the table where Python lacks something. */
export async function python(program: string, task: unknown, threads = 1): Promise<PythonContender> {
  const limits = ['OMP_NUM_THREADS', 'OPENBLAS_NUM_THREADS', 'MKL_NUM_THREADS'].map((name) => [name, String(threads)]);
  const child = spawn(interpreter(), [HOST, program], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, ...Object.fromEntries(limits), PYTHONDONTWRITEBYTECODE: '1' },
  });
  const failed = new Promise<never>((_, reject) => {
    child.on('error', () => reject(new Error(`left out: no ${interpreter()} here`)));
    child.on('exit', () => reject(new Error(`left out: ${interpreter()} has no NumPy, or ended early`)));
  });
  failed.catch(() => {});
  child.stdin.on('error', () => {});
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (request: object): Promise<Reply> => {
    child.stdin.write(`${JSON.stringify(request, packed)}\n`);
    const line = await Promise.race([lines.next(), failed]);
    if (line.done) return failed;
    const reply: Reply = JSON.parse(line.value);
    if (reply.missing) throw new Error(`left out: ${interpreter()} has no module ${reply.missing}`);
    if (reply.error) throw new Error(reply.error);
    return reply;
  };
  await ask({ task });

  let evaluations: number | undefined;
  const time = async (runs: number): Promise<number> => {
    const reply = await ask({ runs });
    evaluations = reply.evaluations;
    return reply.seconds ?? Number.NaN;
  };
  const parts = async (): Promise<Float64Array[]> => ((await ask({ answer: true })).parts ?? []).map(unpacked);
  return {
    time,
    parts,
    run: async () => void (await time(1)),
    answer: async () => Float64Array.from((await parts()).flatMap((part) => Array.from(part))),
    evaluations: () => evaluations,
  };
}

/** A contender from `python/<program>.py`, which gets `send(task)`. */
export function pythonRival<Task>(program: string, send: (task: Task) => unknown = (task) => task): Prepare<Task> {
  return (task) => python(program, send(task));
}
