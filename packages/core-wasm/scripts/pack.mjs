// A compiled module as text that compresses well: instructions and each kind of operand in streams of their own, every
// value a character or two that name an entry of the stream's dictionary. assembly/unpack.ts puts them together again.
//
// An entry of the first stream is an instruction's bytes up to its operands, and before them a letter for each operand: the
// stream it comes from. A function begins with an entry of no bytes whose one operand is the declaration of its locals.
// Method: J. Ernst et al., "Code compression", PLDI 1997 (split streams).

/** Printable characters that need no escape in a string or a page. */
const DIGITS = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i)).filter((c) => !'"$\'<\\`'.includes(c));
/** Letters of the operand streams, in the order they are written in. */
const STREAMS = {
  head: 'g',
  local: 'h',
  integer: 'i',
  long: 'j',
  single: 'k',
  double: 'l',
  call: 'm',
  offset: 'n',
  lane: 'o',
  branch: 'p',
  global: 'q',
  vector: 'r',
  shuffle: 's',
  table: 't',
};
const CODE_SECTION = 10;
/** What fits below the text in the unpacker's memory. */
const MOST_ENTRIES = (65536 - 1024) / 32;

/** The module with the sizes of its functions in three bytes each, and the text that it is made of again. */
export function pack(source) {
  const reader = new Reader(source);
  reader.at = 8;
  while (source[reader.at] !== CODE_SECTION) {
    reader.at++;
    reader.skip(reader.leb());
  }
  const start = reader.at++;
  const end = reader.leb() + reader.at;
  const count = reader.leb();
  const streams = new Map(['f', ...Object.values(STREAMS)].map((letter) => [letter, []]));
  const bodies = [];
  for (let i = 0; i < count; i++) {
    const length = reader.leb();
    const from = reader.at;
    readFunction(reader, from + length, streams);
    bodies.push(leb(length, 3), source.subarray(from, from + length));
  }
  const code = Buffer.concat([leb(count), ...bodies]);
  const before = Buffer.concat([source.subarray(0, start), Buffer.of(CODE_SECTION), leb(code.length), leb(count)]);
  const after = source.subarray(end);
  const entries = [...streams.values()].reduce((sum, values) => sum + new Set(values).size, 0);
  if (entries > MOST_ENTRIES)
    throw new Error(`pack: ${entries} entries, but the unpacker has room for ${MOST_ENTRIES}`);
  const parts = [before.toString('hex'), after.toString('hex'), ...[...streams.values()].flatMap(writeStream)];
  return { wasm: Buffer.concat([before, ...bodies, after]), text: parts.map((part) => `${part} `).join('') };
}

/** The instructions of a function, its locals first, each into the streams of its parts. */
function readFunction(reader, end, streams) {
  const put = (letter, from) => streams.get(letter).push(reader.hexFrom(from));
  const operand = (name, read) => {
    const from = reader.at;
    read();
    put(STREAMS[name], from);
    return STREAMS[name];
  };
  const number = () => reader.leb();
  streams.get('f').push(STREAMS.head);
  operand('head', () => {
    for (let groups = reader.leb(); groups > 0; groups--) {
      reader.leb();
      reader.skip(1);
    }
  });
  while (reader.at < end) {
    const from = reader.at;
    const form = reader.instruction();
    const bytes = reader.hexFrom(from);
    const letters = form.map(([name, size]) =>
      operand(name, size === undefined ? number : typeof size === 'function' ? size : () => reader.skip(size)),
    );
    streams.get('f').push(letters.join('') + bytes);
  }
}

/** Reads a module's bytes. */
class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  skip(n) {
    this.at += n;
  }

  hexFrom(start) {
    return this.bytes.toString('hex', start, this.at);
  }

  /** An unsigned number; of a signed one, the right number of bytes. */
  leb() {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = this.bytes[this.at++];
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  }

  /** Reads an instruction up to its operands, and says which follow: a stream's name, and a size unless it is a number. */
  instruction() {
    const opcode = this.bytes[this.at++];
    if (opcode >= 0x02 && opcode <= 0x04) return this.skip(1) ?? [];
    if (opcode === 0x0c || opcode === 0x0d) return [['branch']];
    if (opcode === 0x0e) return [['table', () => this.table()]];
    if (opcode === 0x10) return [['call']];
    if (opcode >= 0x20 && opcode <= 0x22) return [['local']];
    if (opcode === 0x23 || opcode === 0x24) return [['global']];
    if (opcode >= 0x28 && opcode <= 0x3e) return this.skip(1) ?? [['offset']];
    if (opcode === 0x41) return [['integer']];
    if (opcode === 0x42) return [['long']];
    if (opcode === 0x43) return [['single', 4]];
    if (opcode === 0x44) return [['double', 8]];
    if (opcode === 0xfc) return this.bulk(this.leb());
    if (opcode === 0xfd) return this.simd(this.leb());
    if (opcode < 0x02 || opcode === 0x05 || opcode === 0x0b || opcode === 0x0f) return [];
    if (opcode === 0x1a || opcode === 0x1b || (opcode >= 0x45 && opcode <= 0xc4)) return [];
    throw new Error(`pack: opcode 0x${opcode.toString(16)} is new to it`);
  }

  /** Saturating conversions, memory.copy and memory.fill. */
  bulk(opcode) {
    if (opcode === 10) this.skip(2);
    else if (opcode === 11) this.skip(1);
    else if (opcode > 7) throw new Error(`pack: opcode 0xfc ${opcode} is new to it`);
    return [];
  }

  simd(opcode) {
    if (opcode <= 11 || opcode === 92 || opcode === 93) return this.skip(1) ?? [['offset']];
    if (opcode >= 84 && opcode <= 91) return this.skip(1) ?? [['offset'], ['lane']];
    if (opcode === 12) return [['vector', 16]];
    if (opcode === 13) return [['shuffle', 16]];
    return opcode >= 21 && opcode <= 34 ? [['lane']] : [];
  }

  table() {
    for (let labels = this.leb(); labels >= 0; labels--) this.leb();
  }
}

/** The dictionary, most frequent entries first, and the entries' digits. */
function writeStream(values) {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  const entries = [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  const base = DIGITS.length;
  const single = base - Math.max(0, Math.ceil((entries.length - base) / (base - 1)));
  const digits = new Map(
    entries.map((value, i) => {
      const rest = i - single;
      return [value, rest < 0 ? DIGITS[i] : DIGITS[single + Math.floor(rest / base)] + DIGITS[rest % base]];
    }),
  );
  return [entries.join('.'), values.map((value) => digits.get(value)).join('')];
}

/** An unsigned number in at least `size` bytes. */
function leb(value, size = 1) {
  const bytes = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    const last = rest < 128 && bytes.length + 1 >= size;
    bytes.push((rest & 127) | (last ? 0 : 128));
    if (last) return Buffer.from(bytes);
  }
}
