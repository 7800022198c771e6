/** Numbers that are none (NaN, infinite): found in the data where they came from there. */
import { NumericError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";
import { isInteger } from "../tensor/dtype.js";
import type { Tensor } from "../tensor/tensor.js";
import type { Examined } from "./batches.js";

interface Odd {
  /** `x` or `y`. */
  readonly argument: string;
  readonly value: number;
  /** The example that it is in. */
  readonly example: number;
}

function oddIn(tensors: readonly Tensor[], argument: string): Odd | undefined {
  for (const { data, shape, dtype } of tensors) {
    // Integers are always finite.
    const at = isInteger(dtype) ? -1 : data.findIndex((value) => !Number.isFinite(value));
    if (at >= 0) return { argument, value: data[at], example: Math.floor(at / (data.length / shape[0])) };
  }
  return undefined;
}

function findOdd({ inputs, targets }: Examined): Odd | undefined {
  return oddIn(inputs, "x") ?? oddIn(targets, "y");
}

function mendData(argument: string): Sentence {
  return {
    fr: `${argument} contient des valeurs qui ne sont pas des nombres finis (NaN ou infini) : retirez ou remplacez-les.`,
    en: `${argument} holds values that are no finite numbers (NaN or infinite): remove or replace them.`,
  };
}

const FINITE: Sentence = { fr: "un nombre fini", en: "a finite number" };

/**
 * Examples to evaluate: one number that is none would make every result of every epoch none.
 * @param first the number of the first of them in the data they were cut from
 * @throws NumericError that names the first example with such a number
 */
export function checkFinite(examples: Examined, where: string, first = 0): void {
  const odd = findOdd(examples);
  if (odd !== undefined)
    throw new NumericError({
      where,
      argument: `${odd.argument}[${first + odd.example}]`,
      received: String(odd.value),
      expected: FINITE,
      mend: mendData(odd.argument),
    });
}

/**
 * A loss that is no number ends a training: nothing can be learned from it.
 * @param when when it came, after "a loss of NaN"
 * @throws NumericError that names what is wrong with these examples, or says what else helps
 */
export function checkLoss(loss: number, where: string, when: Sentence, examples: Examined): void {
  if (Number.isFinite(loss)) return;
  // Only now: a batch makes its inputs when they are asked for.
  const odd = findOdd(examples);
  throw new NumericError({
    where,
    argument: odd?.argument ?? "loss",
    received: { fr: `une perte ${loss}${when.fr}`, en: `a loss of ${loss}${when.en}` },
    expected: FINITE,
    mend:
      odd === undefined
        ? {
            fr: "Diminuez le taux d’apprentissage, normalisez les données (entre 0 et 1, ou centrées), ou limitez le gradient (clipNorm).",
            en: "Lower the learning rate, normalise the data (between 0 and 1, or centred), or limit the gradient (clipNorm).",
          }
        : mendData(odd.argument),
  });
}
