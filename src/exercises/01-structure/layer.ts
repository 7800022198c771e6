import { functionExercise } from "../kinds.js";
import { affine, logistic } from "../logistic.js";

type Inputs = [W: number[][], b: number[], x: number[]];

const transposed = (W: readonly number[][]) => W[0].map((_, j) => W.map((row) => row[j]));

export const layer = functionExercise<Inputs>({
  id: "01-couche",
  title: { fr: "Une couche en code", en: "A layer in code" },
  reference: (W, b, x) => W.map((row, i) => logistic(affine(x, row, b[i]))),
  inputs: [
    [
      [
        [1, -1],
        [0.5, 2],
      ],
      [0.5, -1],
      [2, 1],
    ],
    [[[2, -1]], [0.5], [0.3, 0.9]],
    [
      [
        [1, 0, 2],
        [0, 1, -1],
        [1, 1, 1],
        [2, 0, 0],
      ],
      [1, 2, 3, 4],
      [0.1, -0.2, 0.3],
    ],
  ],
  draw: (draw) =>
    [
      [2, 3],
      [3, 2],
      [4, 4],
    ].map(([neurons, inputs]) => [
      draw.matrix(neurons, inputs, -2, 2),
      draw.numbers(neurons, -1, 1),
      draw.numbers(inputs, -2, 2),
    ]),
  mistakes: [
    {
      like: (W, _, x) => W.map((row) => logistic(affine(x, row, 0))),
      why: { fr: "Les biais sont oubliés.", en: "The biases are forgotten." },
    },
    {
      like: (W, b, x) => W.map((row, i) => affine(x, row, b[i])),
      why: {
        fr: "Ce sont les sommes z ; il manque l’activation.",
        en: "Those are the sums z; the activation is missing.",
      },
    },
    {
      like: (W, b, x) => W.map((row) => logistic(affine(x, row, b[0]))),
      why: {
        fr: "Chaque neurone a son propre biais : `b[i]` pour le neurone i.",
        en: "Each neuron has its own bias: `b[i]` for neuron i.",
      },
    },
    {
      like: (W, b, x) =>
        W.map((row, i) => logistic(row.reduce((sum, weight, j) => sum + weight * x[j] + b[i], 0))),
      why: {
        fr: "Le biais est ajouté à chaque tour de la boucle ; il ne compte qu’une fois.",
        en: "The bias is added at each turn of the loop; it counts once.",
      },
    },
    {
      like: (W, b, x) =>
        (W.length === x.length ? transposed(W) : W).map((row, i) => logistic(affine(x, row, b[i]))),
      why: {
        fr: "La matrice est lue en colonnes : le neurone i utilise la ligne `W[i]`.",
        en: "The matrix is read by columns: neuron i uses the row `W[i]`.",
      },
    },
  ],
  because: {
    fr: "Une couche applique f à W x + b, ligne par ligne : une ligne de W par neurone.",
    en: "A layer applies f to W x + b, row by row: one row of W a neuron.",
  },
  hints: [
    {
      fr: "La ligne `W[i]` contient les poids du neurone i, et `b[i]` son biais.",
      en: "The row `W[i]` holds the weights of neuron i, `b[i]` its bias.",
    },
    {
      fr: "Pour chaque ligne : partez de `b[i]`, ajoutez les produits `W[i][j] * x[j]`, puis appliquez f.",
      en: "For each row: start from `b[i]`, add the products `W[i][j] * x[j]`, then apply f.",
    },
    {
      fr: "`W.map((poids, i) => …)` construit le tableau des sorties, une par ligne.",
      en: "`W.map((row, i) => …)` builds the array of outputs, one a row.",
    },
  ],
  read: { fr: "section 4, « La valeur d’un neurone ».", en: 'section 4, "The value of a neuron".' },
});
