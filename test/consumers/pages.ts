// Pages of a folder in every browser of this machine, under a content security policy.
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { type Browser, launch } from 'puppeteer-core';

const browsers = {
  chrome: process.env.NABLA_BROWSER,
  firefox: [process.env.NABLA_FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
    (path) => path && existsSync(path),
  ),
} as const;

/** What a strict page allows, with more sources of scripts when given. */
export function strictPolicy(scripts = "'wasm-unsafe-eval'"): string {
  return `default-src 'none'; script-src 'self' ${scripts}; worker-src 'self'; connect-src 'self'`;
}

/** A server of one folder at a time, and the browsers that look at it. */
export class Pages {
  readonly #server: Server;
  readonly #running = new Map<string, Browser>();
  #folder = '';
  #policy = '';

  constructor() {
    this.#server = createServer((request, response) => {
      const path = join(this.#folder, new URL(request.url ?? '/', 'http://page').pathname);
      if (!existsSync(path)) return void response.writeHead(404).end();
      const type =
        { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' }[extname(path)] ?? 'text/plain';
      response
        .writeHead(200, { 'content-type': type, 'content-security-policy': this.#policy })
        .end(readFileSync(path));
    });
  }

  async open(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    for (const [kind, executablePath] of Object.entries(browsers)) {
      if (executablePath)
        this.#running.set(kind, await launch({ browser: kind as 'chrome', executablePath, headless: true, args: kind === 'chrome' ? ['--no-sandbox'] : [] })); // biome-ignore format: one line
    }
  }

  async close(): Promise<void> {
    for (const browser of this.#running.values()) await browser.close();
    this.#server.close();
  }

  /** What every browser is expected to show. */
  everywhere(answer: string): Record<string, string> {
    return Object.fromEntries([...this.#running.keys()].map((kind) => [kind, answer]));
  }

  /** The title that index.html of the folder gives itself, in every browser there is. */
  async shown(folder: string, policy: string = strictPolicy(), timeout = 30_000): Promise<Record<string, string>> {
    this.#folder = folder;
    this.#policy = policy;
    const titles: Record<string, string> = {};
    for (const [kind, browser] of this.#running) {
      const tab = await browser.newPage();
      await tab.goto(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/index.html`);
      await tab.waitForFunction(() => document.title !== '', { timeout }).catch(() => undefined);
      titles[kind] = await tab.title();
      await tab.close();
    }
    return titles;
  }
}
