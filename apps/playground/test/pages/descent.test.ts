// Page 4 as a reader uses it: the course's gradient descent, a race on Rosenbrock's valley, a start moved by keys.
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForQuiet, waitForText } from '../site.js';

describeSite('the page of descent', ({ visit, urlOf }) => {
  /** The cells of each runner's row, by method. */
  const table = async (page: Page): Promise<Record<string, string[]>> =>
    Object.fromEntries(
      await page.$$eval('.race tbody tr', (rows) =>
        rows.map((row): [string, string[]] => {
          const [method = '', ...cells] = [...row.children].map((each) => each.textContent ?? '');
          return [method, cells];
        }),
      ),
    );

  it('races on Rosenbrock’s valley: second-order methods arrive, Adam is on its way', async () => {
    const here = await visit('descent');
    const { page } = here;
    await page.waitForSelector('.race tbody tr');
    const rows = await table(page);
    expect(Object.keys(rows)).toEqual(['gradient-descent', 'adam', 'bfgs', 'newton']);
    expect(rows.bfgs![0]).toBe('converged');
    expect(rows.newton![0]).toBe('converged');
    expect(rows.adam![0]).toBe('not there yet');
    expect(Number(rows.newton![1])).toBeLessThan(40);
    await page.waitForSelector('.curves canvas');
    expect((await page.$$('.trail path')).length).toBe(4);
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('C27: with λ = 1 gradient descent arrives in one step, with λ > 2 it diverges', async () => {
    const f = encodeURIComponent('(x^2 + y^2)/2');
    const address = (rate: number): string => `descent?f=${f}&start=x:2,y:1.5&methods=gradient-descent&search=none&rate=${rate}`; // biome-ignore format: one line
    const here = await visit(address(1));
    const { page } = here;
    await page.waitForSelector('.race tbody tr');
    expect((await table(page))['gradient-descent']!.slice(0, 2)).toEqual(['converged', '1']);
    await page.goto(urlOf(address(2.2)));
    await waitForText(page, 'diverged');
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('takes the start from the keyboard, methods from boxes, and plays the race', async () => {
    const here = await visit('descent');
    const { page } = here;
    await page.waitForSelector('.race tbody tr');
    await page.$eval('.drag-point', (each) => (each as SVGElement).focus());
    for (let k = 0; k < 5; k++) await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes('start=x:-1.1,'));
    await (await page.$('::-p-xpath(//label[contains(., "trust-region")]/input)'))!.click();
    await page.waitForFunction(() => location.hash.includes('trust-region'));
    await waitForQuiet(page);
    expect(Object.keys(await table(page))).toContain('trust-region');
    await (await page.$('::-p-xpath(//button[text()="Play"])'))!.click();
    await waitForText(page, 'Pause');
    await page.waitForFunction(() => Number((document.querySelector('.playback input') as HTMLInputElement).value) > 5);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('tells one step of gradient descent, and writes its gradient as code', async () => {
    const here = await visit('descent?f=x^2%2By^2&start=x:1,y:2&rate=0.25');
    const { page } = here;
    await waitForText(page, 'The value is lower there');
    const told = await page.$$eval('.steps annotation', (found) => found.map((each) => each.textContent ?? ''));
    expect(told[2]).toMatch(/= \\left\(0\.5,\\; 1\\right\)$/);
    expect((await page.$$('.result button')).length).toBe(2);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('answers what cannot be descended in words', async () => {
    const here = await visit(`descent?f=${encodeURIComponent('log(x) + y^2')}&start=x:-1,y:1`);
    const { page } = here;
    await waitForQuiet(page);
    await page.waitForSelector('.race tbody tr');
    for (const cells of Object.values(await table(page))) expect(cells[0]).not.toBe('converged');
    await page.goto(urlOf('descent?methods=nonsense'));
    await waitForText(page, 'Choose at least one method.');
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });
});
