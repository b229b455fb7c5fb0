/**
 * Whether this engine runs relaxed SIMD: it accepts the module `(func (result v128) i32.const 1 i8x16.splat
 * i32.const 2 i8x16.splat i8x16.relaxed_swizzle)`. An engine that does not know one of its opcodes rejects a module whole,
 * so the question must be asked of a module of its own.
 */
const MODULE = [
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 15, 1, 13, 0, 65, 1, 253, 15, 65, 2, 253, 15,
  253, 128, 2, 11,
];

export function hasRelaxedSimd(): boolean {
  return typeof WebAssembly === 'object' && WebAssembly.validate(new Uint8Array(MODULE));
}
