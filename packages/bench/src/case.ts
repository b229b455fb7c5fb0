// What is measured: a task that several libraries can do, each prepared as a contender whose answer can be checked.

/** One library, ready to do the task again and again on the same input. */
export interface Contender {
  /** Does the task once. */
  run(): void | Promise<void>;
  /** Does the task `runs` times and gives the seconds that took, for contenders that time themselves. */
  time?(runs: number): Promise<number>;
  /** The answer of a fresh run, to be compared with the reference before anything is timed. */
  answer(): ArrayLike<number> | Promise<ArrayLike<number>>;
  /** Evaluations of the objective in the last run, for tasks where they matter as much as time. */
  evaluations?(): number | undefined;
}

/** How one library prepares for a task. */
export type Prepare<Task> = (task: Task) => Contender | Promise<Contender>;

export interface BenchCase {
  /** Words that the filter matches: `gemm f32 256×256×256`. */
  readonly name: string;
  /** Floating-point operations of one run, for tasks that are judged by their rate; the time is shown otherwise. */
  readonly flops?: number;
  /** Whether `time` counts bytes instead of seconds, for tasks that are judged by size. */
  readonly bytes?: boolean;
  /** Points treated by one run, where the time of one point is shown. */
  readonly points?: number;
  /** The right answer, from straight loops in double precision. */
  reference(): Float64Array;
  /** Largest deviation from the reference that is allowed, relative to the reference's largest magnitude. */
  readonly tolerance: number;
  /** Who can do the task, and how each prepares for it. */
  readonly contenders: { readonly nabla: () => Promise<Contender> } & Readonly<
    Record<string, () => Promise<Contender>>
  >;
}

/** The contenders of a case from how each prepares for its task; every one gets a task of its own. */
export function contend<Task>(
  task: () => Task,
  nabla: Prepare<Task>,
  rivals: Readonly<Record<string, Prepare<Task>>>,
): BenchCase['contenders'] {
  const start = (prepare: Prepare<Task>) => async (): Promise<Contender> => prepare(task());
  return {
    nabla: start(nabla),
    ...Object.fromEntries(Object.entries(rivals).map(([name, prepare]) => [name, start(prepare)])),
  };
}

/** The largest deviation of an answer, relative to the largest magnitude of the reference; Infinity if it has gaps. */
export function deviation(answer: ArrayLike<number>, reference: Float64Array): number {
  if (answer.length !== reference.length) return Number.POSITIVE_INFINITY;
  let scale = 0;
  let worst = 0;
  for (let i = 0; i < reference.length; i++) {
    const gap = Math.abs(answer[i] - reference[i]);
    if (!(gap <= worst)) worst = Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap;
    scale = Math.max(scale, Math.abs(reference[i]));
  }
  return worst / (scale || 1);
}
