/** The functions that make callbacks: `callbacks.earlyStopping({ patience: 3 })`. */
import { EarlyStopping, type EarlyStoppingOptions } from "./early-stopping.js";
import { LearningRateScheduler, ReduceOnPlateau, type ReduceOnPlateauOptions } from "./learning-rate.js";
import { ModelCheckpoint, type ModelCheckpointOptions } from "./model-checkpoint.js";

/**
 * Stops the training when a quantity has stopped getting better.
 * @param options `monitor`, `patience`, `restoreBestWeights`, …
 * @example
 * ```ts
 * callbacks.earlyStopping({ monitor: "val_loss", patience: 3, restoreBestWeights: true });
 * ```
 */
export const earlyStopping = (options?: EarlyStoppingOptions) => new EarlyStopping(options);

/**
 * Saves the model during the training: whenever it is better than before, or after each epoch.
 * @param options `filepath`, the folder, and optionally `monitor`, `saveBestOnly`, …
 * @example
 * ```ts
 * callbacks.modelCheckpoint({ filepath: "models/best", monitor: "val_loss" });
 * ```
 */
export const modelCheckpoint = (options: ModelCheckpointOptions) => new ModelCheckpoint(options);

/**
 * Sets the learning rate of each epoch by a function.
 * @param schedule gives the rate of an epoch (counted from 0) from the rate so far
 * @example
 * ```ts
 * callbacks.learningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate * 0.9));
 * ```
 */
export const learningRateScheduler = (schedule: (epoch: number, rate: number) => number) =>
  new LearningRateScheduler(schedule);

/**
 * Lowers the learning rate when a quantity has stopped getting better.
 * @param options `monitor`, `factor`, `patience`, …
 * @example
 * ```ts
 * callbacks.reduceLROnPlateau({ monitor: "val_loss", factor: 0.5, patience: 2 });
 * ```
 */
export const reduceLROnPlateau = (options?: ReduceOnPlateauOptions) => new ReduceOnPlateau(options);
