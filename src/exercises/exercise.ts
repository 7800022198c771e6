/**
 * What an exercise is.
 *
 * Checking has two halves that share nothing but plain data. *Observing* runs beside the learner's code: it takes the
 * answer's value, or calls the answer, a function, on chosen inputs. *Judging* sees only what was observed, never the
 * answer itself, so it can be done elsewhere, by someone whom the learner's code cannot reach.
 */
import type { Sentence } from "../language/language.js";

/** What is asked of an answer. */
export type Probe =
  /** Its value. */
  | { readonly kind: "value" }
  /** Its results on these lists of arguments: the answer is a function. */
  | { readonly kind: "calls"; readonly inputs: readonly (readonly unknown[])[] };

/** How one call ended. */
export type CallResult = { readonly value: unknown } | { readonly error: string };

/** What was seen of an answer: plain data only (numbers, strings, booleans, arrays and objects of them). */
export type Observation =
  /** Nothing yet: what the statement left to fill in is as it was. */
  | { readonly kind: "unanswered" }
  | { readonly kind: "value"; readonly value: unknown }
  | { readonly kind: "calls"; readonly results: readonly CallResult[] }
  /** Not of the kind that was asked for: a number instead of a function, say. */
  | { readonly kind: "unfit"; readonly received: string };

/** The judgement on what was observed; `why` says what is wrong in words, never the solution. */
export type Judgement = { readonly right: true } | { readonly right: false; readonly why: Sentence };

export interface Exercise {
  /** The lesson's number and a name, as the notebook writes it: `03-logistique`. */
  readonly id: string;
  readonly title: Sentence;
  readonly probe: Probe;
  readonly judge: (observed: Observation) => Judgement;
  /** From a nudge to nearly there. */
  readonly hints: readonly [Sentence, Sentence, Sentence];
  /** Where to read when the hints did not help. */
  readonly read: Sentence;
}
