// The site as built: every link leads somewhere, every exported name has its page, nothing is inline.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import * as calculus from '@nablajs/calculus';
import * as core from '@nablajs/core-wasm';
import * as machine from '@nablajs/core-wasm/machine';
import * as threads from '@nablajs/core-wasm/threads';
import * as nn from '@nablajs/nn';
import * as files from '@nablajs/nn/node';
import * as optim from '@nablajs/optim';
import * as rules from '@nablajs/optim/rules';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../src/buildSite.js';
import type { Page } from '../src/layout.js';
import { policy } from '../src/layout.js';

const out = mkdtempSync(join(tmpdir(), 'nabla-docs-'));
let pages: readonly Page[];
const html = new Map<string, string>();

beforeAll(async () => {
  pages = await buildSite(out);
  for (const { address } of pages) html.set(address, readFileSync(join(out, address), 'utf8'));
}, 300_000);
afterAll(() => rmSync(out, { recursive: true, force: true }));

describe('the site', () => {
  it('has every guide in both languages', () => {
    const guides = pages.filter(({ address }) => !address.startsWith('reference/'));
    expect(guides.length).toBeGreaterThan(25);
    for (const page of guides) expect(pages.some(({ address }) => address === page.translation)).toBe(true);
  });

  it('links only to what is there, anchors included', () => {
    const broken: string[] = [];
    for (const [address, text] of html) {
      for (const [, target] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
        if (/^https?:/.test(target!)) continue;
        const [file = '', anchor] = target!.replaceAll('&amp;', '&').split('#');
        const to = file === '' ? address : posix.join(posix.dirname(address), file);
        if (to === '../index.html') continue; // The playground, one floor up.
        const found = html.get(to);
        if (
          found === undefined
            ? !existsSync(join(out, to))
            : anchor && !found.includes(`id="${decodeURIComponent(anchor)}"`)
        )
          broken.push(`${address} → ${target}`);
      }
    }
    expect(broken).toEqual([]);
  });

  it('keeps the policy: no style, script or handler stands in a page', () => {
    for (const [address, text] of html) {
      expect(text, address).toContain(policy);
      const markup = text.replace(/<pre[\s\S]*?<\/pre>/g, '').replace(/<code>[\s\S]*?<\/code>/g, '');
      expect(markup, address).not.toMatch(/ style="|<style|<script>|<[a-z]+ [^>]*\bon\w+="/);
    }
  });

  it('finds the fonts that the style sheet of formulas names', () => {
    const css = readFileSync(join(out, 'assets/katex.css'), 'utf8');
    const fonts = [...css.matchAll(/url\(([^)]*)\)/g)].map(([, path]) => path!);
    expect(fonts.length).toBeGreaterThan(10);
    for (const font of fonts) expect(existsSync(join(out, 'assets', font)), font).toBe(true);
  });
});

describe.each([
  ['core-wasm', core],
  ['core-wasm/threads', threads],
  ['core-wasm/machine', machine],
  ['calculus', calculus],
  ['optim', optim],
  ['optim/rules', rules],
  ['nn', nn],
  ['nn/node', files],
] as const)('the reference of @nablajs/%s', (entry, exported) => {
  it('has a page for every exported name', () => {
    const below = join(out, 'reference', entry.split('/')[0]!);
    const own = new Set(
      [below, join(out, 'reference/core-wasm')]
        .flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }))
        .map((path) => posix.basename(path.replaceAll('\\', '/'), '.html')),
    );
    expect(Object.keys(exported).filter((name) => !own.has(name))).toEqual([]);
  });
});
