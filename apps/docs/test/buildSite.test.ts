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
import { launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSite } from '../src/buildSite.js';
import { type Page, policy } from '../src/layout.js';
import { serve } from './serve.js';

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

const chromium = [process.env.NABLA_BROWSER, '/usr/bin/chromium'].find((path) => path && existsSync(path));

describe.skipIf(chromium === undefined)('the site in Chromium (skipped where there is none)', () => {
  it('shows pages without a complaint, wide and narrow, searches, and keeps the theme', async () => {
    const { close, url } = await serve(out);
    const browser = await launch({ executablePath: chromium!, args: ['--no-sandbox'] });
    try {
      const page = await browser.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('response', (answer) => answer.status() >= 400 && complaints.push(answer.url()));
      for (const address of ['zh/course/matrix.html', 'performance.html', 'reference/core-wasm/classes/Tensor.html']) {
        for (const width of [390, 1400]) {
          await page.setViewport({ width, height: 900 });
          await page.goto(url + address);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          expect(overflow, `${address} at ${width}`).toBeLessThanOrEqual(0);
        }
      }
      await page.type('input[type=search]', 'minimize');
      await page.waitForSelector('.search li a');
      expect(await page.$eval('.search li a', (link) => (link as HTMLAnchorElement).href)).toContain('minimize.html');
      await page.click('[data-theme-button]');
      await page.reload();
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
      expect(complaints).toEqual([]);
    } finally {
      await browser.close();
      await close();
    }
  }, 120_000);
});
