/** The methods of callbacks, and the list by which a training calls them. */
import type { Logs } from "./logs.js";
import type { Trainee } from "./trainee.js";

type Hook = void | Promise<void>;

/**
 * Methods that are called during a training; each is optional, and training waits for those that return a
 * promise.
 */
export interface CallbackMethods {
  /** Called before all other methods. */
  setModel?(model: Trainee): void;
  onTrainBegin?(): Hook;
  /** Also called where the training ends with an error or because the learner stopped it. */
  onTrainEnd?(): Hook;
  /** Epochs and batches are counted from 0. */
  onEpochBegin?(epoch: number): Hook;
  onEpochEnd?(epoch: number, logs: Readonly<Logs>): Hook;
  onBatchBegin?(batch: number, logs: BatchPlace): Hook;
  /**
   * `logs` has the loss and the metrics of this batch alone, as in TensorFlow.js, and the batch's number and
   * size.
   */
  onBatchEnd?(batch: number, logs: Readonly<Logs> & BatchPlace): Hook;
}

/** The number of a batch, counted from 0, and how many examples it has. */
export interface BatchPlace {
  readonly batch: number;
  readonly size: number;
}

export type Callbacks = CallbackMethods | readonly CallbackMethods[];

/** Several callbacks, called one after the other; the training waits for those that are async. */
export class CallbackList {
  private readonly callbacks: readonly CallbackMethods[];
  /** Whether some callback has a method that is called for every batch. */
  readonly watchesBatches: boolean;

  constructor(callbacks: readonly CallbackMethods[]) {
    this.callbacks = callbacks;
    this.watchesBatches = callbacks.some(
      ({ onBatchBegin, onBatchEnd }) => onBatchBegin !== undefined || onBatchEnd !== undefined,
    );
  }

  setModel(model: Trainee): void {
    this.callbacks.forEach((callback) => callback.setModel?.(model));
  }

  async trainBegin(): Promise<void> {
    for (const callback of this.callbacks) await callback.onTrainBegin?.();
  }

  async trainEnd(): Promise<void> {
    for (const callback of this.callbacks) await callback.onTrainEnd?.();
  }

  async epochBegin(epoch: number): Promise<void> {
    for (const callback of this.callbacks) await callback.onEpochBegin?.(epoch);
  }

  async epochEnd(epoch: number, logs: Readonly<Logs>): Promise<void> {
    for (const callback of this.callbacks) await callback.onEpochEnd?.(epoch, logs);
  }

  async batchBegin(place: BatchPlace): Promise<void> {
    for (const callback of this.callbacks) await callback.onBatchBegin?.(place.batch, { ...place });
  }

  async batchEnd(place: BatchPlace, logs: Readonly<Logs>): Promise<void> {
    for (const callback of this.callbacks) await callback.onBatchEnd?.(place.batch, { ...place, ...logs });
  }
}
