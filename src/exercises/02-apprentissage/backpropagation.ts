import { functionExercise } from "../kinds.js";
import { affine, logistic } from "../logistic.js";

type Inputs = [W1: number[][], b1: number[], W2: number[], b2: number, x: number[], y: number];

const PARTS = { output: true, hidden: true, weights: true, sign: 1 };

/**
 * ∂E/∂W1 for E = ½ (ŷ − y)², one row per hidden neuron; `parts` leaves out factors, as in typical mistakes.
 */
function gradient([W1, b1, W2, b2, x, y]: Inputs, parts = PARTS): number[][] {
  const h = W1.map((row, i) => logistic(affine(x, row, b1[i])));
  const output = logistic(affine(h, W2, b2));
  const delta = parts.sign * (output - y) * (parts.output ? output * (1 - output) : 1);
  return h.map((value, i) =>
    x.map((input) => delta * (parts.weights ? W2[i] : 1) * (parts.hidden ? value * (1 - value) : 1) * input),
  );
}
const without =
  (change: Partial<typeof PARTS>) =>
  (...inputs: Inputs) =>
    gradient(inputs, { ...PARTS, ...change });

export const backpropagation = functionExercise<Inputs>({
  id: "02-retropropagation",
  title: { fr: "La rétropropagation", en: "Backpropagation" },
  reference: (...inputs) => gradient(inputs),
  inputs: [
    [
      [
        [1, -1],
        [0.5, 2],
      ],
      [0, -1],
      [2, -1],
      0.5,
      [2, 1],
      1,
    ],
    [
      [
        [0.3, 0.8],
        [-0.6, 0.1],
      ],
      [0.2, 0.4],
      [-1, 1.5],
      -0.3,
      [-1, 0.5],
      0,
    ],
    [
      [
        [2, 0],
        [0, 2],
      ],
      [0, 0],
      [1, 1],
      0,
      [0.5, 1],
      1,
    ],
  ],
  draw: (draw) =>
    draw.several(3, (_, i) => [
      draw.matrix(2, 2, -2, 2),
      draw.numbers(2, -1, 1),
      draw.numbers(2, -2, 2),
      draw.number(-1, 1),
      draw.numbers(2, -2, 2),
      i % 2,
    ]),
  mistakes: [
    {
      like: without({ hidden: false }),
      why: {
        fr: "Il manque la dérivée de l’activation de la couche cachée, h(1 − h).",
        en: "The derivative of the hidden layer's activation, h(1 − h), is missing.",
      },
    },
    {
      like: without({ output: false }),
      why: {
        fr: "Il manque la dérivée de l’activation de la sortie, ŷ(1 − ŷ).",
        en: "The derivative of the output's activation, ŷ(1 − ŷ), is missing.",
      },
    },
    {
      like: without({ weights: false }),
      why: {
        fr: "Le chemin vers la sortie passe par le poids W2[i], que vous oubliez.",
        en: "The way to the output goes through the weight W2[i], which you forget.",
      },
    },
    {
      like: without({ sign: -1 }),
      why: {
        fr: "Le signe est inversé : l’écart est ŷ − y.",
        en: "The sign is reversed: the difference is ŷ − y.",
      },
    },
    {
      like: without({ sign: 2 }),
      why: {
        fr: "Un facteur 2 de trop : il se simplifie avec le ½ de l’erreur.",
        en: "A factor 2 too many: it cancels with the ½ of the error.",
      },
    },
    {
      like: (...inputs) => {
        const g = gradient(inputs);
        return g[0].map((_, j) => g.map((row) => row[j]));
      },
      why: {
        fr: "Les lignes et les colonnes sont échangées : une ligne par neurone caché.",
        en: "Rows and columns are exchanged: one row a hidden neuron.",
      },
    },
    {
      like: without({ hidden: false, output: false }),
      why: {
        fr: "Il manque les dérivées des activations, à la sortie et dans la couche cachée.",
        en: "The activations' derivatives are missing, in the output and the hidden layer.",
      },
    },
  ],
  because: {
    fr: "La rétropropagation n’est que la règle de la chaîne, de la sortie vers l’entrée : chaque facteur est la dérivée d’une étape du calcul vers l’avant.",
    en: "Backpropagation is the chain rule from the output to the input: each factor is the derivative of one step of the forward computation.",
  },
  hints: [
    {
      fr: "Calculez d’abord vers l’avant : les deux h, puis ŷ. Gardez-les.",
      en: "First compute forward: both h, then ŷ. Keep them.",
    },
    {
      fr: "À la sortie, δ = (ŷ − y) ŷ (1 − ŷ). Pour le neurone caché i : δᵢ = δ · W2[i] · h[i] · (1 − h[i]).",
      en: "At the output δ = (ŷ − y) ŷ (1 − ŷ). For hidden neuron i: δᵢ = δ · W2[i] · h[i] · (1 − h[i]).",
    },
    {
      fr: "La dérivée par rapport à W1[i][j] est δᵢ · x[j] : une ligne par neurone caché, une colonne par entrée.",
      en: "The derivative with respect to W1[i][j] is δᵢ · x[j]: one row a hidden neuron, one column an input.",
    },
  ],
  read: { fr: "section 7, « La rétropropagation ».", en: 'section 7, "Backpropagation".' },
});
