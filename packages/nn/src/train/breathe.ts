/** Milliseconds of work after which the event loop should have a turn: a page that paints at 60 Hz has 16. */
const sliceMilliseconds = 12;

/** When it last had one from here; shared, so that many short trainings in a row leave turns as one long does. */
let lastTurn = Number.NEGATIVE_INFINITY;

/** Whether the event loop has waited long enough. */
export function breathDue(): boolean {
  return performance.now() - lastTurn > sliceMilliseconds;
}

/** Lets the event loop run its other tasks: timers, input, messages. A task, not a microtask, so that a page can paint. */
export async function breathe(): Promise<void> {
  await turn();
  lastTurn = performance.now();
}

function turn(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (task: () => void) => unknown };
  if (setImmediate) return new Promise((resolve) => void setImmediate(resolve));
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
