import { functionExercise } from "../kinds.js";
import { backwardPass } from "./course.js";
import { gradients, type GradientMistakes } from "./network.js";

type Inputs = [x: number[], y: number, h: number[], output: number, W2: number[]];

const like =
  (mistakes: GradientMistakes) =>
  (...inputs: Inputs) =>
    gradients(...inputs, mistakes);

/** [∂/∂W1, ∂/∂b1, ∂/∂W2, ∂/∂b2] for one example. */
export const backward = functionExercise<Inputs>({
  id: "09-arriere",
  title: { fr: "Vers l’arrière", en: "Backward" },
  reference: backwardPass,
  inputs: [
    [[2, 1], 1, [0.76, 0.9], 0.6, [2, -1]],
    [[-1, 0.5], 0, [0.3, -0.5, 0.8], 0.7, [-1, 1.5, 0.7]],
    [[0.5, -1, 2], 1, [0.4, -0.6], 0.3, [1.2, -0.8]],
  ],
  draw: (draw) =>
    [
      [2, 2],
      [3, 4],
    ].map(([hidden, inputs]) => [
      draw.numbers(inputs, -2, 2),
      draw.integer(0, 1),
      draw.numbers(hidden, -0.9, 0.9),
      draw.number(0.1, 0.9),
      draw.numbers(hidden, -2, 2),
    ]),
  mistakes: [
    {
      like: like({ sign: -1 }),
      why: { fr: "Le signe est inversé : δ = ŷ − y.", en: "The sign is reversed: δ = ŷ − y." },
    },
    {
      like: like({ slope: () => 1 }),
      why: {
        fr: "Il manque la dérivée de tanh dans la couche cachée, 1 − h².",
        en: "The derivative of tanh in the hidden layer, 1 − h², is missing.",
      },
    },
    {
      like: like({ slope: (h) => h * (1 - h) }),
      why: {
        fr: "h(1 − h) est la dérivée de la logistique ; celle de tanh est 1 − h².",
        en: "h(1 − h) is the logistic function's derivative; that of tanh is 1 − h².",
      },
    },
    {
      like: like({ throughWeights: false }),
      why: {
        fr: "Le chemin vers la sortie passe par le poids W2[i], que vous oubliez.",
        en: "The way to the output goes through the weight W2[i], which you forget.",
      },
    },
    {
      like: like({ outputSlope: true }),
      why: {
        fr: "Avec l’entropie croisée, ŷ(1 − ŷ) se simplifie : δ = ŷ − y, sans ce facteur.",
        en: "With cross-entropy ŷ(1 − ŷ) cancels: δ = ŷ − y, without that factor.",
      },
    },
    {
      like: (x, ...others) => gradients(x.slice(0, 2), ...others),
      why: {
        fr: "Juste pour deux entrées ; x peut en avoir davantage : une colonne de dW1 par entrée.",
        en: "Right for two inputs; x may have more: one column of dW1 per input.",
      },
    },
    {
      like: (...inputs) => {
        const [W1, b1, W2, b2] = gradients(...inputs);
        return [W1[0].map((_, j) => W1.map((row) => row[j])), b1, W2, b2];
      },
      why: {
        fr: "Le gradient de W1 est transposé : une ligne par neurone caché, une colonne par entrée.",
        en: "The gradient of W1 is transposed: one row per hidden neuron, one column per input.",
      },
    },
    {
      like: (...inputs) => {
        const [W1, b1, W2, b2] = gradients(...inputs);
        return [W1, b1.map(() => 0), W2, b2];
      },
      why: { fr: "Les biais b1 ont aussi un gradient : δᵢ.", en: "The biases b1 have a gradient too: δᵢ." },
    },
  ],
  because: {
    fr: "δ = ŷ − y part de la sortie, revient par les poids W2, et la dérivée de tanh, 1 − h², le freine là où le neurone sature.",
    en: "δ = ŷ − y starts at the output, comes back through the weights W2, and the derivative of tanh, 1 − h², damps it where the neuron saturates.",
  },
  hints: [
    {
      fr: "Commencez par la sortie : δ = ŷ − y. C’est aussi le gradient de b2.",
      en: "Start at the output: δ = ŷ − y. That is the gradient of b2 as well.",
    },
    {
      fr: "Pour chaque neurone caché : δᵢ = δ · W2[i] · (1 − h[i]²). C’est le gradient de b1[i].",
      en: "For each hidden neuron: δᵢ = δ · W2[i] · (1 − h[i]²). That is the gradient of b1[i].",
    },
    {
      fr: "W1 : δᵢ · x[j] ; W2 : δ · h[i]. Renvoyez [dW1, db1, dW2, db2].",
      en: "W1: δᵢ · x[j]; W2: δ · h[i]. Return [dW1, db1, dW2, db2].",
    },
  ],
  read: { fr: "section 5, « Vers l’arrière ».", en: 'section 5, "Backward".' },
});
