// Each package as TypeScript sees it: strict, declarations checked, both ways to resolve modules, both compilers.
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '../snippets.js';
import { programs } from './programs.js';
import { newProject } from './project.js';
import { tools } from './registry.js';

const compilers = [
  ['5.9', join(tools, 'typescript/bin/tsc')],
  ['7.0', join(root, 'node_modules/typescript/bin/tsc')],
] as const;

const resolutions = {
  nodenext: { module: 'nodenext', moduleResolution: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

const USES_DOM = ['optim', 'nn'];

describe.each(programs.map((program) => [program.name, program] as const))('@nablajs/%s', (name, program) => {
  it('type-checks strictly without skipLibCheck, and without the types of Node', () => {
    const project = newProject(name);
    project.write('main.ts', `${program.code}\nexport const shown: string = answer;\n`);
    for (const [resolution, options] of Object.entries(resolutions)) {
      const compilerOptions = {
        ...options,
        target: 'es2022',
        // Where training and descent can be aborted, AbortSignal must be known: from the DOM library or @types/node.
        lib: ['es2022', 'esnext.disposable', ...(USES_DOM.includes(name) ? ['dom'] : [])],
        strict: true,
        skipLibCheck: false,
        noEmit: true,
        types: [],
      };
      project.write('tsconfig.json', JSON.stringify({ compilerOptions, files: ['main.ts'] }));
      for (const [version, tsc] of compilers)
        expect(project.run(process.execPath, tsc, '-p', '.'), `${resolution}, TypeScript ${version}`).toBe('');
    }
    project.write('main.ts', `${program.code}\nexport const shown: number = answer;\n`);
    expect(() => project.run(process.execPath, compilers[0][1], '-p', '.')).toThrow('TS2322');
  });
});
