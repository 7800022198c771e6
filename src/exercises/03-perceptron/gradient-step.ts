import { functionExercise } from "../kinds.js";
import { logistic } from "../logistic.js";

type Inputs = [weights: number[], x: number[], y: number, eta: number];

/** The step for one example with E = ½ (ŷ − y)², with parts that a typical mistake changes. */
function step(
  [b, w1, w2]: number[],
  [x1, x2]: number[],
  y: number,
  eta: number,
  part = { slope: true, sign: -1, bias: true, eta: true, difference: 1 },
): number[] {
  const output = logistic(b + w1 * x1 + w2 * x2);
  const delta = part.difference * (output - y) * (part.slope ? output * (1 - output) : 1);
  const rate = part.sign * (part.eta ? eta : 1);
  return [b + (part.bias ? rate * delta : 0), w1 + rate * delta * x1, w2 + rate * delta * x2];
}

const all = { slope: true, sign: -1, bias: true, eta: true, difference: 1 };
const like =
  (change: Partial<typeof all>) =>
  (...inputs: Inputs) =>
    step(...inputs, { ...all, ...change });

/** [b, w₁, w₂] after one step of gradient descent. */
export const gradientStep = functionExercise<Inputs>({
  id: "03-pas",
  title: { fr: "Un pas de gradient", en: "One gradient step" },
  reference: (weights, x, y, eta) => step(weights, x, y, eta),
  inputs: [
    [[0, 0, 0], [1, 2], 1, 0.5],
    [[-1, 0.5, 0.25], [3, -1], 0, 0.1],
    [[0.2, -0.3, 0.4], [0, 0], 1, 2],
    [[1, 1, 1], [-1, 0.5], 0, 1],
  ],
  draw: (draw) =>
    draw.several(3, (_, i) => [draw.numbers(3, -1, 1), draw.numbers(2, -3, 3), i % 2, draw.number(0.05, 2)]),
  mistakes: [
    {
      like: like({ sign: 1 }),
      why: {
        fr: "Vous montez la pente : l’erreur augmente. Le pas se fait contre le gradient.",
        en: "You climb: the error grows. The step goes against the gradient.",
      },
    },
    {
      like: like({ slope: false }),
      why: {
        fr: "Il manque la dérivée de l’activation, σ′(z) = ŷ(1 − ŷ), dans la règle de la chaîne.",
        en: "The activation's derivative, σ′(z) = ŷ(1 − ŷ), is missing from the chain rule.",
      },
    },
    {
      like: like({ bias: false }),
      why: {
        fr: "Les poids bougent, mais pas le biais : lui aussi s’apprend (son « entrée » vaut 1).",
        en: "The weights move but the bias does not: it is learned too (its “input” is 1).",
      },
    },
    {
      like: like({ eta: false }),
      why: { fr: "Le taux d’apprentissage η n’est pas utilisé.", en: "The learning rate η is not used." },
    },
    {
      like: like({ difference: 2 }),
      why: {
        fr: "Un facteur 2 de trop : il se simplifie avec le ½ de l’erreur.",
        en: "A factor 2 too many: it cancels with the ½ of the error.",
      },
    },
    {
      like: (...[weights, x, y, eta]) => step(weights, x, y, eta).map((value, i) => weights[i] - value),
      why: {
        fr: "C’est le déplacement ; renvoyez les nouveaux poids.",
        en: "That is the move; return the new weights.",
      },
    },
    {
      like: (...[weights, x, y, eta]) => step(weights, x, y, eta).map((value, i) => value - weights[i]),
      why: {
        fr: "C’est le déplacement ; renvoyez les nouveaux poids.",
        en: "That is the move; return the new weights.",
      },
    },
    {
      like: (...[weights, x, y, eta]) => {
        const [b, w1, w2] = step(weights, x, y, eta);
        return [w1, w2, b];
      },
      why: {
        fr: "Les valeurs sont bonnes, mais l’ordre attendu est [b, w₁, w₂].",
        en: "The values are right; the expected order is [b, w₁, w₂].",
      },
    },
  ],
  because: {
    fr: "Chaque paramètre fait un pas contre sa dérivée ; celle du biais est δ, celle d’un poids est δ fois son entrée.",
    en: "Each parameter makes a step against its derivative; the bias's is δ, a weight's is δ times its input.",
  },
  hints: [
    {
      fr: "Calculez d’abord z, puis ŷ, puis δ = (ŷ − y) · ŷ · (1 − ŷ).",
      en: "First compute z, then ŷ, then δ = (ŷ − y) · ŷ · (1 − ŷ).",
    },
    {
      fr: "La dérivée de l’erreur par rapport à w₁ est δ · x₁ ; par rapport à b, c’est δ.",
      en: "The derivative of the error with respect to w₁ is δ · x₁; with respect to b it is δ.",
    },
    {
      fr: "Chaque nouveau poids est l’ancien moins `eta` fois sa dérivée ; renvoyez-les dans l’ordre [b, w₁, w₂].",
      en: "Each new weight is the old one minus `eta` times its derivative; return them in the order [b, w₁, w₂].",
    },
  ],
  read: { fr: "section 9, « Apprendre à la main ».", en: 'section 9, "Learning by hand".' },
});
