// The built site as a reader meets it: served with the documented headers, opened in a browser that reports every
// violation of the policy, every request that leaves the site and every error of the page.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe } from 'vitest';

/** The built site; NABLA_SITE names another build of it. */
const dist = process.env.NABLA_SITE ?? fileURLToPath(new URL('../dist/', import.meta.url));

/** Whether the site has been built (`npm test` builds it before the tests run). */
export const isBuilt: boolean = existsSync(join(dist, 'index.html'));

/** The browsers that the site is tested in: name → executable, undefined where there is none. */
export const browsers: { readonly chrome: string | undefined; readonly firefox: string | undefined } = {
  chrome: [process.env.NABLA_BROWSER, '/usr/bin/chromium'].find((path) => path && existsSync(path)),
  firefox: [process.env.NABLA_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
    (path) => path && existsSync(path),
  ),
};

/** The policy of the documentation, by header as a host would send it. */
export const policy: string = /content="(default-src[^"]*)"/.exec(
  readFileSync(fileURLToPath(new URL('../index.html', import.meta.url)), 'utf8'),
)![1]!;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/** A site being served, below a path as on GitHub Pages. */
export interface Site {
  readonly url: string;
  /** Bytes sent, compressed where a host would, by file. */
  readonly sent: Map<string, number>;
  close(): Promise<void>;
}

/** Serves the built site at http://127.0.0.1:<port>/nabla/, without some of its files if need be. */
export async function serve({ without = [] }: { without?: readonly string[] } = {}): Promise<Site> {
  const sent = new Map<string, number>();
  const server: Server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname);
    const relative = path.startsWith('/nabla/') ? path.slice('/nabla/'.length) || 'index.html' : undefined;
    const file = relative === undefined ? undefined : join(dist, relative);
    if (
      file === undefined ||
      without.includes(relative!) ||
      !file.startsWith(dist) ||
      !existsSync(file) ||
      !statSync(file).isFile()
    ) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const zipped = !/woff2|octet/.test(type);
    const body = zipped ? gzipSync(readFileSync(file), { level: 9 }) : readFileSync(file);
    sent.set(relative!, body.length);
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': policy,
      'cache-control': 'no-cache',
      ...(zipped ? { 'content-encoding': 'gzip' } : {}),
    });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/nabla/`,
    sent,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** Starts a browser for tests. */
export async function openBrowser(kind: 'chrome' | 'firefox' = 'chrome'): Promise<Browser> {
  return launch({
    browser: kind,
    executablePath: browsers[kind]!,
    headless: true,
    args:
      kind === 'chrome'
        ? [
            '--no-sandbox',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
            '--enable-unsafe-swiftshader',
          ]
        : [],
  });
}

/** A page of the site, and what must stay empty while it is used. */
export interface Visit {
  readonly page: Page;
  /** Violations of the policy, errors of the console and of the page, requests to anywhere else. */
  readonly complaints: string[];
}

/** Opens the site at `#/${address}` and waits until the page's own content is there. */
export async function visit(browser: Browser, site: Site, address: string, width: number = 1280): Promise<Visit> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(`error: ${error instanceof Error ? error.message : String(error)}`));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(site.url) && !url.startsWith('data:') && !url.startsWith('blob:')) {
      complaints.push(`request to ${url}`);
    }
  });
  await page.evaluateOnNewDocument(() => {
    const seen: string[] = [];
    Object.assign(window, { policyViolations: seen });
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`);
    });
  });
  await page.setViewport({ width, height: 800 });
  await page.goto(`${site.url}#/${address}`);
  await page.waitForSelector('.page, .notice', { timeout: 30_000 });
  return { page, complaints };
}

/** All complaints so far, policy violations included. */
export async function complaintsOf({ page, complaints }: Visit): Promise<string[]> {
  const violations = await page.evaluate(() => (window as unknown as { policyViolations: string[] }).policyViolations);
  return [...complaints, ...(violations ?? []).map((each) => `policy: ${each}`)];
}

/** Waits until the page shows a text, wherever in it. */
export async function waitForText(page: Page, text: string, timeout: number = 20_000): Promise<void> {
  await page.waitForFunction((wanted) => document.body.innerText.includes(wanted), { timeout }, text);
}

/** Waits until no formula or picture of the page is being computed any more. */
export async function waitForQuiet(page: Page, timeout: number = 30_000): Promise<void> {
  await page.waitForFunction(() => document.documentElement.dataset.busy === '0', { timeout, polling: 50 });
}

/** What tests of the site work with. */
export interface OpenSite {
  /** Opens the site at an address in a tab of its own. */
  visit(address: string): Promise<Visit>;
  /** The whole address, for a tab that is open. */
  urlOf(address: string): string;
}

/** A `describe` with the built site in one browser, closed after its tests; skipped where there is no build or no browser. */
export function describeSite(
  name: string,
  tests: (open: OpenSite) => void,
  kind: 'chrome' | 'firefox' = 'chrome',
): void {
  describe.skipIf(!isBuilt || browsers[kind] === undefined)(name, () => {
    let site: Site;
    let browser: Browser;
    beforeAll(async () => {
      site = await serve();
      browser = await openBrowser(kind);
    });
    afterAll(async () => {
      await browser?.close();
      await site?.close();
    });
    tests({ visit: (address) => visit(browser, site, address), urlOf: (address) => `${site.url}#/${address}` });
  });
}
