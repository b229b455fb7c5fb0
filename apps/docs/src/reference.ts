// The reference: typedoc reads the TSDoc of every entry point and writes Markdown, one file per public name.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { Application, LogLevel, type TypeDocOptions } from 'typedoc';
import type { PluginOptions } from 'typedoc-plugin-markdown';

/** Entry points as they are imported → their sources. */
export const entryPoints: Readonly<Record<string, string>> = {
  'core-wasm': 'core-wasm/src/index.ts',
  'core-wasm/threads': 'core-wasm/src/threads.ts',
  'core-wasm/machine': 'core-wasm/src/machine.ts',
  calculus: 'calculus/src/index.ts',
  'calculus/mathml': 'calculus/src/mathml.ts',
  optim: 'optim/src/index.ts',
  'optim/rules': 'optim/src/rules.ts',
  nn: 'nn/src/index.ts',
  'nn/node': 'nn/src/node.ts',
};

/** `optim/functions/minimize.md` → its Markdown, with links relative to it. */
export async function readReference(root: string): Promise<Map<string, string>> {
  const out = mkdtempSync(join(tmpdir(), 'nabla-reference-'));
  try {
    const options: Partial<TypeDocOptions & PluginOptions> = {
      plugin: ['typedoc-plugin-markdown'],
      entryPoints: Object.values(entryPoints).map((path) => join(root, 'packages', path)),
      tsconfig: join(root, 'apps/docs/tsconfig.reference.json'),
      // TypeScript 7 checks the sources at the root; typedoc's own compiler only has to read them.
      skipErrorChecking: true,
      disableSources: true,
      excludePrivate: true,
      excludeInternal: true,
      readme: 'none',
      name: 'API reference',
      out,
      logLevel: LogLevel.Error,
      entryFileName: 'index',
      hidePageHeader: true,
      hideBreadcrumbs: true,
      groupOrder: ['Functions', 'Classes', 'Variables', 'Interfaces', 'Type Aliases'],
      indexFormat: 'table',
      parametersFormat: 'table',
      interfacePropertiesFormat: 'table',
      typeDeclarationFormat: 'table',
      validation: false,
    };
    const application = await Application.bootstrapWithPlugins(options as Partial<TypeDocOptions>);
    const project = await application.convert();
    if (project === undefined) throw new Error('readReference: typedoc could not read the packages');
    await application.generateOutputs(project);
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
    return new Map(files.sort().map((path) => [path.split(sep).join('/'), readFileSync(join(out, path), 'utf8')]));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
