/**
 * The definition of an exercise.
 *
 * An answer is checked in two steps that share only plain data. *Observing* runs in the process of the
 * learner's code: it takes the answer's value, or calls the answer, a function, with chosen inputs. *Judging*
 * uses only the observation and never the answer itself. Therefore it can run in another process, which the
 * learner's code cannot reach.
 */
import type { Sentence } from "../language/language.js";
import type { Draw } from "./draw.js";

/** What is observed of an answer. */
export type Probe =
  /** Its value. */
  | { readonly kind: "value" }
  /** Its results on these lists of arguments: the answer is a function. */
  | { readonly kind: "calls"; readonly inputs: readonly (readonly unknown[])[] };

/** The result of one call; `changed` if the call changed its arguments. */
export type CallResult = { readonly value: unknown; readonly changed?: true } | { readonly error: string };

/** The observation of an answer: plain data only (numbers, strings, booleans, arrays and objects of them). */
export type Observation =
  /** The placeholder in the statement was not replaced. */
  | { readonly kind: "unanswered" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "calls"; readonly results: readonly CallResult[] }
  /** The answer is of another type than the probe expects, for example a number instead of a function. */
  | { readonly kind: "unfit"; readonly received: string };

/**
 * One call of the learner's function: its arguments as they are written in `f(2.5)`, the received and the
 * expected result.
 */
export interface Comparison {
  readonly inputs: string;
  readonly received: string;
  readonly expected: string;
}

/**
 * The judgement on an observation. `why` says in words what is wrong, but not the solution. `comparison`
 * contains a right result and is shown only after the mark was given. `credit` is the share of the points,
 * below 1, for an answer that is right in part.
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
  /** The lesson's number and a name, as in the notebook: `03-logistique`. */
  readonly id: string;
  readonly title: Sentence;
  readonly probe: Probe;
  readonly judge: (observed: Observation) => Judgement;
  /** The same exercise with additional random inputs; only if the answer is a function. */
  readonly fresh?: (draw: Draw) => Exercise;
  /** The form of an answer, such as a letter in quotes or a function that returns a number. */
  readonly form: Sentence;
  /** Why the right answer is right, in one line, for a learner who has found it. */
  readonly because: Sentence;
  /**
   * One more input with its right result, by which learners can check themselves; only if the answer is a
   * function.
   */
  readonly example?: (draw: Draw) => Comparison;
  /** The answer with its explanation; only for an exercise that earns no points. */
  readonly solution?: Sentence;
  /** Three hints, each more specific than the one before. */
  readonly hints: readonly [Sentence, Sentence, Sentence];
  /** The section of the lesson to read if the hints did not help. */
  readonly read: Sentence;
}
