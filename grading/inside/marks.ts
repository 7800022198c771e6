/**
 * The answers that checks have marked, in the thread where they live, and the observation of one.
 *
 * Loaded before any student code: the functions it needs are taken then. What student code can still spoil is what is
 * seen of its own answers.
 */
import { observe } from "../../src/exercises/observe.js";
import type { Probe } from "../../src/exercises/exercise.js";
import { notebook } from "../../src/host/notebook.js";
import { OBSERVATION } from "../channel.js";
import { encodePlain } from "../plain-data.js";

const { parse, stringify } = JSON;
const { display } = notebook();

let marked: { readonly id: string; readonly answer: unknown }[] = [];

export function mark(id: string, answer: unknown): void {
  marked[marked.length] = { id, answer };
}

/** What was marked before is not this test's. */
export function forgetMarks(): void {
  marked = [];
}

/** Shows what is seen of the one answer marked for an exercise. */
export function showObservation(exercise: string, nonce: string, probe: string): void {
  const [only, second] = marked;
  const failure =
    only === undefined || only.id !== exercise
      ? "unmarked"
      : second !== undefined
        ? "marked twice"
        : undefined;
  const seen =
    failure === undefined
      ? { nonce, observation: encodePlain(observe(only.answer, parse(probe) as Probe)) }
      : { nonce, failure };
  display({ [OBSERVATION]: stringify(seen) });
}
