// Page 2 as a reader uses it, with the course's numbers.
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForText } from '../site.js';

describeSite('the page of the chain rule', ({ visit }) => {
  const waitForTex = (page: Page, latex: string): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => [...document.querySelectorAll('annotation')].some((each) => each.textContent === wanted),
      { timeout: 20_000 },
      latex,
    );

  it.each([
    [0, '\\frac{\\mathrm{d} f}{\\mathrm{d} t} = e^{t} \\left(\\cos t - \\sin t\\right)'],
    [
      1,
      '\\frac{\\mathrm{d} f}{\\mathrm{d} x} = e^{x y} \\left(y \\sin\\left(x + y\\right) + \\cos\\left(x + y\\right)\\right)',
    ],
    [
      2,
      '\\frac{\\mathrm{d} f}{\\mathrm{d} x} = 2 x e^{x^{4} \\sin^{2} y + x^{2} + y^{2}} \\left(2 x^{2} \\sin^{2} y + 1\\right)',
    ],
    [3, '\\frac{\\mathrm{d} f}{\\mathrm{d} t} = e^{t} \\left(\\cos t - \\sin t\\right) + \\cos t'],
  ])('derives example %i of chapter B', async (i, latex) => {
    const here = await visit('chain');
    await here.page.waitForSelector('.paths');
    await (await here.page.$$('.examples button'))[i]!.click();
    await waitForTex(here.page, latex);
    expect(await complaintsOf(here)).toEqual([]);
    await here.page.close();
  });

  it('adds the paths: 1 + 1 + 0 = 2 for uv + sin t at t = 0, the partial derivative being 1', async () => {
    const here = await visit('chain');
    const { page } = here;
    await page.waitForSelector('.paths');
    expect(await page.$$eval('.path-value', (cells) => cells.map((cell) => cell.textContent))).toEqual([
      '1',
      '1',
      '0',
      '2',
    ]);
    expect(await page.$$eval('.paths tbody th', (cells) => cells.map((cell) => cell.textContent))).toEqual([
      'f → t',
      'f → u → t',
      'f → v → t',
    ]);
    await waitForText(page, 'They differ by what comes through the intermediate variables.');
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('keeps intermediate variables in the address, and says what goes in a circle', async () => {
    const here = await visit(`chain?f=u&inner=${encodeURIComponent('u=v;v=u')}`);
    await waitForText(here.page, 'do not depend on each other in a circle');
    const deep = await visit(`chain?f=a%5E2&inner=${encodeURIComponent('a=b+t;b=sin(t)')}&by=t`);
    await waitForTex(deep.page, '\\frac{\\partial a}{\\partial b} = 1');
    expect(await deep.page.$$eval('input.definition-name', (found) => found.map((each) => each.value))).toEqual([
      'a',
      'b',
    ]);
    expect([...(await complaintsOf(here)), ...(await complaintsOf(deep))]).toEqual([]);
    await here.page.close();
    await deep.page.close();
  });
});
