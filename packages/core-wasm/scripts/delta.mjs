// One byte string as edits of another: for each edit where to copy from, how many bytes, and bytes to put after them. The two
// builds of the core differ in few functions, so the second is shipped as edits of the first.

/** Bytes that must agree before a copy pays for itself. */
const WINDOW = 8;

/**
 * The edits that make `target` of `source`, as bytes; numbers are LEB128. Where to copy from is counted from the end of the
 * copy before: twice the distance forwards, or one less than twice the distance backwards.
 */
export function encodeDelta(source, target) {
  const places = new Map();
  for (let i = 0; i + WINDOW <= source.length; i++) {
    const key = source.toString('latin1', i, i + WINDOW);
    const list = places.get(key);
    if (list === undefined) places.set(key, [i]);
    else if (list.length < 16) list.push(i);
  }
  const out = [];
  let reached = 0;
  let from = 0;
  let length = 0;
  let literal = [];
  const flush = () => {
    const distance = from - reached;
    const way = distance < 0 ? -2 * distance - 1 : 2 * distance;
    out.push(...leb(way), ...leb(length), ...leb(literal.length), ...literal);
    reached = from + length;
    literal = [];
  };
  for (let i = 0; i < target.length; ) {
    const candidates = [
      from + length + literal.length,
      ...(places.get(target.toString('latin1', i, i + WINDOW)) ?? []),
    ];
    let best = 0;
    let at = 0;
    for (const candidate of candidates) {
      const n = agreement(source, candidate, target, i);
      if (n > best) [best, at] = [n, candidate];
    }
    if (best < WINDOW) {
      literal.push(target[i++]);
      continue;
    }
    flush();
    [from, length] = [at, best];
    i += best;
  }
  flush();
  return Buffer.from(out);
}

function agreement(a, i, b, j) {
  let n = 0;
  while (i + n < a.length && j + n < b.length && a[i + n] === b[j + n]) n++;
  return n;
}

function leb(value) {
  const bytes = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest & 127) | 128);
  }
}
