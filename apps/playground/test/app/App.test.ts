// The frame around every page, in the browsers of this machine.
import { describe, expect, it } from 'vitest';
import { pageNames } from '../../src/pages/names.js';
import { axeViolations } from '../axe.js';
import {
  browsers,
  complaintsOf,
  describeSite,
  isBuilt,
  openBrowser,
  serve,
  visit,
  waitForQuiet,
  waitForText,
} from '../site.js';

const kinds = (['chrome', 'firefox'] as const).filter((kind) => browsers[kind] !== undefined);
if (!isBuilt || kinds.length === 0) console.warn('playground: not tested, there is no build of it or no browser');

for (const kind of kinds) {
  describeSite(
    `the site in ${kind}`,
    ({ visit }) => {
      it('opens every page under the strict policy, without a request to anywhere else', async () => {
        for (const name of pageNames) {
          const here = await visit(name);
          expect(await here.page.$$eval('h1', (found) => found.length)).toBe(1);
          expect(await complaintsOf(here)).toEqual([]);
          await here.page.close();
        }
      });

      it('computes on every page, and trains a network to the end', { timeout: 180_000 }, async () => {
        const results: Readonly<Record<(typeof pageNames)[number], string>> = {
          derivatives: 'Value at the point (1, 2): 8',
          chain: 'They differ by what comes through the intermediate variables.',
          direction: '0° from the gradient',
          descent: 'converged',
          taylor: 'Complete: the rest of the window is proved to hold no others.',
          matrix: 'agree with difference quotients',
          network: '6,000 digits to learn from',
        };
        for (const name of pageNames) {
          const here = await visit(name === 'network' ? 'network?hidden=16&epochs=1' : name);
          await waitForText(here.page, results[name], 60_000);
          if (name === 'network') {
            await here.page.click('.training-actions button.primary');
            await waitForText(here.page, 'of the test digits are right', 60_000);
          }
          expect(await complaintsOf(here)).toEqual([]);
          await here.page.close();
        }
      });

      it('says that there is no such page', async () => {
        const here = await visit('nowhere');
        await waitForText(here.page, 'There is no such page.');
        expect(await complaintsOf(here)).toEqual([]);
        await here.page.close();
      });

      it('speaks Chinese and English, and keeps the choice', async () => {
        const { page } = await visit('derivatives');
        await page.click('.choices button');
        await waitForText(page, '偏导数');
        expect(await page.$eval('html', (root) => root.lang)).toBe('zh-CN');
        await page.reload();
        await waitForText(page, '偏导数');
        await page.click('.choices button');
        await waitForText(page, 'Partial derivatives');
        await page.close();
      });

      it('treats a hostile address as data', async () => {
        const hostile = `derivatives?f=${encodeURIComponent('<img src=x onerror=alert(1)>')}&order=9e9&__proto__=1&by=${'x,'.repeat(99)}`;
        const here = await visit(hostile);
        await waitForText(here.page, 'The address held something that is no input of this page');
        await waitForText(here.page, 'This is not a formula yet.');
        expect(await here.page.$$eval('main img', (found) => found.length)).toBe(0);
        expect(await complaintsOf(here)).toEqual([]);
        await here.page.close();
      });
    },
    kind,
  );
}

const chromium = isBuilt && browsers.chrome !== undefined;

describe.skipIf(!chromium)('the site', () => {
  it.each(['derivatives', 'chain', 'matrix'])(
    'transfers less than 250 kB for a first look at %s, type faces and all',
    async (name) => {
      // Without the copy for offline use, which follows in the background. The server sees what the worker asks for too.
      const site = await serve({ without: ['sw.js'] });
      const browser = await openBrowser();
      try {
        const { page } = await visit(browser, site, name);
        await page.waitForSelector('.steps li');
        await waitForQuiet(page);
        await page.waitForNetworkIdle();
        const bytes = [...site.sent.values()].reduce((sum, size) => sum + size, 0);
        expect(bytes).toBeGreaterThan(150_000);
        expect(bytes).toBeLessThan(250_000);
      } finally {
        await browser.close();
        await site.close();
      }
    },
  );

  it.each([1280, 390])('does not jump while it loads, %i pixels wide', { timeout: 120_000 }, async (width) => {
    const site = await serve();
    const browser = await openBrowser();
    try {
      for (const name of pageNames) {
        const { page } = await visit(browser, site, name, width);
        await waitForQuiet(page);
        const shift = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let sum = 0;
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
              }).observe({ type: 'layout-shift', buffered: true });
              setTimeout(() => resolve(sum), 500);
            }),
        );
        expect([name, shift < 0.02 ? 'quiet' : shift]).toEqual([name, 'quiet']);
        await page.close();
      }
    } finally {
      await browser.close();
      await site.close();
    }
  });

  it('works without the network after the first load', async () => {
    const site = await serve();
    const browser = await openBrowser();
    try {
      const { page } = await visit(browser, site, 'derivatives');
      await page.evaluate(async () => {
        await navigator.serviceWorker.ready;
        await new Promise((resolve) => setTimeout(resolve, 200));
      });
      await site.close();
      await page.reload();
      await waitForText(page, 'By the sum rule');
      await page.goto(`${site.url}#/matrix`);
      await page.waitForSelector('.page-matrix');
    } finally {
      await browser.close();
    }
  });

  it('fits a phone 360 pixels wide without scrolling sideways, and is accessible there', {
    timeout: 240_000,
  }, async () => {
    const site = await serve();
    const browser = await openBrowser();
    try {
      for (const name of pageNames) {
        const { page } = await visit(browser, site, name);
        await page.setViewport({ width: 360, height: 740 });
        await waitForQuiet(page);
        // Sizes are observed a frame later.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 500)));
        expect([name, await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)]).toEqual([
          name,
          true,
        ]);
        expect(await axeViolations(page)).toEqual([]);
        await page.close();
      }
    } finally {
      await browser.close();
      await site.close();
    }
  });

  it('is accessible on every page, light and dark, in both languages', { timeout: 240_000 }, async () => {
    const site = await serve();
    const browser = await openBrowser();
    try {
      for (const name of pageNames) {
        const { page } = await visit(browser, site, name);
        expect(await axeViolations(page)).toEqual([]);
        await page.evaluate(() => {
          localStorage.setItem('nabla.theme', 'dark');
          localStorage.setItem('nabla.language', 'zh');
        });
        await page.reload();
        await page.waitForSelector('.page');
        expect(await axeViolations(page)).toEqual([]);
        await page.evaluate(() => localStorage.clear());
        await page.close();
      }
    } finally {
      await browser.close();
      await site.close();
    }
  });
});
