// Page 3 as a reader uses it, with the course's examples C25 and C26.
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForQuiet, waitForText } from '../site.js';

describeSite('the page of directions', ({ visit, urlOf }) => {
  const tex = (page: Page): Promise<(string | null)[]> =>
    page.$$eval('annotation', (found) => found.map((each) => each.textContent));

  it('C25: along the gradient √2, against it −√2, across it 0', async () => {
    const here = await visit('direction');
    const { page } = here;
    await waitForText(page, '0° from the gradient');
    expect(await tex(page)).toContain('\\frac{\\partial f}{\\partial l} = 1.414214');
    const ways = await page.$$('.ways button');
    expect(ways.length).toBe(3);
    await ways[1]!.click();
    await waitForText(page, '180° from the gradient');
    expect(await tex(page)).toContain('\\frac{\\partial f}{\\partial l} = -1.414214');
    await (await page.$$('.ways button'))[2]!.click();
    await waitForText(page, '90° from the gradient');
    await page.waitForSelector('.contours path');
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('C26: three variables, ∇f = (2, −2, −1) of length 3, and the zero gradient', async () => {
    const here = await visit('direction');
    const { page } = here;
    await waitForQuiet(page);
    await (await page.$$('.examples button'))[1]!.click();
    await waitForText(page, 'there is no picture');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('annotation')].some((each) =>
        each.textContent?.includes('\\nabla f = \\left(2,\\; -2,\\; -1\\right),\\quad \\left|\\nabla f\\right| = 3'),
      ),
    );
    expect(await tex(page)).toContain('\\frac{\\partial f}{\\partial l} = 3');
    await page.goto(urlOf('direction?at=x:0,y:0'));
    await waitForText(page, 'none is the steepest');
    await page.goto(urlOf('direction?toward=x:0,y:0'));
    await waitForText(page, 'points nowhere');
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('moves the point and the direction by keys, and keeps both in the address', async () => {
    const here = await visit('direction?f=x%5E2-y%5E2');
    const { page } = here;
    await page.waitForSelector('.drag-point');
    await waitForQuiet(page);
    const focus = (label: string): Promise<void> =>
      page.$eval(`.drag-point[aria-label="${label}"]`, (found) => (found as SVGElement).focus());
    await focus('The point P');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => decodeURIComponent(location.hash).includes('at=x:1.05,y:1'));
    await focus('The tip of the direction l');
    for (let k = 0; k < 3; k++) await page.keyboard.press('ArrowUp');
    await page.waitForFunction(() => location.hash.includes('toward='));
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it.each([
    ['x', '.hint', 'there is no picture'],
    ['log(x*y)', '.contours path', ''],
    ['1/(x^2+y^2-2)', '.trouble', 'This does not work.'],
  ])('says what is so for %s', async (formula, selector, expected) => {
    const here = await visit(`direction?f=${encodeURIComponent(formula)}&at=x:1,y:1`);
    await here.page.waitForSelector(selector);
    await waitForText(here.page, expected);
    expect(await complaintsOf(here)).toEqual([]);
    await here.page.close();
  });
});
