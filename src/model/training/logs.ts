/** Loss and metrics of an epoch: computed over its batches, and formatted for a reader. */
import { formatNumber, say, type Sentence } from "../../language/language.js";
import type { Tally } from "../../metrics/metrics.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { BatchResult } from "./training-engine.js";
import type { NamedMetric } from "../compile.js";

/** Values by name: `loss`, `acc`, … */
export type Logs = Record<string, number>;

/** The running means of loss and metrics over the batches of an epoch. */
export class EpochTally {
  private readonly names: readonly string[];
  private readonly metrics: readonly (NamedMetric & { readonly tally: Tally })[];
  private examples = 0;
  private readonly sums: number[];

  /** @param names the names of the losses: `loss`, and one for each output where there are several */
  constructor(names: readonly string[], metrics: readonly NamedMetric[]) {
    this.names = names;
    this.metrics = metrics.map((metric) => ({ ...metric, tally: metric.metric.start() }));
    this.sums = names.map(() => 0);
  }

  /** Reads the outputs of the result only where there are metrics. */
  add(result: BatchResult, targets: readonly Tensor[]): void {
    const count = targets[0].shape[0];
    this.examples += count;
    [result.loss, ...result.losses]
      .slice(0, this.sums.length)
      .forEach((value, i) => (this.sums[i] += value * count));
    for (const { tally, output } of this.metrics) tally.add(targets[output], result.outputs[output]);
  }

  /** The means over the examples seen so far. */
  get logs(): Logs {
    const losses = this.names.map((name, i) => [name, this.sums[i] / this.examples] as const);
    return Object.fromEntries([
      ...losses,
      ...this.metrics.map(({ name, tally }) => [name, tally.value] as const),
    ]);
  }
}

const SPOKEN: Readonly<Record<string, Sentence>> = {
  loss: { fr: "perte", en: "loss" },
  acc: { fr: "exactitude", en: "accuracy" },
  precision: { fr: "précision", en: "precision" },
  recall: { fr: "rappel", en: "recall" },
};
/** The names of values that are shares, formatted in per cent. */
const SHARES = /^(acc|.*Accuracy|precision|recall)$/;

function writeNumber(name: string, value: number): string {
  return SHARES.test(name)
    ? formatNumber(value, { style: "percent", minimumFractionDigits: 1, maximumFractionDigits: 1 })
    : formatNumber(value, { minimumSignificantDigits: 4, maximumSignificantDigits: 4 });
}

/** « perte 0,3121 (val. 0,3502) · exactitude 91,2 % (val. 90,4 %) »: fits in one line of a notebook. */
export function writeLogs(logs: Readonly<Logs>): string {
  const names = [...new Set(Object.keys(logs).map((name) => name.replace(/^val_/, "")))];
  return names
    .map((name) => {
      const spoken = SPOKEN[name] === undefined ? name : say(SPOKEN[name]);
      const [training, validation] = [logs[name], logs[`val_${name}`]];
      const numbers = [
        ...(training === undefined ? [] : [writeNumber(name, training)]),
        ...(validation === undefined ? [] : [`(val. ${writeNumber(name, validation)})`]),
      ];
      return `${spoken} ${numbers.join(" ")}`;
    })
    .join(" · ");
}
