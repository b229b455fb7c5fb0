// Formulas are typeset in slices of a few milliseconds, so that a page full of them never holds up the reader's keys: what
// fits into the slice of the moment at once, the rest in order, one slice per turn of the event loop.

/** Milliseconds of typesetting per turn; a long task begins at 50. */
const SLICE = 10;

type Work = () => void;

const waiting: Work[] = [];
let spent = 0;
let scheduled = false;

const channel = new MessageChannel();
channel.port1.onmessage = () => {
  scheduled = false;
  spent = 0;
  while (waiting.length > 0 && spent < SLICE) run(waiting.shift()!);
  if (waiting.length > 0) schedule();
};

function schedule(): void {
  if (scheduled) return;
  scheduled = true;
  channel.port2.postMessage(undefined);
}

function run(work: Work): void {
  const begun = performance.now();
  work();
  spent += performance.now() - begun;
}

/** Does the work now if the slice allows, else soon; the function that is returned calls it off. */
export function typeset(work: Work): () => void {
  // A turn that typesets anything is followed by one with a fresh slice.
  schedule();
  if (waiting.length === 0 && spent < SLICE) {
    run(work);
    return () => undefined;
  }
  waiting.push(work);
  return () => {
    const place = waiting.indexOf(work);
    if (place >= 0) waiting.splice(place, 1);
  };
}
