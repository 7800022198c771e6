/** Callbacks that change the learning rate between epochs. */
import { StateError } from "../../errors/errors.js";
import type { Logs } from "../logs.js";
import type { Model } from "../model.js";
import { Callback } from "./callback.js";
import { Monitor, type MonitorOptions } from "./monitor.js";

/** The learning rate, where it is a number that can be changed. */
function rateOf({ optimizer }: Model, where: string): number {
  if (typeof optimizer.learningRate === "number") return optimizer.learningRate;
  throw new StateError({
    where, argument: "learningRate", received: { fr: "un programme de taux", en: "a schedule" }, expected: { fr: "un nombre", en: "a number" },
    mend: { fr: "Donnez à l’optimiseur un taux fixe, ou retirez ce callback.", en: "Give the optimizer a fixed rate, or take this callback away." },
  });
}

/** Asks a function for the rate of each epoch, given its number (from 0) and the rate so far. */
export class LearningRateScheduler extends Callback {
  private readonly schedule: (epoch: number, rate: number) => number;

  constructor(schedule: (epoch: number, rate: number) => number) {
    super();
    this.schedule = schedule;
  }

  onEpochBegin(epoch: number): void {
    this.model.optimizer.learningRate = this.schedule(epoch, rateOf(this.model, "learningRateScheduler"));
  }
}

export interface ReduceOnPlateauOptions extends MonitorOptions {
  /** What the rate is multiplied by; 0.1 by default. */
  readonly factor?: number;
  /** After how many epochs without anything better; 10 by default. */
  readonly patience?: number;
  readonly minLearningRate?: number;
}

/** Lowers the rate each time that a quantity has stopped getting better. */
export class ReduceOnPlateau extends Callback {
  private readonly options: ReduceOnPlateauOptions;
  private monitor: Monitor;
  private waited = 0;

  constructor(options: ReduceOnPlateauOptions = {}) {
    super();
    this.options = options;
    this.monitor = new Monitor(options);
  }

  onTrainBegin(): void {
    this.monitor = new Monitor(this.options);
    this.waited = 0;
  }

  onEpochEnd(_epoch: number, logs: Readonly<Logs>): void {
    const { factor = 0.1, patience = 10, minLearningRate = 0 } = this.options;
    this.waited = this.monitor.improves(logs, "reduceLROnPlateau") ? 0 : this.waited + 1;
    if (this.waited < patience) return;
    this.waited = 0;
    this.model.optimizer.learningRate = Math.max(minLearningRate, factor * rateOf(this.model, "reduceLROnPlateau"));
  }
}
