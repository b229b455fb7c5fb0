// A module of its own: puts the kernels' module together from the text of scripts/pack.mjs, which says what the text holds.
// It runs once, before anything else is compiled; JavaScript would take ten times as long to warm up to it.
//
// The text is hexadecimal bytes that come first, hexadecimal bytes that come last, and the streams, each a dictionary and
// digits, all with a space behind them. Memory: a cursor for each stream from 0 on, dictionaries, the text, the module.

/** A cursor is three words: its dictionary, how many entries one digit names, and where its digits go on. */
const CURSOR = 12;
const STREAMS = 15;
/** An entry is 32 bytes: how many bytes it has, the streams of two operands or 0, and its bytes from the fifth on. */
const ENTRY = 32;
const DICTIONARIES = 1024;
const SPACE = 32;
const POINT = 46;
/** Beyond the hexadecimal digits; the streams' letters follow it. */
const LAST_DIGIT: u32 = 102;
/** A digit is one of 88 printable characters. */
const BASE = 88;

/** Writes the module to `out` from the text at `text`; its end. */
export function unpack(text: usize, out: usize): usize {
  out = writeHex(text, out);
  const last = after(text);
  text = after(last);
  let dictionary: usize = DICTIONARIES;
  for (let stream = 0; stream < STREAMS; stream++) {
    const end = readDictionary(text, dictionary);
    const entries = <i32>((end - dictionary) / ENTRY);
    const cursor = <usize>(CURSOR * stream);
    store<usize>(cursor, dictionary);
    store<i32>(cursor, BASE - max(0, (entries - BASE + BASE - 2) / (BASE - 1)), 4);
    text = after(text);
    store<usize>(cursor, text, 8);
    text = after(text);
    dictionary = end;
  }
  out = writeCode(out);
  return writeHex(last, out);
}

/** Where the next part of the text begins. */
function after(text: usize): usize {
  while (load<u8>(text) != SPACE) text++;
  return text + 1;
}

// @ts-ignore: decorator
@inline
function hexDigit(code: u32): u32 {
  return (code & 15) + (code >> 6) * 9;
}

function writeHex(text: usize, out: usize): usize {
  for (; load<u8>(text) != SPACE; text += 2) {
    store<u8>(out++, (hexDigit(load<u8>(text)) << 4) | hexDigit(load<u8>(text, 1)));
  }
  return out;
}

/** The end of the dictionary that is written at `entry`. */
function readDictionary(text: usize, entry: usize): usize {
  let bytes: usize = 0;
  let operands: usize = 1;
  let code: u32;
  do {
    code = load<u8>(text++);
    if (code == POINT || code == SPACE) {
      store<u8>(entry, bytes);
      entry += ENTRY;
      bytes = 0;
      operands = 1;
    } else if (code > LAST_DIGIT) {
      store<u8>(entry + operands++, code - LAST_DIGIT);
    } else {
      store<u8>(entry + bytes++, (hexDigit(code) << 4) | hexDigit(load<u8>(text++)), 4);
    }
  } while (code != SPACE);
  return entry;
}

/** The next entry of a stream. */
function next(stream: usize): usize {
  const cursor = stream * CURSOR;
  let digits = load<usize>(cursor, 8);
  const single = load<i32>(cursor, 4);
  let index = digit(load<u8>(digits++));
  if (index >= single) index = single + (index - single) * BASE + digit(load<u8>(digits++));
  store<usize>(cursor, digits, 8);
  return load<usize>(cursor) + ENTRY * index;
}

/** The printable characters but for " $ ' < \ and `. */
// @ts-ignore: decorator
@inline
function digit(code: i32): i32 {
  return code - 33 - <i32>(code > 34) - <i32>(code > 36) - <i32>(code > 39) - <i32>(code > 60) - <i32>(code > 92) - <i32>(code > 96);
}

/** The functions, each behind its size in three bytes. */
function writeCode(out: usize): usize {
  let body: usize = 0;
  while (load<u8>(load<usize>(0, 8)) != SPACE) {
    const instruction = next(0);
    const length = <usize>load<u8>(instruction);
    if (length == 0) {
      if (body != 0) writeSize(body, out - body);
      out += 3;
      body = out;
    }
    out = write(instruction, out);
    const operand = <usize>load<u8>(instruction, 1);
    if (operand != 0) {
      out = write(next(operand), out);
      const another = <usize>load<u8>(instruction, 2);
      if (another != 0) out = write(next(another), out);
    }
  }
  writeSize(body, out - body);
  return out;
}

// @ts-ignore: decorator
@inline
function write(entry: usize, out: usize): usize {
  store<u64>(out, load<u64>(entry, 4));
  store<u64>(out, load<u64>(entry, 12), 8);
  store<u64>(out, load<u64>(entry, 20), 16);
  return out + load<u8>(entry);
}

/** LEB128 in three bytes. */
function writeSize(body: usize, size: usize): void {
  store<u8>(body - 3, (size & 127) | 128);
  store<u8>(body - 2, ((size >> 7) & 127) | 128);
  store<u8>(body - 1, size >> 14);
}
