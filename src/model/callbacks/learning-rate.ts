/** Callbacks that change the learning rate between epochs. */
import { checkKind, checkOptions } from "../../errors/check-options.js";
import { ArgumentError, StateError } from "../../errors/errors.js";
import { numberFrom, wholeNumber, type Kind } from "../../errors/kinds.js";
import { written } from "../../errors/written.js";
import type { Logs } from "../training/logs.js";
import type { Trainee } from "../training/trainee.js";
import { Callback } from "./callback.js";
import { Monitor, MONITOR_KINDS, type MonitorOptions } from "./monitor.js";

/** The learning rate, if it is a number. @throws StateError for a schedule, which a callback cannot change */
function rateOf({ optimizer }: Trainee, where: string): number {
  if (typeof optimizer.learningRate === "number") return optimizer.learningRate;
  throw new StateError({
    where,
    argument: "learningRate",
    received: { fr: "un programme de taux", en: "a schedule" },
    expected: { fr: "un nombre", en: "a number" },
    mend: {
      fr: "Donnez à l’optimiseur un taux fixe, ou retirez ce callback.",
      en: "Give the optimizer a fixed rate, or remove this callback.",
    },
  });
}

const FUNCTION: Kind = {
  fits: (value) => typeof value === "function",
  expected: { fr: "une fonction (époque, taux) => taux", en: "a function (epoch, rate) => rate" },
  example: "…",
  mend: {
    fr: "Par exemple learningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate / 2)).",
    en: "For example learningRateScheduler((epoch, rate) => (epoch < 10 ? rate : rate / 2)).",
  },
};

/**
 * Sets the rate at the beginning of each epoch: a function of the epoch's number (from 0) and the present
 * rate gives it.
 */
export class LearningRateScheduler extends Callback<Trainee> {
  private readonly schedule: (epoch: number, rate: number) => number;

  constructor(schedule: (epoch: number, rate: number) => number) {
    super();
    checkKind(schedule, FUNCTION, "learningRateScheduler", "schedule");
    this.schedule = schedule;
  }

  onEpochBegin(epoch: number): void {
    const rate: unknown = this.schedule(epoch, rateOf(this.model, "learningRateScheduler"));
    if (typeof rate !== "number" || !(rate >= 0 && rate < Infinity)) throw noRate(rate, epoch);
    this.model.optimizer.learningRate = rate;
  }
}

function noRate(received: unknown, epoch: number): ArgumentError {
  return new ArgumentError({
    where: "learningRateScheduler",
    argument: "schedule",
    received: {
      fr: `${written(received)} pour l’époque ${epoch}`,
      en: `${written(received)} for epoch ${epoch}`,
    },
    expected: { fr: "un nombre fini ≥ 0", en: "a finite number ≥ 0" },
    mend: {
      fr: "La fonction doit renvoyer un taux à chaque époque : (epoch, rate) => rate le laisse tel quel.",
      en: "The function must return a rate for every epoch: (epoch, rate) => rate leaves it as it is.",
    },
  });
}

/** A factor that lowers the rate. */
const FACTOR: Kind = {
  fits: (value) => typeof value === "number" && value > 0 && value < 1,
  expected: { fr: "un nombre entre 0 et 1, bornes exclues", en: "a number between 0 and 1, exclusive" },
  example: "0.5",
};

export interface ReduceOnPlateauOptions extends MonitorOptions {
  /** The factor that multiplies the rate; 0.1 by default. */
  readonly factor?: number;
  /** The number of epochs without an improvement after which the rate is lowered; 10 by default. */
  readonly patience?: number;
  readonly minLearningRate?: number;
}

/** Lowers the rate each time that a quantity no longer improves. */
export class ReduceOnPlateau extends Callback<Trainee> {
  private readonly options: ReduceOnPlateauOptions;
  private monitor: Monitor;
  private waited = 0;

  constructor(options: ReduceOnPlateauOptions = {}) {
    super();
    checkOptions(
      options,
      {
        ...MONITOR_KINDS,
        factor: FACTOR,
        patience: wholeNumber(0, 10),
        minLearningRate: numberFrom(0, 0.0001),
      },
      "reduceLROnPlateau",
    );
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
    const rate = rateOf(this.model, "reduceLROnPlateau");
    // A rate that is already below `minLearningRate` does not change.
    this.model.optimizer.learningRate = Math.min(rate, Math.max(minLearningRate, factor * rate));
  }
}
