// A worked example of the course: what is asked, what Nabla derived, and how that was checked there and then.
import type { Text } from './language.js';

/** One way in which an answer was checked: it held or not, with a few words about what was compared. */
export interface Check {
  readonly held: boolean;
  readonly how: Text;
}

/** One answer of an example. It counts only if it was checked at all and every check held. */
export interface Claim {
  /** What is asked, in the notation of the course: `∂z/∂x`; with words in every language. */
  readonly ask: string | Text;
  /** Nabla's derived answer, as text. */
  readonly answer: string | Text;
  readonly checks: readonly Check[];
}

/** A numbered item of the course. */
export interface Example {
  /** The course's number, 1 … 56. */
  readonly number: number;
  readonly problem: Text;
  /** Derives and checks; it runs when the chapter is walked. */
  readonly claims: () => readonly Claim[];
}

export interface Chapter {
  /** The word that selects the chapter: `--chapter gradient`. */
  readonly key: string;
  readonly title: Text;
  readonly examples: readonly Example[];
}

/** An answer was verified when at least one check was made and all held. */
export function verified(claim: Claim): boolean {
  return claim.checks.length > 0 && claim.checks.every((check) => check.held);
}
