// Page 1 as a reader uses it, with the course's numbers.
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForText } from '../site.js';

describeSite('the page of derivatives', ({ visit, urlOf }) => {
  const address = (page: Page): Promise<string> => page.evaluate(() => location.hash);
  const type = async (page: Page, formula: string): Promise<void> => {
    await page.click('.formula-input', { count: 3 });
    await page.keyboard.press('Backspace');
    await page.type('.formula-input', formula);
  };

  it('shows example A4 at once: 2x + 3y and 3x + 2y, 8 and 7 at (1, 2)', async () => {
    const here = await visit('derivatives');
    await waitForText(here.page, 'Value at the point (1, 2): 8');
    await waitForText(here.page, 'Value at the point (1, 2): 7');
    const tex = await here.page.$$eval('annotation', (found) => found.map((each) => each.textContent));
    expect(tex).toContain('\\frac{\\partial f}{\\partial x} = 2 x + 3 y');
    expect(tex).toContain('\\frac{\\partial f}{\\partial y} = 3 x + 2 y');
    expect(await axeViolations(here.page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await here.page.close();
  });

  it('has every example of the chapter one click away, and its inputs in the address', async () => {
    const here = await visit('derivatives');
    const { page } = here;
    const buttons = await page.$$('.examples button');
    expect(buttons.length).toBeGreaterThanOrEqual(4);
    await buttons[2]!.click();
    await waitForText(page, 'Ex. A7');
    await page.waitForFunction(() => location.hash.includes('by=x%2Cy'));
    const shared = await address(page);
    const other = await visit(shared.slice(2));
    await other.page.waitForFunction(() =>
      [...document.querySelectorAll('annotation')].some((each) =>
        /\\partial x\\,\\partial y\} = 6 x\^\{2\} y - 9 y\^\{2\} - 1$/.test(each.textContent ?? ''),
      ),
    );
    expect(await address(other.page)).toBe(shared);
    expect([...(await complaintsOf(here)), ...(await complaintsOf(other))]).toEqual([]);
    await other.page.close();
    await page.close();
  });

  it('marks the place of an error while one types, and recovers', async () => {
    const here = await visit('derivatives');
    const { page } = here;
    await type(page, 'x^2*sin(2y');
    await waitForText(page, 'This is not a formula yet.');
    // What was typed on the way there is no formula either, and marked at its own place first.
    await page.waitForFunction(() => document.querySelector('.trouble pre')?.textContent === 'x^2*sin(2y\n          ^');
    expect(await page.$eval('.formula-input', (found) => found.getAttribute('aria-invalid'))).toBe('true');
    expect(await axeViolations(page)).toEqual([]);
    await page.type('.formula-input', ')');
    await page.waitForFunction(() => document.querySelector('.trouble') === null);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('offers what was meant by |x| and sin y, one click away', async () => {
    const here = await visit('derivatives');
    const { page } = here;
    await type(page, '|x|*sin y');
    await waitForText(page, 'Did you mean abs(x)*sin(y)?');
    await page.click('.remedy');
    await page.waitForFunction(() => document.querySelector('.trouble') === null);
    expect(await page.$eval('.formula-input', (field) => (field as HTMLInputElement).value)).toBe('abs(x)*sin(y)');
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('stops what takes too long and goes on', async () => {
    const here = await visit('derivatives');
    const { page } = here;
    const heavy = `(${Array.from({ length: 20 }, (_, i) => `sin(x_${i}*y)`).join('+')})^12`;
    await page.goto(urlOf(`derivatives?f=${encodeURIComponent(heavy)}&by=y,y,y,y,y,y,y,y&order=8`));
    await page.waitForSelector('.trouble', { timeout: 40_000 });
    await type(page, 'x*y');
    await page.waitForFunction(() => document.querySelector('.trouble') === null, { timeout: 40_000 });
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('writes code in the language one chooses', async () => {
    const { page } = await visit('derivatives');
    await page.waitForSelector('.result button');
    await page.click('.result button');
    await waitForText(page, 'export function df_dx(x: number, y: number): number');
    await page.click('dialog input[value=numpy]');
    await waitForText(page, 'def df_dx(x, y):');
    expect(await axeViolations(page)).toEqual([]);
    await page.close();
  });
});
