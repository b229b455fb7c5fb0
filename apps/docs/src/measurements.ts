// Pages made from measurements: the table that `npm run bench` prints, and the report of the accuracy runs.

export interface BenchRow {
  readonly subject: string;
  readonly rival: string;
  readonly nabla: string;
  readonly theirs: string;
  /** Above 1 Nabla is faster; absent where the rival failed, and `theirs` says how. */
  readonly ratio: number | undefined;
}

export interface Bench {
  readonly machine: string;
  readonly method: string;
  readonly rows: readonly BenchRow[];
  readonly notes: readonly string[];
}

/** Reads what `npm run bench` printed. */
export function readBench(printed: string): Bench {
  const lines = printed.split('\n').map((line) => line.trim());
  const [machine = '', method = ''] = lines.filter((line) => line !== '' && !line.startsWith('|'));
  const rows = lines
    .filter((line) => line.startsWith('|') && !/^\|\s*(?:case|-)/.test(line))
    .map((line): BenchRow => {
      const [subject = '', rival = '', nabla = '', theirs = '', ratio = ''] = line
        .slice(1, -1)
        .split(' | ')
        .map((cell) => cell.trim());
      return { subject, rival, nabla, theirs, ratio: ratio === '' ? undefined : Number(ratio) };
    });
  if (rows.length === 0 || rows.some((row) => row.subject === '' || Number.isNaN(row.ratio))) {
    throw new Error('readBench: expected the table that `npm run bench` prints');
  }
  const notes = lines
    .slice(2)
    .filter((line) => line !== '' && !line.startsWith('|') && line !== machine && line !== method);
  return { machine, method, rows, notes };
}

const cells = (values: readonly string[]): string => `| ${values.join(' | ')} |`;
const plain = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '&lt;');
const HEAD =
  '| {{case|任务}} | {{rival|同类}} | {{Nabla (best)|Nabla（最好）}} | {{rival (best)|同类（最好）}} | {{ratio|比值}} |\n|---|---|---:|---:|---:|';

const line = ({ subject, rival, nabla, theirs, ratio }: BenchRow): string =>
  cells([plain(subject), plain(rival), nabla || '–', plain(theirs), ratio === undefined ? '–' : ratio.toFixed(2)]);

/** Markdown in both languages: the machine, where Nabla loses, then everything by its first word. */
export function benchPage({ machine, method, rows, notes }: Bench): string {
  const lost = rows.filter((row) => row.ratio !== undefined && row.ratio < 1);
  const groups = grouped(rows);
  const parts = [
    `> ${machine}\n>\n> ${method}`,
    `## {{Where Nabla loses|Nabla 较慢之处}}`,
    `::: en\n${lost.length} of ${rows.length} pairs, the worst first.\n:::\n\n::: zh\n${rows.length} 对中有 ${lost.length} 对，最差的在前。\n:::`,
    `${HEAD}\n${[...lost]
      .sort((a, b) => a.ratio! - b.ratio!)
      .map(line)
      .join('\n')}`,
    `## {{Everything|全部结果}}`,
  ];
  for (const [name, members] of groups) parts.push(`### ${name}\n\n${HEAD}\n${members.map(line).join('\n')}`);
  return [...parts, ...notes].join('\n\n');
}

function grouped(rows: readonly BenchRow[]): Map<string, BenchRow[]> {
  const groups = new Map<string, BenchRow[]>();
  for (const row of rows) {
    const name = row.subject.split(' ')[0]!;
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return groups;
}

/** The report of the accuracy runs as a part of a page: without its title, its headings one level down. */
export function accuracyPage(report: string): string {
  return report.replace(/^# .*\n/, '').trim();
}
