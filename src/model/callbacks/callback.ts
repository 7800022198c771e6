/**
 * A callback of your own: an object with any of the methods of `CallbackMethods`, or a subclass of
 * `Callback`, which also knows its model. A method may be async; the training waits for it.
 *
 *     await model.fit(x, y, { epochs: 20, callbacks: { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) } });
 */
import type { Model } from "../model.js";
import type { CallbackMethods } from "../training/callback-list.js";
import type { Trainee } from "../training/trainee.js";

/**
 * A callback that knows the model it is called for; `this.model.stopTraining = true` ends the training after
 * the epoch.
 * @example
 * ```ts
 * class StopAtGoal extends Callback implements CallbackMethods {
 *   onEpochEnd(_epoch: number, logs: Readonly<Record<string, number>>): void {
 *     if (logs.loss < 0.1) this.model.stopTraining = true;
 *   }
 * }
 * ```
 */
export abstract class Callback<Trained extends Trainee = Model> implements CallbackMethods {
  protected model!: Trained;

  setModel(model: Trained): void {
    this.model = model;
  }
}
