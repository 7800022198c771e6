/**
 * Which trainings are under way. A training waits now and then, and others run meanwhile: a second one of the same weights would be
 * mixed with the first, each undoing what the other does, with other numbers on every run.
 */
import { StateError } from "../errors/errors.js";
import { notebook, type CellRun } from "../host/notebook.js";

/** What trains: models, optimizers and weights, each with the run of the cell that trains it. */
const busy = new WeakMap<object, CellRun>();

/**
 * Notes that a training changes these; returns what ends it.
 * @throws StateError where another training changes one of them
 */
export function beginTraining(changed: readonly object[], where: string): () => void {
  changed.forEach((each) => checkIdle(each, where, "fit"));
  const run = notebook().currentRun();
  for (const each of changed) busy.set(each, run);
  return () => {
    for (const each of changed) if (busy.get(each) === run) busy.delete(each);
  };
}

/** @param argument what was asked for meanwhile: `compile` @throws StateError while a training changes this */
export function checkIdle(what: object, where: string, argument: string): void {
  const run = busy.get(what);
  if (run === undefined || isStopped(run)) return;
  throw new StateError({
    where,
    argument,
    received: { fr: "un modèle en cours d’entraînement", en: "a model whose training is under way" },
    expected: { fr: "un seul entraînement à la fois", en: "one training at a time" },
    mend: {
      fr: "fit n’est pas fini quand il rend la main : écrivez await model.fit(…).",
      en: "fit is not over when it returns: write await model.fit(…).",
    },
  });
}

/** A training that the learner has stopped goes no further, also where it still waits for something that never comes. */
function isStopped(run: CellRun): boolean {
  try {
    run.throwIfInterrupted();
    return false;
  } catch {
    return true;
  }
}
