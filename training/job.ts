/** A network of the practical, trained on real data: what `npm run train` runs. */
import type { CallbackMethods, Model, Tensor } from "../src/index.js";

/** What a job hands over once its model has learned. */
export interface Trained {
  readonly model: Model;
  readonly epochs: number;
  /** Examples that were never learned from. */
  readonly test: readonly [x: Tensor, y: Tensor | Uint8Array];
}

/** @param progress to be called while the model learns */
export type TrainingJob = (progress: CallbackMethods) => Promise<Trained>;

/** Every job starts from this, so that it gives the same numbers on every run. */
export const SEED = 1;
