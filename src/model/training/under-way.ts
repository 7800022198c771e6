/**
 * Prevents two trainings of the same weights at the same time. A training yields to the event loop, so other
 * code runs before it ends. A second training of the same weights would interleave its steps with those of
 * the first, with different numbers on every run.
 */
import { StateError } from "../../errors/errors.js";
import { notebook, type CellRun } from "../../host/notebook.js";

/**
 * The models, optimizers and weights that are being trained, each with the run of the cell that trains it.
 */
const busy = new WeakMap<object, CellRun>();

/**
 * Marks these objects as being trained; returns the function that removes the marks.
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

/**
 * @param argument the method that was called, such as `compile`
 * @throws StateError while a training changes `what`
 */
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

/**
 * A training whose cell was interrupted cannot continue, even if it still waits for a promise that never
 * settles.
 */
function isStopped(run: CellRun): boolean {
  try {
    run.throwIfInterrupted();
    return false;
  } catch {
    return true;
  }
}
