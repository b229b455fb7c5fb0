/** Comma-separated values by RFC 4180: records in lines, fields quoted where they hold the separator, a quote or a line break. */
import { ArgumentError, FormatError, type Tensor, tensor } from '@nablajs/core-wasm';
import { checkOptions } from '@nablajs/core-wasm/machine';

/** Options of {@link readCsv}. */
export interface CsvOptions {
  /** Whether the first record names the columns; found out by default: it does when none of its fields is a number. */
  header?: boolean;
  /** A single character; a comma by default. */
  separator?: string;
}

/** A table of text. */
export interface CsvTable {
  /** Names of the columns; `'0'`, `'1'`, … when the file has none. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /**
   * Columns as an `f64` matrix, by name; all of them by default.
   *
   * @throws FormatError naming row and column of the first field that is no number. @throws ArgumentError for an unknown name.
   */
  numbers(names?: readonly string[]): Tensor;
  /**
   * A column as class numbers 0, 1, … and the texts that they stand for, in the order of first appearance.
   *
   * @throws ArgumentError for an unknown name.
   */
  classes(name: string): { labels: Int32Array<ArrayBuffer>; names: readonly string[] };
}

const where = 'readCsv';

/**
 * Reads a table from comma-separated text.
 *
 * Lines may end in LF or CRLF; an empty last line is none. Fields keep their spaces; an empty field is an empty text, and no
 * number.
 *
 * @throws FormatError when a record has another number of fields than the first, or a quote never ends; the record is named.
 * @see https://www.rfc-editor.org/rfc/rfc4180
 *
 * @example
 * ```ts
 * import { readCsv } from '@nablajs/nn';
 *
 * const table = readCsv('width,height,kind\n1.5,2,iris\n3,4,rose\n');
 * console.log(table.numbers(['width', 'height']).toArray()); // [[1.5, 2], [3, 4]]
 * console.log(table.classes('kind').names); // ['iris', 'rose']
 * ```
 */
export function readCsv(text: string, options: CsvOptions = {}): CsvTable {
  checkOptions(where, options, ['separator', 'header']);
  const separator = options.separator ?? ',';
  if (separator.length !== 1 || separator === '"')
    throw new ArgumentError({
      where: `${where}: separator`,
      expected: 'one character',
      got: JSON.stringify(separator),
    });
  const records = recordsOf(text.startsWith('\uFEFF') ? text.slice(1) : text, separator);
  const width = records[0]?.length ?? 0;
  records.forEach((record, i) => {
    if (record.length !== width)
      throw new FormatError({
        where: `${where}: record ${i}`,
        expected: `${width} fields`,
        got: `${record.length}`,
        row: i,
      });
  });
  const named = options.header ?? (records.length > 0 && records[0]!.every((field) => !isNumber(field)));
  const columns = named ? records[0]! : Array.from({ length: width }, (_, j) => String(j));
  return new Table(columns, named ? records.slice(1) : records);
}

class Table implements CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];

  constructor(columns: readonly string[], rows: readonly (readonly string[])[]) {
    this.columns = columns;
    this.rows = rows;
  }

  numbers(names: readonly string[] = this.columns): Tensor {
    const chosen = names.map((name) => this.#column(name));
    const elements = new Float64Array(this.rows.length * chosen.length);
    this.rows.forEach((row, i) => {
      chosen.forEach((column, j) => {
        const field = row[column]!;
        if (!isNumber(field))
          throw new FormatError({
            where: `${where}: row ${i}, column "${this.columns[column]}"`,
            expected: 'a number',
            got: JSON.stringify(field),
            row: i,
          });
        elements[i * chosen.length + j] = Number(field);
      });
    });
    return tensor(elements, { shape: [this.rows.length, chosen.length] });
  }

  classes(name: string): { labels: Int32Array<ArrayBuffer>; names: readonly string[] } {
    const column = this.#column(name);
    const numbers = new Map<string, number>();
    const labels = Int32Array.from(this.rows, (row) => {
      const field = row[column]!;
      if (!numbers.has(field)) numbers.set(field, numbers.size);
      return numbers.get(field)!;
    });
    return { labels, names: [...numbers.keys()] };
  }

  #column(name: string): number {
    const column = this.columns.indexOf(name);
    if (column < 0)
      throw new ArgumentError({
        where,
        expected: `a column among ${this.columns.join(', ')}`,
        got: JSON.stringify(name),
      });
    return column;
  }
}

function isNumber(field: string): boolean {
  return field.trim() !== '' && !Number.isNaN(Number(field));
}

function recordsOf(text: string, separator: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  let i = 0;
  while (i < text.length) {
    let field = '';
    if (text[i] === '"') {
      const parts: string[] = [];
      do {
        const end = text.indexOf('"', i + 1);
        if (end < 0)
          throw new FormatError({
            where: `${where}: record ${records.length}`,
            expected: 'a closing quote',
            got: 'none',
          });
        parts.push(text.slice(i + 1, end));
        i = end + 1;
      } while (text[i] === '"');
      field = parts.join('"');
      if (i < text.length && text[i] !== separator && text[i] !== '\n' && text[i] !== '\r')
        throw new FormatError({
          where: `${where}: record ${records.length}`,
          expected: 'a separator behind the closing quote',
          got: JSON.stringify(text[i]),
        });
    } else {
      const start = i;
      while (i < text.length && text[i] !== separator && text[i] !== '\n' && text[i] !== '\r') i++;
      field = text.slice(start, i);
    }
    record.push(field);
    if (text[i] === separator) {
      i++;
      if (i === text.length) record.push('');
      else continue;
    }
    if (text[i] === '\r') i++;
    if (text[i] === '\n') i++;
    records.push(record);
    record = [];
  }
  return records;
}
