/** Early stopping as a callback of TensorFlow.js: the engine's, whose methods a program may call itself. */
import { notebook } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import {
  EarlyStopping as EngineStopping,
  type EarlyStoppingOptions,
} from "../../model/callbacks/early-stopping.js";
import { within } from "../memory/tracking.js";
import { given, lenient, type Loose } from "../options.js";
import type { Logs } from "./base-callback.js";
import { Callback } from "./callback-classes.js";

export type EarlyStoppingCallbackArgs = Loose<Omit<EarlyStoppingOptions, "verbose"> & { verbose: number }>;

/** Ends the training when a quantity, `val_loss` by default, no longer improves. */
export class EarlyStopping extends Callback {
  protected readonly monitor: string;
  protected readonly minDelta: number;
  protected readonly patience: number;
  protected readonly mode: string;
  protected readonly baseline: number | undefined;
  private readonly stopping: EngineStopping;

  constructor(args?: EarlyStoppingCallbackArgs | null) {
    super();
    const { verbose, ...others } = given({ ...args });
    this.monitor = (others.monitor as string | undefined) ?? "val_loss";
    this.minDelta = Math.abs((others.minDelta as number | undefined) ?? 0);
    this.patience = (others.patience as number | undefined) ?? 0;
    this.mode = (others.mode as string | undefined) ?? "auto";
    this.baseline = others.baseline as number | undefined;
    // TensorFlow.js knows of accuracies alone that larger is better.
    const mode = this.mode === "auto" ? (this.monitor.includes("acc") ? "max" : "min") : this.mode;
    const options = { ...others, mode, ...(verbose === 1 ? { verbose } : {}) } as EarlyStoppingOptions;
    this.stopping = lenient(() => new EngineStopping(options));
  }

  /** The epoch after which it ended the training; 0 where it did not. */
  get stoppedEpoch(): number {
    return this.stopping.stoppedEpoch ?? 0;
  }

  override setModel(model: unknown): void {
    super.setModel(model);
    this.stopping.setModel(model as Parameters<EngineStopping["setModel"]>[0]);
  }

  override onTrainBegin(): Promise<void> {
    return soon(() => this.stopping.onTrainBegin());
  }

  override onEpochEnd(epoch: number, logs: Logs = {}): Promise<void> {
    return soon(() => {
      if (logs[this.monitor] === undefined) warnOfMissing(this.monitor, logs);
      else this.stopping.onEpochEnd(epoch, logs);
    });
  }

  override onTrainEnd(): Promise<void> {
    return soon(() => this.stopping.onTrainEnd());
  }
}

/** Runs a method of the engine's callback, which copies the weights of its model. */
async function soon(call: () => void): Promise<void> {
  await Promise.resolve();
  within(call);
}

function warnOfMissing(monitor: string, logs: Logs): void {
  const names = Object.keys(logs).join(", ");
  notebook().warn(
    say({
      fr: `earlyStopping : ${monitor} n’est pas parmi les quantités de l’époque (${names}).`,
      en: `earlyStopping: ${monitor} is not available among the quantities of the epoch (${names}).`,
    }),
  );
}
