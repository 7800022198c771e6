/** The type of the trainings of `npm run train`, and their seed. */
import type { CallbackMethods, Model, Tensor } from "../src/index.js";

/** The result of a job. */
export interface Trained {
  readonly model: Model;
  readonly epochs: number;
  /** The test set, which training has not used. */
  readonly test: readonly [x: Tensor, y: Tensor | Uint8Array];
}

/** A network of the practical, trained on real data. @param progress a callback for the training */
export type TrainingJob = (progress: CallbackMethods) => Promise<Trained>;

/** The seed of every job, so that each run gives the same numbers. */
export const SEED = 1;
