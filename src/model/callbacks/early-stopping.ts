/**
 * Early stopping: ends the training when a quantity such as the validation loss no longer improves, before
 * the model overfits.
 */
import { checkOptions } from "../../errors/check-options.js";
import { FINITE_NUMBER, oneOf, TRUTH, wholeNumber } from "../../errors/kinds.js";
import { say } from "../../language/language.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Logs } from "../training/logs.js";
import type { Trainee } from "../training/trainee.js";
import { Callback } from "./callback.js";
import { Monitor, MONITOR_KINDS, type MonitorOptions } from "./monitor.js";

export interface EarlyStoppingOptions extends MonitorOptions {
  /** The number of epochs without an improvement after which the training ends; 0 by default. */
  readonly patience?: number;
  /** The value that the first epoch must improve on. */
  readonly baseline?: number;
  /** Whether the model gets the weights of the best epoch back at the end; false by default. */
  readonly restoreBestWeights?: boolean;
  /** 1 writes a message when the training stops; 0 by default. */
  readonly verbose?: 0 | 1;
}

export class EarlyStopping extends Callback<Trainee> {
  private readonly options: EarlyStoppingOptions;
  private monitor: Monitor;
  private waited = 0;
  private bestWeights: readonly Tensor[] | undefined;
  /** The epoch, counted from 0, after which this callback ended the training; undefined where it did not. */
  stoppedEpoch: number | undefined;

  constructor(options: EarlyStoppingOptions = {}) {
    super();
    checkOptions(
      options,
      {
        ...MONITOR_KINDS,
        patience: wholeNumber(0, 3),
        baseline: FINITE_NUMBER,
        restoreBestWeights: TRUTH,
        verbose: oneOf(0, 1),
      },
      "earlyStopping",
    );
    this.options = options;
    this.monitor = new Monitor(options, options.baseline);
  }

  onTrainBegin(): void {
    this.monitor = new Monitor(this.options, this.options.baseline);
    this.waited = 0;
    this.bestWeights = undefined;
    this.stoppedEpoch = undefined;
  }

  onEpochEnd(epoch: number, logs: Readonly<Logs>): void {
    const { patience = 0, restoreBestWeights = false } = this.options;
    if (this.monitor.improves(logs, "earlyStopping")) {
      this.waited = 0;
      if (restoreBestWeights) this.bestWeights = this.model.getWeights();
      return;
    }
    this.waited++;
    if (this.waited < Math.max(1, patience)) return;
    this.stoppedEpoch = epoch;
    this.model.stopTraining = true;
  }

  onTrainEnd(): void {
    if (this.bestWeights !== undefined) this.model.setWeights(this.bestWeights);
    if (this.stoppedEpoch !== undefined && this.options.verbose === 1) {
      console.log(
        say({
          fr: `Arrêt après l’époque ${this.stoppedEpoch + 1} : ${this.monitor.name} ne s’améliore plus.`,
          en: `Stopped after epoch ${this.stoppedEpoch + 1}: ${this.monitor.name} no longer improves.`,
        }),
      );
    }
  }
}
