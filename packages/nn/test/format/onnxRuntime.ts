/**
 * onnxruntime-web, for the tests that run an exported model. It takes 145 MB, so it is no dependency of the repository: it comes
 * from `node_modules` if somebody has put it there, else from a folder beside the temporary files, where continuous
 * integration (CI=true) installs it when it is missing. Without it those tests are skipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { NumberArray } from '@nablajs/nn';

/** What the tests use of the package. */
export interface OnnxRuntime {
  readonly env: { readonly wasm: { numThreads: number } };
  readonly InferenceSession: { create(model: Uint8Array): Promise<InferenceSession> };
  readonly Tensor: new (type: 'float32' | 'float64', data: NumberArray, shape: readonly number[]) => object;
}

interface InferenceSession {
  run(inputs: Readonly<Record<string, object>>): Promise<Readonly<Record<string, { readonly data: NumberArray }>>>;
  release(): Promise<void>;
}

const version = '1.30.0';
const folder = process.env.NABLA_ONNXRUNTIME ?? join(tmpdir(), `nabla-onnxruntime-web-${version}`);
const entry = join(folder, 'node_modules', 'onnxruntime-web', 'dist', 'ort.node.min.mjs');

/** The package, or undefined where it neither is nor can be had. */
export async function onnxRuntime(): Promise<OnnxRuntime | undefined> {
  const name = 'onnxruntime-web';
  const installed = await import(/* @vite-ignore */ name).catch(() => undefined);
  if (installed) return installed;
  if (!existsSync(entry) && process.env.CI) await install();
  return existsSync(entry) ? import(/* @vite-ignore */ pathToFileURL(entry).href) : undefined;
}

/** Fails quietly, and soon, where no registry is in reach. */
async function install(): Promise<void> {
  await mkdir(folder, { recursive: true });
  const flags = [
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--ignore-scripts',
    '--fetch-retries=0',
    '--fetch-timeout=30000',
  ];
  const environment = Object.entries(process.env).filter(([key]) => !key.startsWith('npm_'));
  spawnSync('npm', ['install', '--prefix', folder, ...flags, `onnxruntime-web@${version}`], {
    env: Object.fromEntries(environment),
    stdio: 'ignore',
    timeout: 180_000,
    shell: process.platform === 'win32',
  });
}
