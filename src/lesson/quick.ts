/**
 * The environment variable `NEURONES_QUICK`, which shortens the trainings of a lesson for tests, and for
 * readers in a hurry.
 *
 * A lesson marks what may be shortened, `rep: quick(20, 3)`, and whoever reads the cell sees both numbers. If
 * it is shortened, the cell displays so: its results are then not those that the lesson describes.
 */
import { isSwitchedOn } from "../host/environment.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";

/** Whether `NEURONES_QUICK` requests short trainings. */
export function isQuick(): boolean {
  return isSwitchedOn("NEURONES_QUICK");
}

/**
 * The first value, or the second one where `NEURONES_QUICK` requests short trainings; the cell then displays
 * both.
 * @param full  what the lesson is written for: epochs, repetitions, examples
 * @param short what is enough to see that the cell runs
 * @example
 * ```ts
 * const epochs = quick(20, 2);
 * ```
 */
export function quick<Value>(full: Value, short: Value): Value {
  if (!isQuick()) return full;
  const [used, meant] = [JSON.stringify(short), JSON.stringify(full)];
  notebook().display({
    "text/plain": say({
      fr: `Raccourci pour aller vite (NEURONES_QUICK) : ${used} au lieu de ${meant}.`,
      en: `Shortened for speed (NEURONES_QUICK): ${used} instead of ${meant}.`,
    }),
  });
  return short;
}
