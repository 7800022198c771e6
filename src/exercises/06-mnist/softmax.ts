import { functionExercise } from "../kinds.js";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const shares = (values: readonly number[]) => values.map((value) => value / sum(values));

export const softmax = functionExercise<[z: number[]]>({
  id: "06-softmax",
  title: { fr: "La fonction softmax", en: "The softmax function" },
  reference: (z) => shares(z.map(Math.exp)),
  inputs: [[[0, 0]], [[1, 2, 3]], [[-1, 4, 0.5, 0.5]], [[2]]],
  draw: (draw) => [2, 4, 6].map((length) => [draw.numbers(length, -4, 4)]),
  mistakes: [
    {
      like: (z) => z.map(Math.exp),
      why: {
        fr: "Vos valeurs ne somment pas à 1 : il reste à diviser par leur somme.",
        en: "Your values do not sum to 1: they are still to be divided by their sum.",
      },
    },
    {
      like: (z) => shares(z),
      why: {
        fr: "Vous divisez par la somme, mais sans l’exponentielle : un z négatif donnerait une probabilité négative.",
        en: "You divide by the sum, without the exponential: a negative z would give a negative probability.",
      },
    },
    {
      like: (z) => shares(z.map((value) => Math.exp(-value))),
      why: {
        fr: "Le signe est inversé : le plus grand z doit recevoir la plus grande probabilité.",
        en: "The sign is reversed: the largest z must get the largest probability.",
      },
    },
    {
      like: (z) => z.map((value) => Math.exp(value) / z.length),
      why: {
        fr: "Divisez par la somme des exponentielles, pas par leur nombre.",
        en: "Divide by the sum of the exponentials, not by their number.",
      },
    },
    {
      like: (z) => z.map((value) => 1 / (1 + Math.exp(-value))),
      why: {
        fr: "C’est la logistique appliquée à chaque valeur ; la somme ne fait pas 1.",
        en: "That is the logistic function of each value; the sum is not 1.",
      },
    },
    {
      like: (z) => z.map((value) => (value === Math.max(...z) ? 1 : 0)),
      why: {
        fr: "C’est le maximum « dur » ; softmax en est la version douce.",
        en: "That is the hard maximum; softmax is its soft version.",
      },
    },
  ],
  because: {
    fr: "L’exponentielle rend tout positif et garde l’ordre ; la division fait que la somme vaut 1.",
    en: "The exponential makes all positive and keeps the order; the division makes the sum 1.",
  },
  hints: [
    {
      fr: "Deux étapes : rendre tous les nombres positifs, puis les ramener à une somme de 1.",
      en: "Two steps: make all numbers positive, then bring their sum to 1.",
    },
    {
      fr: "Pour les rendre positifs : `Math.exp`. Gardez ces exponentielles dans un tableau.",
      en: "To make them positive: `Math.exp`. Keep the exponentials in an array.",
    },
    {
      fr: "Calculez la somme du tableau, puis divisez chaque exponentielle par cette somme.",
      en: "Compute the sum of the array, then divide each exponential by it.",
    },
  ],
  read: { fr: "section 3, « Le modèle de l’énoncé ».", en: 'section 3, "The practical\'s model".' },
});
