/**
 * What an exercise is.
 *
 * Checking has two halves that share nothing but plain data. *Observing* runs beside the learner's code: it takes the
 * answer's value, or calls the answer, a function, on chosen inputs. *Judging* sees only what was observed, never the
 * answer itself, so it can be done elsewhere, by someone whom the learner's code cannot reach.
 */
import type { Sentence } from "../language/language.js";
import type { Draw } from "./draw.js";

/** What is asked of an answer. */
export type Probe =
  /** Its value. */
  | { readonly kind: "value" }
  /** Its results on these lists of arguments: the answer is a function. */
  | { readonly kind: "calls"; readonly inputs: readonly (readonly unknown[])[] };

/** How one call ended; `changed` where the call changed what it was given. */
export type CallResult = { readonly value: unknown; readonly changed?: true } | { readonly error: string };

/** What was seen of an answer: plain data only (numbers, strings, booleans, arrays and objects of them). */
export type Observation =
  /** Nothing yet: what the statement left to fill in is as it was. */
  | { readonly kind: "unanswered" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "calls"; readonly results: readonly CallResult[] }
  /** Not of the kind that was asked for: a number instead of a function, say. */
  | { readonly kind: "unfit"; readonly received: string };

/** One call of the learner's function that went wrong, as one writes it: `f(2.5)`'s arguments, what came and what should have. */
export interface Comparison {
  readonly inputs: string;
  readonly received: string;
  readonly expected: string;
}

/**
 * The judgement on what was observed; `why` says what is wrong in words, never the solution. The comparison is for after the
 * mark, when nothing is left to guess. `credit` is the share of the points, below 1, that a part of the answer earns.
 */
export type Judgement =
  | { readonly right: true }
  | {
      readonly right: false;
      readonly why: Sentence;
      readonly comparison?: Comparison;
      readonly credit?: number;
    };

export interface Exercise {
  /** The lesson's number and a name, as the notebook writes it: `03-logistique`. */
  readonly id: string;
  readonly title: Sentence;
  readonly probe: Probe;
  readonly judge: (observed: Observation) => Judgement;
  /** The same exercise with inputs that the lesson's check does not use, where the answer is a function. */
  readonly fresh?: (draw: Draw) => Exercise;
  /** What an answer looks like: a letter in quotes, a function that returns a number. */
  readonly form: Sentence;
  /** Why the right answer is right, in one line, for who has found it. */
  readonly because: Sentence;
  /** One more input with its right result, to check oneself by; where the answer is a function. */
  readonly example?: (draw: Draw) => Comparison;
  /** The answer with its explanation. Only an exercise that counts for nothing has one. */
  readonly solution?: Sentence;
  /** From a nudge to nearly there. */
  readonly hints: readonly [Sentence, Sentence, Sentence];
  /** Where to read when the hints did not help. */
  readonly read: Sentence;
}
