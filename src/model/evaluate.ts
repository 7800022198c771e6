/** Loss and metrics of a model as it is. */
import { NumericError } from "../errors/errors.js";
import { scalar } from "../tensor/create.js";
import type { Tensor } from "../tensor/tensor.js";
import { batches, type Examined } from "./batches.js";
import { EpochTally, writeLogs, type Logs } from "./logs.js";
import type { Ready } from "./ready.js";

/** What came of an evaluation: `const [loss, acc] = model.evaluate(x, y)`, each a tensor of a single number. */
export class Evaluation extends Array<Tensor> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  /** What the numbers are: `loss`, `acc`, … */
  readonly logs: Readonly<Logs>;

  constructor(logs: Readonly<Logs>) {
    super(...Object.values(logs).map((value) => scalar(value)));
    this.logs = logs;
  }

  /** The loss, for code that expects a single tensor where a model has no metrics. */
  dataSync(): Tensor["data"] {
    return this[0].dataSync();
  }

  arraySync(): number {
    return this.logs.loss;
  }

  override toString(): string {
    return writeLogs(this.logs);
  }

  print(): void {
    console.log(this.toString());
  }

  [Symbol.for("Jupyter.display")](): Readonly<Record<string, string>> {
    return { "text/plain": this.toString() };
  }
}

/** Goes through all examples, batch after batch, stopping after each, so that the caller can let others work in between. */
export function* evaluation({ engine, lossNames, metrics }: Ready, all: Examined, batchSize: number): Generator<void, Logs> {
  const tally = new EpochTally(lossNames, metrics);
  for (const batch of batches(all, batchSize)) {
    tally.add(engine.evaluateBatch(batch), batch.targets);
    yield;
  }
  return tally.logs;
}

/** A loss that is no number ends a training: nothing can be learned from it. */
export function checkLoss(loss: number, where: string, epoch: number, batch: number, examples: Examined): void {
  if (Number.isFinite(loss)) return;
  // Only now: a batch makes its inputs when they are asked for.
  const { inputs, targets } = examples;
  const [name, bad] = [["x", inputs], ["y", targets]].find(([, tensors]) => (tensors as readonly Tensor[]).some(({ data }) => data.some((value) => !Number.isFinite(value)))) ?? [];
  throw new NumericError({
    where, argument: bad === undefined ? "loss" : String(name),
    received: { fr: `une perte ${loss} à l’époque ${epoch + 1}, lot ${batch + 1}`, en: `a loss of ${loss} in epoch ${epoch + 1}, batch ${batch + 1}` },
    expected: { fr: "un nombre fini", en: "a finite number" },
    mend: bad === undefined
      ? { fr: "Diminuez le taux d’apprentissage, normalisez les données (entre 0 et 1, ou centrées), ou limitez le gradient (clipNorm).", en: "Lower the learning rate, normalise the data (between 0 and 1, or centred), or limit the gradient (clipNorm)." }
      : { fr: `${String(name)} contient des valeurs qui ne sont pas des nombres finis (NaN ou infini) : retirez ou remplacez-les.`, en: `${String(name)} holds values that are no finite numbers (NaN or infinite): remove or replace them.` },
  });
}
