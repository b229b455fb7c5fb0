/**
 * The cyclic redundancy check of ISO 3309 and ITU-T V.42: the remainder of the message polynomial modulo
 * x³² + x²⁶ + x²³ + x²² + x¹⁶ + x¹² + x¹¹ + x¹⁰ + x⁸ + x⁷ + x⁵ + x⁴ + x² + x + 1, bits reflected, complemented before and after.
 *
 * Four bytes a turn by four tables ("slicing", Kounavis and Berry, 2008). It sees every single-bit flip and every
 * burst of up to 32 bits.
 */
const tables: Int32Array[] = buildTables();

/** Continues the checksum of earlier bytes (0 to begin) over `bytes`; an unsigned 32-bit number. */
export function crc32(bytes: Uint8Array, earlier: number = 0): number {
  const [t0, t1, t2, t3] = tables as [Int32Array, Int32Array, Int32Array, Int32Array];
  let crc = ~earlier;
  const whole = bytes.length - (bytes.length % 4);
  let i = 0;
  for (; i < whole; i += 4) {
    crc ^= bytes[i]! | (bytes[i + 1]! << 8) | (bytes[i + 2]! << 16) | (bytes[i + 3]! << 24);
    crc = t3[crc & 255]! ^ t2[(crc >>> 8) & 255]! ^ t1[(crc >>> 16) & 255]! ^ t0[crc >>> 24]!;
  }
  for (; i < bytes.length; i++) crc = t0[(crc ^ bytes[i]!) & 255]! ^ (crc >>> 8);
  return ~crc >>> 0;
}

function buildTables(): Int32Array[] {
  const first = Int32Array.from({ length: 256 }, (_, byte) => {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
    return crc;
  });
  const result = [first];
  for (let k = 1; k < 4; k++) {
    const previous = result[k - 1]!;
    result.push(previous.map((crc) => first[crc & 255]! ^ (crc >>> 8)));
  }
  return result;
}
