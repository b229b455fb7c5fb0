import { expect, test, vi } from 'vitest';
import { hasRelaxedSimd } from '../src/probe.js';

test('the probe is a module that differs from a valid one only in its relaxed instruction', () => {
  const validate = vi.spyOn(WebAssembly, 'validate');
  const answer = hasRelaxedSimd();
  const bytes = new Uint8Array(validate.mock.calls[0]![0] as Uint8Array);
  expect(validate.mock.results[0]!.value).toBe(answer);
  // i8x16.swizzle, fd 0e, in place of i8x16.relaxed_swizzle, fd 80 02: one byte less in the body and in its section.
  const plain = [...bytes.slice(0, -4), 0xfd, 0x0e, 0x0b];
  const section = plain.indexOf(10, 15);
  plain[section + 1]! -= 1;
  plain[section + 3]! -= 1;
  expect(WebAssembly.validate(Uint8Array.from(plain))).toBe(true);
  validate.mockRestore();
});
