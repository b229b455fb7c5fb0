import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where inputs are kept: a file for each target, an input a line, in base64. */
const FOLDER = fileURLToPath(new URL('../corpus', import.meta.url));

const fileOf = (target: string): string => join(FOLDER, `${target}.txt`);
const line = (input: Uint8Array): string => `${Buffer.from(input).toString('base64')}\n`;

/** The kept inputs of a target, in the order in which they were found. */
export function readCorpus(target: string): Uint8Array[] {
  if (!existsSync(fileOf(target))) return [];
  return readFileSync(fileOf(target), 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((text) => new Uint8Array(Buffer.from(text, 'base64')));
}

/** Adds an input to those kept; replaying them, as the tests do, then runs it again. */
export function keep(target: string, input: Uint8Array): void {
  mkdirSync(FOLDER, { recursive: true });
  appendFileSync(fileOf(target), line(input));
}

/** Replaces all inputs kept. */
export function writeCorpus(target: string, inputs: readonly Uint8Array[]): void {
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(fileOf(target), inputs.map(line).join(''));
}
