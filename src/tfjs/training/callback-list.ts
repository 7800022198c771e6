/** Several callbacks that are called one after the other: `tf.CallbackList`. */
import type { BaseCallback, Logs, Params } from "./base-callback.js";

type Hook = "onTrainBegin" | "onTrainEnd" | "onEpochBegin" | "onEpochEnd" | "onBatchBegin" | "onBatchEnd";

export class CallbackList {
  readonly callbacks: BaseCallback[];

  constructor(callbacks?: readonly BaseCallback[] | null) {
    this.callbacks = [...(callbacks ?? [])];
  }

  append(callback: BaseCallback): void {
    this.callbacks.push(callback);
  }

  setParams(params: Params): void {
    for (const callback of this.callbacks) callback.setParams(params);
  }

  setModel(model: unknown): void {
    for (const callback of this.callbacks) callback.setModel(model);
  }

  onTrainBegin(logs?: Logs): Promise<void> {
    return this.call("onTrainBegin", logs);
  }

  onTrainEnd(logs?: Logs): Promise<void> {
    return this.call("onTrainEnd", logs);
  }

  onEpochBegin(epoch: number, logs?: Logs): Promise<void> {
    return this.call("onEpochBegin", epoch, logs);
  }

  onEpochEnd(epoch: number, logs?: Logs): Promise<void> {
    return this.call("onEpochEnd", epoch, logs);
  }

  onBatchBegin(batch: number, logs?: Logs): Promise<void> {
    return this.call("onBatchBegin", batch, logs);
  }

  onBatchEnd(batch: number, logs?: Logs): Promise<void> {
    return this.call("onBatchEnd", batch, logs);
  }

  private async call(hook: Hook, ...given: unknown[]): Promise<void> {
    const args = given.map((each) => each ?? {});
    for (const callback of this.callbacks)
      await (callback[hook] as (...args: unknown[]) => Promise<void>).apply(callback, args);
  }
}
