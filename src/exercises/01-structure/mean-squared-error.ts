import { functionExercise } from "../kinds.js";

type Inputs = [y: number[], predicted: number[]];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const squares = (y: readonly number[], p: readonly number[]) => sum(y.map((value, i) => (value - p[i]) ** 2));

export const meanSquaredError = functionExercise<Inputs>({
  id: "01-eqm",
  title: { fr: "L’erreur quadratique moyenne", en: "The mean squared error" },
  reference: (y, p) => squares(y, p) / y.length,
  inputs: [
    [
      [1, 2, 3],
      [1, 4, 2.5],
    ],
    [[0], [3]],
    [
      [5, -1, 2, 0],
      [4, 1, 2, -3],
    ],
  ],
  draw: (draw) => [2, 3, 5].map((length) => [draw.numbers(length, -5, 5), draw.numbers(length, -5, 5)]),
  mistakes: [
    {
      like: squares,
      why: {
        fr: "C’est la somme des carrés ; il reste à en prendre la moyenne.",
        en: "That is the sum of squares; its mean is asked for.",
      },
    },
    {
      like: (y, p) => squares(y, p) / (2 * y.length),
      why: {
        fr: "Le facteur ½ n’est pas dans cette définition (il l’est dans celle de `neuralnet`).",
        en: "The factor ½ is not in this definition (it is in `neuralnet`'s).",
      },
    },
    {
      like: (y, p) => Math.sqrt(squares(y, p) / y.length),
      why: { fr: "C’est sa racine carrée, l’écart quadratique moyen.", en: "That is its square root." },
    },
    {
      like: (y, p) => sum(y.map((value, i) => Math.abs(value - p[i]))) / y.length,
      why: {
        fr: "C’est la moyenne des valeurs absolues ; il faut les carrés.",
        en: "That is the mean of absolute values; squares are asked for.",
      },
    },
    {
      like: (y, p) => sum(y.map((value, i) => value - p[i])) / y.length,
      why: {
        fr: "Sans le carré, les écarts de signes contraires se compensent.",
        en: "Without the square, differences of opposite signs cancel.",
      },
    },
    {
      like: (y, p) => (sum(y.map((value, i) => value - p[i])) / y.length) ** 2,
      why: {
        fr: "Vous prenez le carré de la moyenne ; il faut la moyenne des carrés.",
        en: "You take the square of the mean; the mean of squares is asked for.",
      },
    },
    {
      like: (y, p) => squares(y, p) / 3,
      why: {
        fr: "Divisez par le nombre d’exemples, `y.length`, et non par un nombre fixe.",
        en: "Divide by the number of examples, `y.length`, not by a fixed number.",
      },
    },
  ],
  because: {
    fr: "Le carré rend tous les écarts positifs et punit surtout les grands ; la moyenne rend le résultat indépendant du nombre d’exemples.",
    en: "The square makes all differences positive and punishes the large ones most; the mean makes the result independent of how many examples there are.",
  },
  hints: [
    {
      fr: "Pour chaque i : l’écart `y[i] - prevu[i]`, au carré.",
      en: "For each i: the difference `y[i] - predicted[i]`, squared.",
    },
    {
      fr: "Additionnez ces carrés dans une boucle ; le carré s’écrit `** 2`.",
      en: "Add up these squares in a loop; the square is written `** 2`.",
    },
    { fr: "Divisez la somme par `y.length`.", en: "Divide the sum by `y.length`." },
  ],
  read: {
    fr: "section 5, « Prédire un nombre », la formule de l’EQM.",
    en: 'section 5, "Predicting a number", the formula of the MSE.',
  },
});
