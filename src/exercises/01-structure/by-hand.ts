import { same } from "../compare.js";
import type { Exercise } from "../exercise.js";
import { logistic } from "../logistic.js";
import type { Sentence } from "../../language/language.js";

const values = (first: (z: number) => number, last: (z: number) => number, bias = 1): number[] => {
  const [h11, h21] = [first(2 - 1), first(1 + 2 - bias)];
  return [h11, h21, last(2 * h11 - h21 + 0.5 * bias)];
};
const identity = (z: number) => z;
const TOLERANCE = { absolute: 0.0056, relative: 0 };

const MISTAKES: readonly { readonly like: readonly number[]; readonly why: Sentence }[] = [
  {
    like: values(identity, identity),
    why: {
      fr: "Ce sont les sommes z ; il manque l’activation, à chaque couche.",
      en: "Those are the sums z; the activation is missing in each layer.",
    },
  },
  {
    like: values(logistic, identity),
    why: {
      fr: "Les deux premières valeurs sont justes ; l’activation manque à la dernière.",
      en: "The first two are right; the activation is missing from the last.",
    },
  },
  {
    like: values(logistic, logistic, 0),
    why: { fr: "Les biais sont oubliés.", en: "The biases are forgotten." },
  },
];

const EXPECTED = values(logistic, logistic);

/** A sentence about the typical mistake, or else about the first wrong value. */
function complaint(received: readonly unknown[], isRight: readonly boolean[]): Sentence {
  const mistake = MISTAKES.find(({ like }) => same(received, like, TOLERANCE));
  if (mistake !== undefined) return mistake.why;
  if (same([received[1], received[0]], EXPECTED.slice(0, 2), TOLERANCE))
    return { fr: "Les deux premières valeurs sont échangées.", en: "The first two values are exchanged." };
  const first = isRight.indexOf(false);
  const name = ["h₁,₁", "h₂,₁", "h₁,₂"][first];
  return {
    fr:
      first === 0
        ? `La valeur de ${name} n’est pas juste.`
        : `${first === 1 ? "La première valeur est juste" : "Les deux premières valeurs sont justes"} ; la valeur de ${name} ne l’est pas.`,
    en: `The value of ${name} is not right${first === 0 ? "" : "; those before it are"}.`,
  };
}

/** h₁₁ = σ(1), h₂₁ = σ(2), h₁₂ = σ(2 h₁₁ − h₂₁ + 0.5); each right value earns a third of the points. */
export const byHand: Exercise = {
  id: "01-a-la-main",
  title: { fr: "Trois neurones à la main", en: "Three neurons by hand" },
  form: {
    fr: "Réponse attendue : trois nombres (les décimales avec un point : 0.5).",
    en: "Expected: three numbers (decimals with a point: 0.5).",
  },
  probe: { kind: "value" },
  judge: (observed) => {
    const received = observed.kind === "value" ? observed.value : undefined;
    if (!Array.isArray(received) || received.length !== 3)
      return {
        right: false,
        why: {
          fr: "La réponse attendue est un tableau de trois nombres.",
          en: "The answer should be an array of three numbers.",
        },
      };
    const isRight = EXPECTED.map((value, i) => same(received[i], value, TOLERANCE));
    if (isRight.every(Boolean)) return { right: true };
    return {
      right: false,
      why: complaint(received, isRight),
      credit: isRight.filter(Boolean).length / EXPECTED.length,
    };
  },
  because: {
    fr: "Chaque neurone fait la même chose : une somme pondérée, le biais, puis l’activation, dont le résultat sert d’entrée à la couche suivante.",
    en: "Each neuron does the same: a weighted sum, the bias, then the activation, whose result is an input of the next layer.",
  },
  hints: [
    { fr: "Pour h₁,₁, la somme est 1 × 2 + (−1) × 1 + 0.", en: "For h₁,₁ the sum is 1 × 2 + (−1) × 1 + 0." },
    {
      fr: "Pour h₂,₁, la somme est 0,5 × 2 + 2 × 1 − 1. Appliquez f aux deux sommes avant de passer à la couche suivante.",
      en: "For h₂,₁ the sum is 0.5 × 2 + 2 × 1 − 1. Apply f to both sums before the next layer.",
    },
    {
      fr: "h₁,₂ = f(2 h₁,₁ − h₂,₁ + 0,5), où h₁,₁ et h₂,₁ sont déjà passés par f.",
      en: "h₁,₂ = f(2 h₁,₁ − h₂,₁ + 0.5), where h₁,₁ and h₂,₁ have been through f.",
    },
  ],
  read: {
    fr: "section 4, « La valeur d’un neurone », les formules.",
    en: 'section 4, "The value of a neuron", the formulas.',
  },
};
