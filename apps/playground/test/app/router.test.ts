import { expect, it } from 'vitest';
import { hashOf, parseHash } from '../../src/app/router.js';

it('reads the page and leaves its inputs as text', () => {
  expect(parseHash('')).toEqual({ page: 'derivatives', query: '' });
  expect(parseHash('#/matrix?f=x%27*A*x&a=?')).toEqual({ page: 'matrix', query: 'f=x%27*A*x&a=?' });
  expect(parseHash('#/matrix/')).toEqual({ page: 'matrix', query: '' });
});

it('knows no other page', () => {
  for (const hash of ['#/constructor', '#/__proto__', '#/../matrix', '#/Matrix', '#javascript:alert(1)']) {
    expect(parseHash(hash).page).toBeUndefined();
  }
});

it('writes what it reads', () => {
  expect(parseHash(hashOf('taylor', 'f=1'))).toEqual({ page: 'taylor', query: 'f=1' });
});
