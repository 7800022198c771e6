/** The base class of callbacks as TensorFlow.js has them: methods that do nothing until a class gives others. */
import type { Callback as EngineCallback } from "../../model/callbacks/callback.js";

/** Loss and metrics by their names. */
export type Logs = { [name: string]: number };
type Hook = void | Promise<void>;

/** The functions of a callback. */
export interface CustomCallbackArgs {
  onTrainBegin?: (logs?: Logs) => Hook;
  onTrainEnd?: (logs?: Logs) => Hook;
  onEpochBegin?: (epoch: number, logs?: Logs) => Hook;
  onEpochEnd?: (epoch: number, logs?: Logs) => Hook;
  onBatchBegin?: (batch: number, logs?: Logs) => Hook;
  onBatchEnd?: (batch: number, logs?: Logs) => Hook;
  onYield?: (epoch: number, batch: number, logs: Logs) => Hook;
}

/** What a training tells its callbacks: `epochs`, `batchSize`, `metrics` … */
export interface Params {
  [key: string]: unknown;
}

/** The base class of callbacks. */
export abstract class BaseCallback {
  validationData: unknown = null;
  params: Params = {};

  setParams(params: Params): void {
    this.params = params;
  }

  setModel(model: unknown): void {
    void model;
  }

  async onTrainBegin(logs?: Logs): Promise<void> {
    await nothing(logs);
  }

  async onTrainEnd(logs?: Logs): Promise<void> {
    await nothing(logs);
  }

  async onEpochBegin(epoch: number, logs?: Logs): Promise<void> {
    await nothing(epoch, logs);
  }

  async onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    await nothing(epoch, logs);
  }

  async onBatchBegin(batch: number, logs?: Logs): Promise<void> {
    await nothing(batch, logs);
  }

  async onBatchEnd(batch: number, logs?: Logs): Promise<void> {
    await nothing(batch, logs);
  }
}

function nothing(...unused: unknown[]): Promise<void> {
  void unused;
  return Promise.resolve();
}

/** One callback: of a class, an object of functions, or a callback of the engine. */
type One = CustomCallbackArgs | BaseCallback | EngineCallback<never>;
export type Callbacks = One | readonly One[];
