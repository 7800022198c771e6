/** Recognises the usual mistakes in a gradient by the numbers that they lead to. */
import { formatNumber, type Sentence } from "../../language/language.js";
import type { Comparison } from "./differences.js";

export type MistakeKind =
  | "sign"
  | "missingMean"
  | "meanTwice"
  | "factor"
  | "transposed"
  | "forgotten"
  | "shape"
  | "partly"
  | "unknown";

export interface Mistake {
  readonly kind: MistakeKind;
  readonly explanation: Sentence;
}

/** The parameter whose gradient is wrong. */
export interface Suspect {
  readonly name: string;
  readonly shape: readonly number[];
  /** The whole gradient to check. */
  readonly gradient: ArrayLike<number>;
  /** How many examples the loss is a mean of, where that is known. */
  readonly examples: number | undefined;
}

/** Numbers that differ by less than this share of the largest count as equal. */
const CLOSE = 1e-3;

/** The most likely mistake in a gradient that does not agree everywhere. */
export function findMistake(comparisons: readonly Comparison[], suspect: Suspect): Mistake {
  const computed = comparisons.map((each) => each.computed);
  const expected = comparisons.map((each) => each.expected);
  if (computed.every((value) => value === 0)) return forgotten(suspect);
  const factor = commonFactor(computed, expected);
  if (factor !== undefined) return scaled(factor, suspect.examples);
  if (isTransposed(comparisons, suspect)) {
    return {
      kind: "transposed",
      explanation: {
        fr: "ce gradient est le bon, transposé : échangez les deux facteurs du produit (Xᵀ G, et non Gᵀ X)",
        en: "this is the right gradient, transposed: swap the two factors of the product (Xᵀ G, not Gᵀ X)",
      },
    };
  }
  const right = comparisons.filter(({ agrees }) => agrees).length;
  if (right > 0) {
    const share = formatNumber(right / comparisons.length, { style: "percent", maximumFractionDigits: 0 });
    return {
      kind: "partly",
      explanation: {
        fr: `${share} des valeurs sont justes : il manque un terme aux autres, ou une dérivée est fausse de leur côté`,
        en: `${share} of the values are right: the others lack a term, or a derivative is wrong on their side`,
      },
    };
  }
  return {
    kind: "unknown",
    explanation: {
      fr: "aucune erreur habituelle ne lui ressemble : vérifiez chaque dérivée locale, une par une",
      en: "it looks like none of the usual mistakes: check each local derivative, one by one",
    },
  };
}

function forgotten({ name, shape }: Suspect): Mistake {
  const bias = shape.length <= 1 && /b/i.test(name.slice(name.lastIndexOf("/") + 1));
  return {
    kind: "forgotten",
    explanation: bias
      ? {
          fr: "le biais est oublié : son gradient est la somme de celui des sorties sur les exemples",
          en: "the bias is forgotten: its gradient is that of the outputs summed over the examples",
        }
      : {
          fr: "ce paramètre est oublié : rien ne revient jusqu’à lui",
          en: "this parameter is forgotten: no gradient reaches it",
        },
  };
}

/** The number c with computed = c · expected everywhere; undefined where there is none. */
function commonFactor(computed: readonly number[], expected: readonly number[]): number | undefined {
  const sum = (f: (i: number) => number) => computed.reduce((total, _, i) => total + f(i), 0);
  const factor = sum((i) => computed[i] * expected[i]) / sum((i) => expected[i] ** 2);
  const largest = Math.max(...computed.map(Math.abs));
  return Number.isFinite(factor) &&
    computed.every((value, i) => Math.abs(value - factor * expected[i]) <= CLOSE * largest)
    ? factor
    : undefined;
}

function scaled(factor: number, examples: number | undefined): Mistake {
  const is = (value: number) => Math.abs(factor - value) <= CLOSE * Math.abs(value);
  if (is(-1))
    return {
      kind: "sign",
      explanation: { fr: "le signe est inversé", en: "the sign is the wrong way round" },
    };
  const count = Math.round(factor);
  const times = formatNumber(factor, { maximumSignificantDigits: 4 });
  if (examples === undefined ? count >= 3 && is(count) : examples > 1 && is(examples)) {
    return {
      kind: "missingMean",
      explanation: {
        fr: `il est ${count} fois trop grand : la perte est une moyenne sur ${count} exemple(s), le facteur 1/${count} manque`,
        en: `it is ${count} times too large: the loss is a mean over ${count} example(s), the factor 1/${count} is missing`,
      },
    };
  }
  if (examples !== undefined && examples > 1 && is(1 / examples)) {
    return {
      kind: "meanTwice",
      explanation: {
        fr: `il est ${examples} fois trop petit : on a divisé deux fois par le nombre d’exemples`,
        en: `it is ${examples} times too small: it was divided twice by the number of examples`,
      },
    };
  }
  const square =
    is(0.5) || is(2)
      ? { fr: " (le 2 de la dérivée du carré ?)", en: " (the 2 of the square's derivative?)" }
      : { fr: "", en: "" };
  return {
    kind: "factor",
    explanation: {
      fr: `il vaut partout ${times} fois la bonne valeur${square.fr}`,
      en: `it is ${times} times the right value throughout${square.en}`,
    },
  };
}

/** Whether the gradient, read as [columns, rows] instead of [rows, columns], is right. */
function isTransposed(comparisons: readonly Comparison[], { shape, gradient }: Suspect): boolean {
  if (shape.length !== 2 || shape[0] === 1 || shape[1] === 1) return false;
  const [rows, columns] = shape;
  const largest = Math.max(...comparisons.map(({ expected }) => Math.abs(expected)));
  return comparisons.every(({ position, expected }) => {
    const [row, column] = [Math.floor(position / columns), position % columns];
    return Math.abs(gradient[column * rows + row] - expected) <= CLOSE * largest;
  });
}
