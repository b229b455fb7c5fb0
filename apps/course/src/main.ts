// "The course, computed": every worked example derived and checked, then a network trained on the digits of MNIST.
// Exit code 0 only if every check held.
import { chapters } from './chapters/index.js';
import { DataError } from './mnist/data.js';
import { trainOnDigits } from './mnist/train.js';
import { parseOptions, UsageError } from './options.js';
import { Report } from './report.js';
import { checkRules } from './rules.js';

const RULES = 'rules';
const DIGITS = 'mnist';
const keys = [...chapters.map((chapter) => chapter.key), RULES, DIGITS];

/** Where the course goes on. */
const NEXT = {
  en: 'npm run playground shows the course as pages to touch, at http://localhost:5173/',
  zh: '运行 npm run playground，即可在 http://localhost:5173/ 打开可以动手的课程页面',
};

const USAGE = `npm start -- [--chapter ${keys.join('|')}] [--lang en|zh]`;

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), process.env, keys);
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  const chosen = (key: string): boolean => options.chapter === undefined || options.chapter === key;
  const terminal = Boolean(process.stdout.isTTY);
  const report = new Report(
    {
      terminal,
      colours: terminal && !process.env.NO_COLOR,
      columns: process.stdout.columns || 80,
      line: (text) => console.log(text),
    },
    options.language,
  );

  for (const chapter of chapters.filter(({ key }) => chosen(key))) report.chapter(chapter);
  const rules = chosen(RULES) ? checkRules(report) : undefined;
  const accuracy = chosen(DIGITS) ? await trainOnDigits(report, terminal) : undefined;

  report.line();
  const { verified, total } = report.tally;
  if (total > 0) report.line(`verified ${verified}/${total}`);
  if (rules) report.line(`rules ${rules.held}/${rules.total}`);
  if (accuracy) report.line(`test accuracy ${(100 * accuracy.value).toFixed(2)} %`);
  if (options.chapter === undefined) report.line(NEXT[options.language]);
  return verified === total && rules?.held === rules?.total && (accuracy?.held ?? true) ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof DataError)) throw error;
  console.error(`nabla: ${error.message}`);
  process.exitCode = 1;
}
