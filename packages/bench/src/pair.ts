// One process, one pair: `node pair.js <case> <rival>` checks both answers, measures both in turns, and sends the result
// to its parent. A process of its own keeps one library's heap and compiled code from slowing down another.
import { type BenchCase, deviation } from './case.js';
import { cases } from './cases/index.js';
import { interleave, median } from './measure.js';

/** What a pair's process reports. */
export type PairResult =
  | { readonly failed: string }
  | { readonly nabla: Timing; readonly rival: Timing; readonly ratio: number };

export interface Timing {
  /** Median and least seconds of one run. */
  readonly median: number;
  readonly best: number;
  readonly evaluations?: number;
}

async function prepare(subject: BenchCase, who: string) {
  const contender = await subject.contenders[who]();
  const off = deviation(await contender.answer(), subject.reference());
  if (!(off <= subject.tolerance)) {
    throw new Error(`${who} is WRONG: off by ${off.toExponential(1)}, allowed ${subject.tolerance.toExponential(1)}`);
  }
  return contender;
}

async function pair(subject: BenchCase, rivalName: string): Promise<PairResult> {
  try {
    const rival = await prepare(subject, rivalName);
    const nabla = await prepare(subject, 'nabla');
    const { a, b } = await interleave(nabla, rival);
    return {
      nabla: { median: median(a), best: Math.min(...a), evaluations: nabla.evaluations?.() },
      rival: { median: median(b), best: Math.min(...b), evaluations: rival.evaluations?.() },
      ratio: median(b.map((seconds, k) => seconds / a[k])),
    };
  } catch (error) {
    return { failed: error instanceof Error ? error.message.split('\n')[0] : String(error) };
  }
}

const [caseName, rivalName] = process.argv.slice(2);
const subject = cases.find((candidate) => candidate.name === caseName);
const result: PairResult = subject ? await pair(subject, rivalName) : { failed: `no case named ${caseName}` };
process.send?.(result, () => process.exit(0));
