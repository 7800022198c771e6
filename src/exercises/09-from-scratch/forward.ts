import { functionExercise } from "../kinds.js";
import { affine, logistic } from "../logistic.js";
import { forwardPass } from "./course.js";
import { hiddenValues, outputOf } from "./network.js";

type Inputs = [W1: number[][], b1: number[], W2: number[], b2: number, x: number[]];

const network =
  (f: (z: number) => number, last: (z: number) => number, bias = true) =>
  (...[W1, b1, W2, b2, x]: Inputs) => {
    const h = hiddenValues(W1, bias ? b1 : b1.map(() => 0), x, f);
    return [h, last(affine(h, W2, bias ? b2 : 0))];
  };

/** [h, ŷ] for any number of hidden neurons and inputs. */
export const forward = functionExercise<Inputs>({
  id: "09-avant",
  title: { fr: "Vers l’avant", en: "Forward" },
  reference: forwardPass,
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
    ],
    [
      [
        [0.3, 0.8],
        [-0.6, 0.1],
        [1, 1],
      ],
      [0.2, 0.4, -0.3],
      [-1, 1.5, 0.7],
      -0.3,
      [-1, 0.5],
    ],
    [
      [
        [0.4, -0.7, 0.9],
        [-0.2, 0.6, 0.3],
      ],
      [0.1, -0.5],
      [1.2, -0.8],
      0.2,
      [0.5, -1, 2],
    ],
  ],
  draw: (draw) =>
    [
      [2, 2],
      [4, 3],
    ].map(([hidden, inputs]) => [
      draw.matrix(hidden, inputs, -1, 1),
      draw.numbers(hidden, -1, 1),
      draw.numbers(hidden, -1, 1),
      draw.number(-1, 1),
      draw.numbers(inputs, -2, 2),
    ]),
  mistakes: [
    {
      like: network(logistic, logistic),
      why: {
        fr: "La couche cachée utilise ici tanh, pas la logistique.",
        en: "The hidden layer uses tanh here, not the logistic function.",
      },
    },
    {
      like: network(Math.tanh, (z) => z),
      why: {
        fr: "Il manque l’activation de la sortie : ŷ = σ(z).",
        en: "The output's activation is missing: ŷ = σ(z).",
      },
    },
    {
      like: network((z) => z, logistic),
      why: {
        fr: "Il manque l’activation de la couche cachée : h = tanh(z).",
        en: "The hidden layer's activation is missing: h = tanh(z).",
      },
    },
    {
      like: network(Math.tanh, Math.tanh),
      why: {
        fr: "La sortie est une probabilité : σ, pas tanh.",
        en: "The output is a probability: σ, not tanh.",
      },
    },
    {
      like: network(Math.tanh, logistic, false),
      why: { fr: "Les biais b1 et b2 ne sont pas comptés.", en: "The biases b1 and b2 are not counted." },
    },
    {
      like: (W1, b1, W2, b2, x) =>
        forwardPass(
          W1.map((row) => row.slice(0, 2)),
          b1,
          W2,
          b2,
          x.slice(0, 2),
        ),
      why: {
        fr: "Juste pour deux entrées ; x peut en avoir davantage : faites une boucle sur toutes.",
        en: "Right for two inputs; x may have more: loop over all of them.",
      },
    },
    {
      like: (...[W1, b1, W2, b2, x]) => outputOf(W2, b2, hiddenValues(W1, b1, x)),
      why: {
        fr: "Renvoyez aussi h : la rétropropagation en aura besoin. L’ordre est [h, sortie].",
        en: "Return h as well: backpropagation will need it. The order is [h, output].",
      },
    },
    {
      like: (...inputs) => {
        const [h, output] = network(Math.tanh, logistic)(...inputs);
        return [output, h];
      },
      why: { fr: "L’ordre attendu est [h, sortie].", en: "The expected order is [h, output]." },
    },
  ],
  because: {
    fr: "On garde les valeurs cachées h, car le calcul vers l’arrière en a besoin pour les dérivées.",
    en: "The hidden values h are kept, since the backward computation needs them for the derivatives.",
  },
  hints: [
    {
      fr: "Une ligne de W1 par neurone caché : `W1.map((ligne, i) => …)`.",
      en: "One row of W1 per hidden neuron: `W1.map((row, i) => …)`.",
    },
    {
      fr: "hᵢ = tanh(W1ᵢ · x + b1ᵢ), puis z = W2 · h + b2.",
      en: "hᵢ = tanh(W1ᵢ · x + b1ᵢ), then z = W2 · h + b2.",
    },
    {
      fr: "Renvoyez `[h, 1 / (1 + Math.exp(-z))]`, h étant un tableau.",
      en: "Return `[h, 1 / (1 + Math.exp(-z))]`, h being an array.",
    },
  ],
  read: { fr: "section 3, « Vers l’avant ».", en: 'section 3, "Forward".' },
});
