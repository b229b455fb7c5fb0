import { Worker } from 'node:worker_threads';
import { type CampaignOptions, type CampaignReport, SHARED_BYTES } from './campaign.js';
import { keep } from './corpus.js';

/** No single input may take longer; promises speak of 100 ms, and a shared machine stutters. */
const HANG_MS = 10_000;

/**
 * Runs a campaign in a worker and watches it: an input on which it hangs, or which takes the worker down with it (out of
 * memory), is kept and reported like one that throws.
 */
export function watch(
  options: Omit<CampaignOptions, 'shared'>,
  onReport: (report: CampaignReport) => void,
): Promise<CampaignReport> {
  const shared = new SharedArrayBuffer(SHARED_BYTES);
  const counters = new Int32Array(shared, 0, 2);
  const worker = new Worker(new URL('./campaign.js', import.meta.url), {
    workerData: { ...options, shared } satisfies CampaignOptions,
    resourceLimits: { maxOldGenerationSizeMb: 2048 },
  });
  let last: CampaignReport = { runs: 0, corpus: 0, features: 0, done: false };

  return new Promise((resolve) => {
    const fail = (failure: string): void => {
      keep(options.target, new Uint8Array(shared.slice(8, 8 + counters[1]!)));
      end({ ...last, runs: counters[0]!, done: true, failure });
    };
    const end = (report: CampaignReport): void => {
      clearInterval(pulse);
      worker.removeAllListeners();
      void worker.terminate();
      resolve(report);
    };
    let runs = -1;
    const pulse = setInterval(() => {
      if (counters[0] === runs) fail(`no answer in ${HANG_MS / 1000} s`);
      runs = counters[0]!;
    }, HANG_MS);
    worker.on('message', (report: CampaignReport) => {
      last = report;
      onReport(report);
      if (report.done) end(report);
    });
    worker.on('error', (error) => fail(error.message));
    worker.on('exit', (code) => fail(`the worker ended with ${code}`));
  });
}
