// Pictures of every page for the eyes of whoever changes one: wide and narrow, light and dark, English and Chinese.
//
//   node apps/playground/scripts/screenshots.mjs <directory> [page …]
//
// The site must have been built; NABLA_SITE names a build elsewhere (vite build --outDir). The pictures are an artefact of CI and are not kept in the repository.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from 'puppeteer-core';
import { preview } from 'vite';

const [directory, ...wanted] = process.argv.slice(2);
if (directory === undefined) throw new Error('screenshots: name the directory for the pictures');
const all = ['derivatives', 'chain', 'direction', 'descent', 'taylor', 'matrix', 'network'];
const pages = wanted.length > 0 ? wanted : all;
const quick = process.env.QUICK !== undefined;

mkdirSync(directory, { recursive: true });
const build = process.env.NABLA_SITE === undefined ? {} : { outDir: process.env.NABLA_SITE };
const server = await preview({ root: join(import.meta.dirname, '..'), build, preview: { host: '127.0.0.1', port: 0 } });
const site = `http://127.0.0.1:${server.httpServer.address().port}/`;
const browser = await launch({
  browser: 'chrome',
  executablePath: process.env.NABLA_BROWSER || '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--enable-unsafe-swiftshader', '--force-color-profile=srgb'],
});
try {
  for (const width of [1280, 390]) {
    for (const theme of ['light', 'dark']) {
      for (const language of ['en', 'zh']) {
        if (quick && (theme === 'dark') !== (language === 'zh')) continue;
        const page = await browser.newPage();
        await page.setViewport({ width, height: 900, deviceScaleFactor: 1 });
        await page.evaluateOnNewDocument(
          (chosen) => {
            localStorage.setItem('nabla.theme', chosen.theme);
            localStorage.setItem('nabla.language', chosen.language);
          },
          { theme, language },
        );
        for (const name of pages) {
          const [folder] = name.split('?');
          await page.goto(`${site}#/${name}`);
          await page.reload();
          await page.waitForSelector('.page');
          await page.waitForFunction(() => document.documentElement.dataset.busy === '0', { timeout: 30_000 });
          await new Promise((resolve) => setTimeout(resolve, 400));
          await page.screenshot({
            path: join(directory, `${folder}-${width}-${theme}-${language}.png`),
            fullPage: true,
          });
        }
        await page.close();
      }
    }
  }
} finally {
  await browser.close();
  await new Promise((resolve) => server.httpServer.close(resolve));
}
