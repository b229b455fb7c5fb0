// Page 7 as a reader uses it: the passes, a training to its end, a digit drawn, a network saved and opened again.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TwoLayerNet } from '@nablajs/nn';
import type { ElementHandle, Page } from 'puppeteer-core';
import { afterAll, expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForText } from '../site.js';

describeSite('the page of the network', ({ visit }) => {
  const folder = mkdtempSync(join(tmpdir(), 'nabla-network-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const button = async (page: Page, text: string): Promise<ElementHandle<Element>> => {
    const found = await page.$(`::-p-xpath(//button[normalize-space()="${text}"])`);
    if (found === null) throw new Error(`no button ${text}`);
    return found;
  };
  const status = (page: Page): Promise<string> =>
    page.$eval('.training .training-status', (found) => found.textContent ?? '');
  const train = async (page: Page, text: string): Promise<number> => {
    await (await button(page, text)).click();
    await waitForText(page, 'Done: ', 60_000);
    return Number(/([\d.]+) %/.exec(await status(page))![1]);
  };

  it('shows the course’s shapes, and each rule for the quantity one points at', async () => {
    const here = await visit('network');
    const { page } = here;
    await waitForText(page, 'compared with difference quotients');
    const shapes = await page.$$eval('.quantity-shape', (found) => found.map((each) => each.textContent));
    expect(shapes.slice(0, 8)).toEqual(['4×100', '100×512', '512', '4×512', '4×512', '512×10', '10', '4×10']);
    expect(shapes.slice(8)).toEqual(shapes.slice(0, 8));
    const rule = (): Promise<string | null> => page.$eval('.pass-told .tex-display annotation', (found) => found.textContent); // biome-ignore format: one line
    expect(await rule()).toBe('\\frac{\\partial J}{\\partial W_{1}} = X^{\\top}\\,\\frac{\\partial J}{\\partial Y}');
    await (await page.$$('.quantity'))[11]!.focus();
    await waitForText(page, 'relu');
    expect(await rule()).toContain('\\odot [Y \\ge 0]');
    const error = await page.evaluate(
      () => /largest relative error is ([\d.]+·10⁻\S+)\./.exec(document.body.innerText)![1]!,
    );
    const [digits, power] = error.split('·10⁻') as [string, string];
    const exponent = [...power].map((sign) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(sign)).join('');
    expect(Number(`${digits}e-${exponent}`)).toBeLessThan(1e-5);
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('writes the whole network as code', async () => {
    const here = await visit('network');
    const { page } = here;
    await page.waitForSelector('.result button');
    await page.click('.result button');
    for (const [language, code] of [
      ['numpy', 'np.maximum'],
      ['jax', 'jax.nn.relu'],
      ['latex', '\\operatorname{relu}'],
    ] as const) {
      await page.click(`dialog input[value=${language}]`);
      await waitForText(page, code);
    }
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('trains to the end, goes on from there, recognizes, saves, and opens what it saved', async () => {
    const here = await visit('network?hidden=64&epochs=2');
    const { page } = here;
    await waitForText(page, '6,000 digits to learn from, 1,000 to be judged by');
    const first = await train(page, 'Train a new network');
    expect(first).toBeGreaterThan(80);
    const second = await train(page, 'Train it further');
    expect(second).toBeGreaterThan(88);
    expect((await page.$$('.curves canvas')).length).toBe(2);
    expect((await page.$$('.weights canvas')).length).toBe(24);
    expect(await axeViolations(page)).toEqual([]);

    const drawing = (await page.$('.drawing-field'))!;
    await drawing.scrollIntoView();
    const field = (await drawing.boundingBox())!;
    const at = (x: number, y: number): [number, number] => [field.x + x * field.width, field.y + y * field.height];
    await page.mouse.move(...at(0.5, 0.15));
    await page.mouse.down();
    await page.mouse.move(...at(0.5, 0.85), { steps: 10 });
    await page.mouse.up();
    await waitForText(page, 'This is a 1');
    await (await button(page, 'Clear')).click();
    await page.focus('.drawing-field');
    await page.keyboard.press('Space');
    for (let k = 0; k < 15; k++) await page.keyboard.press('ArrowDown');
    await waitForText(page, 'This is a ');

    const session = await page.createCDPSession();
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath: folder });
    await (await button(page, 'Save (safetensors)')).click();
    const saved = join(folder, 'network.safetensors');
    await expect.poll(() => readdirSync(folder), { timeout: 10_000 }).toContain('network.safetensors');
    expect(TwoLayerNet.load(readFileSync(saved)).parameters.W1.shape).toEqual([784, 64]);

    const other = await visit('network');
    const picker = (await other.page.$('input[accept=".safetensors"]')) as ElementHandle<HTMLInputElement>;
    await picker.uploadFile(saved);
    await waitForText(other.page, 'Opened: 784 → 64 → 10');
    writeFileSync(saved, 'no network');
    await picker.uploadFile(saved);
    await other.page.waitForSelector('.trouble');
    expect([...(await complaintsOf(here)), ...(await complaintsOf(other))]).toEqual([]);
    await other.page.close();
    await page.close();
  });

  it('can be stopped', async () => {
    const here = await visit('network?hidden=32&epochs=100');
    const { page } = here;
    await waitForText(page, '6,000 digits');
    await (await button(page, 'Train a new network')).click();
    await waitForText(page, 'Epoch 2 of 100');
    await (await button(page, 'Stop')).click();
    await waitForText(page, 'Stopped: ');
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });
});
