// Page 5 as a reader uses it: extremum tests of the course, degenerate cases, certificates of completeness.
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForQuiet, waitForText } from '../site.js';

describeSite('the page of Taylor and extrema', ({ visit, urlOf }) => {
  const rows = (page: Page): Promise<string[]> =>
    page.$$eval('table.numbers tbody tr', (found) => found.map((each) => (each as HTMLElement).innerText));

  it('finds the minimum and the saddle of x³ − 3x + y², and proves that there are no others', async () => {
    const here = await visit('taylor');
    const { page } = here;
    await waitForText(page, 'Complete: the rest of the window is proved to hold no others.');
    const found = await rows(page);
    expect(found.length).toBe(2);
    expect(found[0]).toMatch(/\(−1, 0\)\s+saddle point\s+2\s/);
    expect(found[1]).toMatch(/\(1, 0\)\s+minimum\s+−2\s/);
    expect(await page.$eval('.verdict-kind', (each) => each.textContent)).toBe('A minimum.');
    // On [0.5, 1.5] the third derivative is 6, so |f − T| ≤ 6·0.5³/3! = 0.125.
    await waitForText(page, 'differ by at most 0.125.');
    await page.waitForSelector('.surface canvas');
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('goes to a critical point, and says what no critical point is', async () => {
    const here = await visit('taylor');
    const { page } = here;
    await waitForText(page, 'Complete');
    await (await page.$('table.numbers button'))!.click();
    await waitForText(page, 'A saddle point.');
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes('at=x:-1,y:0'));
    await page.$eval('.drag-point', (each) => (each as SVGElement).focus());
    await page.keyboard.press('ArrowUp');
    await waitForText(page, 'Not a critical point');
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it.each([
    ['x^4 + y^4', 'A minimum.'],
    ['(y - x^2)*(y - 2x^2)', 'A saddle point.'],
    ['x^3 - 3x*y^2', 'A saddle point.'],
    ['-x^4 - y^4', 'A maximum.'],
    ['x^2 + 3x*y + y^2', 'A saddle point.'],
  ])('%s at 0: %s', async (formula, verdict) => {
    const here = await visit(`taylor?f=${encodeURIComponent(formula)}&at=x:0,y:0`);
    await waitForText(here.page, verdict);
    await waitForQuiet(here.page);
    expect(await complaintsOf(here)).toEqual([]);
    await here.page.close();
  });

  it('reports a curve of critical points as undecided, and one variable without a picture', async () => {
    const here = await visit(`taylor?f=${encodeURIComponent('(x^2 + y^2 - 1)^2')}&at=x:0,y:0`);
    await waitForText(here.page, 'Not proved complete', 30_000);
    await here.page.goto(urlOf(`taylor?f=${encodeURIComponent('x*exp(-x)')}&at=x:1`));
    await waitForText(here.page, 'there is no picture');
    await waitForText(here.page, 'A maximum.');
    expect(await complaintsOf(here)).toEqual([]);
    await here.page.close();
  });
});
