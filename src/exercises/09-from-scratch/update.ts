import { functionExercise } from "../kinds.js";
import { gradientStep } from "./course.js";

type Inputs = [W: number[][], dW: number[][], eta: number];

const each =
  (f: (w: number, d: number, eta: number) => number) => (W: number[][], dW: number[][], eta: number) =>
    W.map((row, i) => row.map((w, j) => f(w, dW[i][j], eta)));

/** W − η dW for a matrix. */
export const update = functionExercise<Inputs>({
  id: "09-mise-a-jour",
  title: { fr: "La mise à jour", en: "The update" },
  reference: gradientStep,
  inputs: [
    [
      [
        [1, 2],
        [3, 4],
      ],
      [
        [0.5, -1],
        [0, 2],
      ],
      0.1,
    ],
    [[[0.2, -0.3, 0.7]], [[1, 2, 3]], 0.5],
  ],
  draw: (draw) =>
    [
      [2, 3],
      [3, 2],
    ].map(([rows, columns]) => [
      draw.matrix(rows, columns, -1, 1),
      draw.matrix(rows, columns, -1, 1),
      draw.number(0.05, 0.9),
    ]),
  whenInputsChange: {
    fr: "Les valeurs sont justes, mais la fonction change `W` lui-même : construisez un nouveau tableau (`W.map(…)`), et laissez `W` tel quel.",
    en: "The values are right, but the function changes `W` itself: make a new array (`W.map(…)`), and leave `W` as it is.",
  },
  mistakes: [
    {
      like: each((w, d, eta) => w + eta * d),
      why: {
        fr: "Vous montez : le pas se fait contre le gradient.",
        en: "You climb: the step goes against the gradient.",
      },
    },
    {
      like: each((w, d) => w - d),
      why: { fr: "Le taux d’apprentissage η n’est pas utilisé.", en: "The learning rate η is not used." },
    },
    {
      like: each((_, d, eta) => -eta * d),
      why: { fr: "C’est le déplacement ; ajoutez-le à W.", en: "That is the move; add it to W." },
    },
    {
      like: each((w, d, eta) => eta * (w - d)),
      why: { fr: "η ne multiplie que le gradient, pas W.", en: "η multiplies the gradient only, not W." },
    },
    {
      like: (W, dW, eta) => W.map((row, i) => row.map((w) => w - eta * dW[i][0])),
      why: {
        fr: "Chaque poids a sa propre dérivée : dW[i][j].",
        en: "Each weight has its own derivative: dW[i][j].",
      },
    },
  ],
  because: {
    fr: "Chaque poids descend contre sa propre dérivée, et η dit de combien.",
    en: "Each weight goes down against its own derivative, and η says how far.",
  },
  hints: [
    {
      fr: "Deux `map` l’un dans l’autre : un pour les lignes, un pour les colonnes.",
      en: "Two `map`s, one inside the other: one for the rows, one for the columns.",
    },
    {
      fr: "Le nouveau poids est l’ancien moins η fois sa dérivée.",
      en: "The new weight is the old one minus η times its derivative.",
    },
    {
      fr: "`W.map((ligne, i) => ligne.map((w, j) => …))`, avec dW[i][j].",
      en: "`W.map((row, i) => row.map((w, j) => …))`, with dW[i][j].",
    },
  ],
  read: { fr: "section 6, « Mettre à jour ».", en: 'section 6, "Updating".' },
});
