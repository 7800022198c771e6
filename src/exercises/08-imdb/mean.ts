import { functionExercise } from "../kinds.js";

const columns = (vectors: readonly (readonly number[])[]) =>
  vectors[0].map((_, d) => vectors.map((vector) => vector[d]));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export const mean = functionExercise<[vectors: number[][]]>({
  id: "08-moyenne",
  title: { fr: "La moyenne des vecteurs", en: "The mean of the vectors" },
  reference: (vectors) => columns(vectors).map((values) => sum(values) / values.length),
  inputs: [
    [
      [
        [1, 2],
        [3, 6],
      ],
    ],
    [
      [
        [0.5, -1, 4],
        [1.5, 1, 0],
        [1, 3, -1],
        [-1, 1, 5],
      ],
    ],
    [[[2, -3, 1, 8]]],
    [[[1], [2], [6]]],
  ],
  draw: (draw) => [3, 4, 6].map((words) => [draw.matrix(words, 5, -3, 3)]),
  mistakes: [
    {
      like: (vectors) => columns(vectors).map(sum),
      why: {
        fr: "Vous avez la somme ; il reste à diviser par le nombre de mots, sinon une longue critique pèserait plus.",
        en: "You have the sum; it is still to be divided by the number of words, or a long review would weigh more.",
      },
    },
    {
      like: (vectors) => vectors.map((vector) => sum(vector) / vector.length),
      why: {
        fr: "Vous faites la moyenne des nombres de chaque mot ; c’est à travers les mots, dimension par dimension, qu’on la fait.",
        en: "You take the mean of each word's numbers; it is taken across the words, dimension by dimension.",
      },
    },
    {
      like: (vectors) => columns(vectors).map((values) => sum(values) / vectors[0].length),
      why: {
        fr: "Divisez par le nombre de mots, pas par le nombre de dimensions.",
        en: "Divide by the number of words, not by the number of dimensions.",
      },
    },
    {
      like: (vectors) => sum(vectors.flat()) / vectors.flat().length,
      why: {
        fr: "Il faut une moyenne par dimension : le résultat est un vecteur, long comme celui d’un mot.",
        en: "There is a mean for each dimension: the result is a vector, as long as a word's.",
      },
    },
    {
      like: (vectors) => columns(vectors).map((values) => Math.max(...values)),
      why: {
        fr: "C’est le plus grand (un max-pooling) ; on demande la moyenne.",
        en: "That is the largest (a max pooling); the mean is asked for.",
      },
    },
  ],
  because: {
    fr: "La moyenne, dimension par dimension, a toujours la longueur d’un vecteur, quelle que soit celle de la critique.",
    en: "The mean, dimension by dimension, always has the length of one vector, however long the review.",
  },
  hints: [
    {
      fr: "Le résultat a autant de nombres que le vecteur d’un mot.",
      en: "The result has as many numbers as the vector of a word.",
    },
    {
      fr: "Pour la dimension d, ajoutez tous les `vecteurs[i][d]`.",
      en: "For dimension d add up all `vectors[i][d]`.",
    },
    {
      fr: "Puis divisez par `vecteurs.length`. `vecteurs[0].map((_, d) => …)` parcourt les dimensions.",
      en: "Then divide by `vectors.length`. `vectors[0].map((_, d) => …)` goes through the dimensions.",
    },
  ],
  read: { fr: "section 4, « Un plongement ».", en: 'section 4, "An embedding".' },
});
