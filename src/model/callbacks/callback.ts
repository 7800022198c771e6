/**
 * What can be done while a model learns: an object with any of these methods, or a subclass of `Callback`, which also knows
 * its model. A method may be async; training waits for it.
 *
 *     await model.fit(x, y, { epochs: 20, callbacks: { onEpochEnd: (epoch, logs) => console.log(epoch, logs.loss) } });
 */
import type { Logs } from "../logs.js";
import type { Model } from "../model.js";
import { callbackList } from "./check.js";

type Hook = void | Promise<void>;

export interface CallbackMethods {
  /** Called first of all. */
  setModel?(model: Model): void;
  onTrainBegin?(): Hook;
  /** Also called where the training ends by an error or by the learner's stop. */
  onTrainEnd?(): Hook;
  /** Epochs and batches are counted from 0. */
  onEpochBegin?(epoch: number): Hook;
  onEpochEnd?(epoch: number, logs: Readonly<Logs>): Hook;
  onBatchBegin?(batch: number, logs: BatchPlace): Hook;
  /** `logs` have loss and metrics of this batch alone, as in TensorFlow.js; its number and its size beside them. */
  onBatchEnd?(batch: number, logs: Readonly<Logs> & BatchPlace): Hook;
}

/** Which batch it is, counted from 0, and how many examples it has. */
export interface BatchPlace {
  readonly batch: number;
  readonly size: number;
}

/** A callback that knows the model it is called for; `this.model.stopTraining = true` ends the training after the epoch. */
export abstract class Callback implements CallbackMethods {
  protected model!: Model;

  setModel(model: Model): void {
    this.model = model;
  }
}

export type Callbacks = CallbackMethods | readonly CallbackMethods[];

/** Several callbacks, called one after the other. */
export class CallbackList {
  private readonly callbacks: readonly CallbackMethods[];
  /** Whether any wants to be called for every batch. */
  readonly watchesBatches: boolean;

  /** @throws ArgumentError for what is no callback */
  constructor(callbacks?: Callbacks) {
    this.callbacks = callbackList(callbacks);
    this.watchesBatches = this.callbacks.some(
      ({ onBatchBegin, onBatchEnd }) => onBatchBegin !== undefined || onBatchEnd !== undefined,
    );
  }

  setModel(model: Model): void {
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
