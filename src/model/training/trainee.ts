/** The part of a model that a training and its callbacks may use. */
import type { Optimizer } from "../../optimizers/optimizer.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { History } from "./history.js";

export interface Trainee {
  /** The name that error messages give the model. */
  readonly label: string;
  /** The seed of shuffles and dropout, unless the options of the training give another. */
  readonly seed: number;
  readonly optimizer: Optimizer;
  /** The history of the last training; a training sets it when it begins. */
  history: History | undefined;
  /** The training ends after the epoch in which a callback sets this to true. */
  stopTraining: boolean;
  getWeights(): Tensor[];
  setWeights(values: readonly Tensor[]): void;
  save(folder: string): Promise<void>;
}
