/** Watches a quantity from epoch to epoch: whether larger or smaller is better, and the best value so far. */
import { ArgumentError } from "../../errors/errors.js";
import { FINITE_NUMBER, oneOf, text, type Kinds } from "../../errors/kinds.js";
import type { Logs } from "../training/logs.js";

export interface MonitorOptions {
  /** The name of the quantity in the history; `val_loss` by default. */
  readonly monitor?: string;
  /** The least change that counts as an improvement; 0 by default. */
  readonly minDelta?: number;
  /**
   * Whether smaller or larger is better: `auto`, the default, is `max` for accuracy, precision, recall, f1,
   * auc, r2Score and cosineSimilarity, else `min`.
   */
  readonly mode?: "auto" | "min" | "max";
}

export const MONITOR_KINDS: Kinds<keyof MonitorOptions> = {
  monitor: text("val_loss"),
  minDelta: FINITE_NUMBER,
  mode: oneOf("auto", "min", "max"),
};

const GROWS = /acc|auc|precision|recall|f1|r2|cosineSimilarity/i;

export class Monitor {
  readonly name: string;
  private readonly sign: 1 | -1;
  private readonly minDelta: number;
  best: number;

  /** @param baseline the best value before the first epoch */
  constructor({ monitor = "val_loss", minDelta = 0, mode = "auto" }: MonitorOptions, baseline?: number) {
    this.name = monitor;
    this.sign = mode === "max" || (mode === "auto" && GROWS.test(monitor)) ? 1 : -1;
    this.minDelta = Math.abs(minDelta);
    this.best = baseline ?? -this.sign * Infinity;
  }

  /**
   * Whether this is the best value so far, which is then remembered.
   * @throws ArgumentError where `logs` lacks the quantity
   */
  improves(logs: Readonly<Logs>, where: string): boolean {
    const value = logs[this.name];
    if (value === undefined) throw this.missing(logs, where);
    if (!(this.sign * (value - this.best) > this.minDelta)) return false;
    this.best = value;
    return true;
  }

  private missing(logs: Readonly<Logs>, where: string): ArgumentError {
    return new ArgumentError({
      where,
      argument: "monitor",
      received: `"${this.name}"`,
      expected: {
        fr: `l’une des quantités ${Object.keys(logs).join(", ")}`,
        en: `one of the quantities ${Object.keys(logs).join(", ")}`,
      },
      mend: this.name.startsWith("val_")
        ? {
            fr: "Donnez à fit des données de validation (validationSplit: 0.2), ou surveillez une autre quantité.",
            en: "Give fit validation data (validationSplit: 0.2), or monitor another quantity.",
          }
        : {
            fr: "Ajoutez la métrique dans compile, ou surveillez une autre quantité.",
            en: "Add the metric in compile, or monitor another quantity.",
          },
    });
  }
}
