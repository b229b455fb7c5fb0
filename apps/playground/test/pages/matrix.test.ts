// Page 6 as a reader uses it, with the course's results.
import type { Page } from 'puppeteer-core';
import { expect, it } from 'vitest';
import { axeViolations } from '../axe.js';
import { complaintsOf, describeSite, waitForText } from '../site.js';

describeSite('the page of matrix calculus', ({ visit }) => {
  const result = (page: Page, latex: string): Promise<unknown> =>
    page.waitForFunction(
      (wanted) => document.querySelector('.result annotation')?.textContent === wanted,
      { timeout: 20_000 },
      latex,
    );

  it('derives the course’s examples, each checked in numbers', async () => {
    const here = await visit('matrix');
    const { page } = here;
    const expected: Readonly<Record<string, string>> = {
      E37: '\\frac{\\partial f}{\\partial \\mathbf{x}^{\\top}} = \\mathbf{A}',
      E38: '\\frac{\\partial f}{\\partial \\mathbf{x}} = \\left(\\mathbf{A} + \\mathbf{A}^{\\top}\\right) \\mathbf{x}',
      E39: '\\frac{\\partial f}{\\partial \\mathbf{x}} = 2 \\mathbf{S} \\mathbf{x}',
      E40: '\\frac{\\partial f}{\\partial \\mathbf{x}} = \\mathbf{a}',
      E41: '\\frac{\\partial f}{\\partial \\mathbf{a}} = 2 \\mathbf{X}^{\\top} \\mathbf{X} \\mathbf{a}',
      E42: '\\frac{\\partial f}{\\partial \\mathbf{a}} = \\mathbf{X}^{\\top} \\mathbf{y}',
      E44: '\\frac{\\partial f}{\\partial \\mathbf{A}} = \\mathbf{x} \\mathbf{y}^{\\top}',
      E45: '\\frac{\\partial f}{\\partial \\mathbf{Z}} = 2 \\mathbf{Z}',
      E47: '\\frac{\\partial f}{\\partial \\mathbf{A}} = \\mathbf{B}^{\\top}',
    };
    await page.waitForSelector('.examples button');
    for (const button of await page.$$('.examples button')) {
      const number = await button.evaluate((element) => element.querySelector('.example-number')?.textContent ?? '');
      await button.click();
      const latex = expected[number.replace('Ex. ', '')];
      if (latex !== undefined) await result(page, latex);
      await waitForText(page, 'agree with difference quotients');
    }
    expect(await axeViolations(page)).toEqual([]);
    expect(await complaintsOf(here)).toEqual([]);
    await page.close();
  });

  it('writes code in five languages', async () => {
    const { page } = await visit('matrix');
    await page.waitForSelector('.result button');
    await page.click('.result button');
    await waitForText(page, 'export function df_dx(A: Tensor, x: Tensor): number | Tensor');
    for (const [language, code] of [
      ['numpy', 'return (A + A.T) @ x'],
      ['jax', 'import jax.numpy as jnp'],
      ['torch', 'import torch'],
      ['julia', "return (A .+ A') * x"],
      ['latex', '\\mathbf{A}^{\\top}'],
    ] as const) {
      await page.click(`dialog input[value=${language}]`);
      await waitForText(page, code);
    }
    await page.close();
  });

  it('says where shapes do not fit, and goes on when they do', async () => {
    const declared = encodeURIComponent('A.matrix.m.n,B.matrix.m.n');
    const here = await visit(`matrix?f=tr(A*B)&by=A&declared=${declared}`);
    await waitForText(here.page, 'The shapes do not fit together.');
    expect(await axeViolations(here.page)).toEqual([]);
    const rows = await here.page.$$('.size-field');
    for (const [i, size] of [
      [2, 'n'],
      [3, 'm'],
    ] as const) {
      await rows[i]!.click({ count: 3 });
      await rows[i]!.type(size);
    }
    await result(here.page, '\\frac{\\partial f}{\\partial \\mathbf{A}} = \\mathbf{B}^{\\top}');
    await here.page.waitForFunction(() => decodeURIComponent(location.hash).includes('B.matrix.n.m'));
    expect(await complaintsOf(here)).toEqual([]);
    await here.page.close();
  });
});
