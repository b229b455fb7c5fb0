// Running other programs from the scripts, and speaking to whoever started them.
import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** One line about what is being done, on stderr so that stdout stays the program's own. */
export function say(line) {
  process.stderr.write(`nabla: ${line}\n`);
}

/** One line with the remedy in it, then exit code 1. */
export function fail(line) {
  say(line);
  process.exit(1);
}

/**
 * The environment without what npm put there for this script: a nested npm would take its parent's lifecycle and
 * configuration for its own.
 */
export function cleanEnvironment(extra = {}) {
  const own = Object.entries(process.env).filter(([key]) => !/^npm_(config|lifecycle|package|command)/i.test(key));
  return { ...Object.fromEntries(own), TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...extra };
}

/** Runs Node on `args` in the repository's root with this terminal; resolves to the exit code. */
export function node(args, environment = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env: cleanEnvironment(environment) });
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
    child.on('error', (error) => fail(`${args[0]} did not start: ${error.message}`));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Builds through turbo's cache, showing turbo's own output only when it fails, which ends the process. */
export async function turbo(args) {
  const started = Date.now();
  const { status, output } = await captured([
    join(root, 'node_modules/turbo/bin/turbo'),
    'run',
    ...args,
    '--output-logs=errors-only',
    '--ui=stream',
    '--no-color',
  ]);
  if (status !== 0) {
    process.stderr.write(output);
    fail(
      `turbo run ${args.join(' ')} failed, see above; after an interrupted installation, delete node_modules and try again`,
    );
  }
  say(`built in ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Runs Node on `args` in the repository's root; resolves to its exit code and everything it printed. */
function captured(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: cleanEnvironment({ TURBO_PRINT_VERSION_DISABLED: '1' }),
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) => fail(`${args[0]} did not start: ${error.message}`));
    child.on('close', (code) => resolve({ status: code ?? 1, output }));
  });
}
