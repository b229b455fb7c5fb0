// A stranger's project: an empty folder into which one package is installed from the registry.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { plainEnvironment, tools } from './registry.js';

/** A folder with a package installed. */
export interface Project {
  readonly folder: string;
  /** Writes a file of the project. */
  write(path: string, text: string): string;
  /** Runs a program in the folder; throws with its output when it fails. */
  run(command: string, ...args: string[]): string;
}

/**
 * A new project in which `npm install @nablajs/<name>` was done; removed when the test is over.
 *
 * @param also tools that have to be in the project's own node_modules, linked from those of the tests.
 */
export function newProject(name: string, also: readonly string[] = []): Project {
  const folder = mkdtempSync(join(tmpdir(), `nabla-${name}-`));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const project: Project = {
    folder,
    write(path, text) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    run(command, ...args) {
      const { status, stdout, stderr, error } = spawnSync(command, args, {
        cwd: folder,
        encoding: 'utf8',
        env: { ...plainEnvironment(), NODE_OPTIONS: '' },
        timeout: 120_000,
        shell: process.platform === 'win32' && command === 'npm',
      });
      if (error || status !== 0)
        throw new Error(`${command} ${args.join(' ')}: ${error ?? status}\n${stdout}\n${stderr}`);
      return stdout.trim();
    },
  };
  project.write('package.json', JSON.stringify({ name: 'stranger', private: true, type: 'module' }));
  project.write('.npmrc', `@nablajs:registry=${inject('registry')}\n`);
  project.run('npm', 'install', `@nablajs/${name}`, '--no-audit', '--no-fund', '--loglevel=error');
  for (const tool of also) {
    mkdirSync(dirname(join(folder, 'node_modules', tool)), { recursive: true });
    symlinkSync(join(tools, tool), join(folder, 'node_modules', tool), 'dir');
  }
  return project;
}
