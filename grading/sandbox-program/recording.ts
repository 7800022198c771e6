/**
 * Records the answers that test cells pass to `exercises.check`, in the thread that runs the cells, and
 * observes one of them.
 *
 * This module is loaded before any student code and takes its references to built-in functions then. Student
 * code that changes things later can only change the observation of its own answers.
 */
import { observe } from "../../src/exercises/observe.js";
import type { Probe } from "../../src/exercises/exercise.js";
import { notebook } from "../../src/host/notebook.js";
import { OBSERVATION } from "../channel.js";
import { encodePlain } from "../plain-data.js";

const { parse, stringify } = JSON;
const { display } = notebook();

let recorded: { readonly id: string; readonly answer: unknown }[] = [];

export function recordAnswer(id: string, answer: unknown): void {
  recorded[recorded.length] = { id, answer };
}

/** Forgets the answers of earlier cells; called before each test cell. */
export function forgetAnswers(): void {
  recorded = [];
}

/** Displays the observation of the only answer that was recorded for an exercise. */
export function showObservation(exercise: string, nonce: string, probe: string): void {
  const [only, second] = recorded;
  const failure =
    only === undefined || only.id !== exercise
      ? "no answer"
      : second !== undefined
        ? "several answers"
        : undefined;
  const observed =
    failure === undefined
      ? { nonce, observation: encodePlain(observe(only.answer, parse(probe) as Probe)) }
      : { nonce, failure };
  display({ [OBSERVATION]: stringify(observed) });
}
