/** Reports a loss or data that are NaN or infinite, and names the example that contains such a number. */
import { NumericError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { isInteger } from "../../tensor/dtype.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { Batch } from "./training-engine.js";

type Data = Pick<Batch, "inputs" | "targets">;

/** A number that is NaN or infinite. */
interface NonFinite {
  /** `x` or `y`. */
  readonly argument: string;
  readonly value: number;
  /** The number of the example that contains it. */
  readonly example: number;
}

function nonFiniteIn(tensors: readonly Tensor[], argument: string): NonFinite | undefined {
  for (const { storage: data, shape, dtype } of tensors) {
    // Integers are always finite.
    const at = isInteger(dtype) ? -1 : data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return { argument, value: data[at], example: Math.floor(at / (data.length / shape[0])) };
  }
  return undefined;
}

function findNonFinite({ inputs, targets }: Data): NonFinite | undefined {
  return nonFiniteIn(inputs, "x") ?? nonFiniteIn(targets, "y");
}

function mendData(argument: string): Sentence {
  return {
    fr: `${argument} contient des valeurs qui ne sont pas des nombres finis (NaN ou infini) : retirez ou remplacez-les.`,
    en: `${argument} contains values that are not finite numbers (NaN or infinite): remove or replace them.`,
  };
}

const FINITE: Sentence = { fr: "un nombre fini", en: "a finite number" };

/**
 * Checks examples to evaluate: a single NaN or infinite number would make the result of every epoch NaN.
 * @param first the number of the first of these examples in the data that they were cut from
 * @throws NumericError that names the first example with such a number
 */
export function checkFinite(examples: Data, where: string, first = 0): void {
  const found = findNonFinite(examples);
  if (found !== undefined)
    throw new NumericError({
      where,
      argument: `${found.argument}[${first + found.example}]`,
      received: String(found.value),
      expected: FINITE,
      mend: mendData(found.argument),
    });
}

/**
 * If the loss is NaN or infinite, a training stops: such a loss has no usable gradient.
 * @param when     the epoch and the batch, as the end of the sentence "a loss of NaN"
 * @param examples the batch that gave the loss
 * @throws NumericError that names the first example with a NaN or infinite number or, if there is none,
 *         suggests other remedies
 */
export function checkLoss(loss: number, where: string, when: Sentence, examples: Data): void {
  if (Number.isFinite(loss)) return;
  // Only after the return above, since a batch copies its inputs when they are read.
  const found = findNonFinite(examples);
  throw new NumericError({
    where,
    argument: found?.argument ?? "loss",
    received: { fr: `une perte ${loss}${when.fr}`, en: `a loss of ${loss}${when.en}` },
    expected: FINITE,
    mend:
      found === undefined
        ? {
            fr: "Diminuez le taux d’apprentissage, normalisez les données (entre 0 et 1, ou centrées), ou limitez le gradient (clipNorm).",
            en: "Lower the learning rate, normalise the data (between 0 and 1, or centred), or limit the gradient (clipNorm).",
          }
        : mendData(found.argument),
  });
}
