/** Loss and metrics of a training, epoch by epoch: the result of `fit`, which `plots.history` draws. */
import { checkKind } from "../../errors/check-options.js";
import { wholeNumber, type Kind } from "../../errors/kinds.js";
import { JUPYTER_DISPLAY } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import { writeLogs } from "./logs.js";

const LOGS: Kind = {
  fits: (value) =>
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((each) => typeof each === "number"),
  expected: { fr: "un objet { nom: nombre }", en: "an object { name: number }" },
  example: "{ loss: 0.3 }",
};

/**
 * The course of a training: `fit` returns it, and `plots.history` draws it.
 * @example
 * ```ts
 * const net = sequential({ layers: [layers.dense({ units: 1, inputShape: [1] })] });
 * net.compile({ optimizer: "sgd", loss: "meanSquaredError" });
 * const history: History = await net.fit([[1], [2]], [[1], [2]], { epochs: 3, verbose: 0 });
 * history.history.loss.length; // 3
 * ```
 */
export class History {
  /** The numbers of the epochs, from 0 on. */
  readonly epoch: number[] = [];
  /** For each name (`loss`, `acc`, `val_loss`, `val_acc`, …) one value per epoch. */
  readonly history: Record<string, number[]> = {};

  /**
   * Adds the values of an epoch.
   * @throws ArgumentError for an epoch that is not a whole number ≥ 0, or values without names
   */
  add(epoch: number, logs: Readonly<Record<string, number>>): void {
    checkKind(epoch, wholeNumber(0, 0), "history", "epoch");
    checkKind(logs, LOGS, "history", "logs");
    this.epoch.push(epoch);
    for (const [name, value] of Object.entries(logs)) (this.history[name] ??= []).push(value);
  }

  /** The values of the last epoch. */
  get last(): Record<string, number> {
    return Object.fromEntries(
      Object.entries(this.history).map(([name, values]) => [name, values[values.length - 1]]),
    );
  }

  toString(): string {
    const count = this.epoch.length;
    if (count === 0) return say({ fr: "historique : aucune époque", en: "history: no epoch" });
    return say({
      fr: `historique de ${count} époque(s) ; à la fin : ${writeLogs(this.last)}`,
      en: `history of ${count} epoch(s); at the end: ${writeLogs(this.last)}`,
    });
  }

  [JUPYTER_DISPLAY](): Readonly<Record<string, string>> {
    return { "text/plain": this.toString() };
  }
}
