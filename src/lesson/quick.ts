/**
 * The switch that shortens a lesson's training, for tests and for a hurried look: the environment variable `NEURONES_QUICK`.
 *
 * A lesson says where it may be shortened, `rep: quick(20, 3)`, and whoever reads the cell sees both numbers. Where the switch
 * is on, the cell says so: what it shows then is not what the lesson tells of.
 */
import { isSwitchedOn } from "../host/environment.js";
import { notebook } from "../host/notebook.js";
import { say } from "../language/language.js";

/** Whether `NEURONES_QUICK` asks for short trainings. */
export function isQuick(): boolean {
  return isSwitchedOn("NEURONES_QUICK");
}

/**
 * The first value, or the second one where `NEURONES_QUICK` asks for short trainings; then the cell says so.
 * @param full   what the lesson is written for: epochs, repetitions, examples
 * @param short  what is enough to see that the cell runs
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
