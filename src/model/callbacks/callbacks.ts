/** The functions that make callbacks: `callbacks.earlyStopping({ patience: 3 })`. */
import { EarlyStopping, type EarlyStoppingOptions } from "./early-stopping.js";
import { LearningRateScheduler, ReduceOnPlateau, type ReduceOnPlateauOptions } from "./learning-rate.js";
import { ModelCheckpoint, type ModelCheckpointOptions } from "./model-checkpoint.js";

export const earlyStopping = (options?: EarlyStoppingOptions) => new EarlyStopping(options);
export const modelCheckpoint = (options: ModelCheckpointOptions) => new ModelCheckpoint(options);
export const learningRateScheduler = (schedule: (epoch: number, rate: number) => number) =>
  new LearningRateScheduler(schedule);
export const reduceLROnPlateau = (options?: ReduceOnPlateauOptions) => new ReduceOnPlateau(options);
