import { functionExercise } from "../kinds.js";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const diagonal = (counts: readonly number[][]) => sum(counts.map((row, i) => row[i]));
const total = (counts: readonly number[][]) => sum(counts.map(sum));

/** The share of right answers, which stand on the diagonal. */
export const accuracy = functionExercise<[counts: number[][]]>({
  id: "03-exactitude",
  title: { fr: "L’exactitude", en: "Accuracy" },
  reference: (counts) => diagonal(counts) / total(counts),
  inputs: [
    [
      [
        [95, 5],
        [12, 88],
      ],
    ],
    [
      [
        [10, 30],
        [0, 60],
      ],
    ],
    [
      [
        [5, 1, 0],
        [2, 7, 1],
        [0, 0, 4],
      ],
    ],
  ],
  draw: (draw) =>
    [2, 2, 4].map((classes) => [
      draw.several(classes, () => draw.several(classes, () => draw.integer(1, 60))),
    ]),
  mistakes: [
    {
      like: diagonal,
      why: {
        fr: "C’est le nombre de bonnes réponses ; l’exactitude est leur part.",
        en: "That is the number of right answers; accuracy is their share.",
      },
    },
    {
      like: (counts) => 1 - diagonal(counts) / total(counts),
      why: {
        fr: "C’est le taux d’erreur : la part des mauvaises réponses.",
        en: "That is the error rate: the share of wrong answers.",
      },
    },
    {
      like: (counts) => (100 * diagonal(counts)) / total(counts),
      why: {
        fr: "Donnez une part entre 0 et 1, sans multiplier par 100.",
        en: "Give a share between 0 and 1, without multiplying by 100.",
      },
    },
    {
      like: (counts) => diagonal(counts) / 200,
      why: {
        fr: "Le total n’est pas toujours 200 : il se calcule à partir du tableau.",
        en: "The total is not always 200: compute it from the table.",
      },
    },
    {
      like: (counts) => (counts[0][0] + counts[1][1]) / total(counts),
      why: {
        fr: "Juste pour deux classes ; la fonction doit valoir aussi pour trois.",
        en: "Right for two classes; the function must hold for three as well.",
      },
    },
    {
      like: (counts) => sum(counts.map((row, i) => row[i] / sum(row))) / counts.length,
      why: {
        fr: "C’est la moyenne des exactitudes par classe, qui donne le même poids à une classe rare ; comptez tous les exemples ensemble.",
        en: "That is the mean of the classes' accuracies; count all examples together.",
      },
    },
  ],
  because: {
    fr: "La diagonale de la matrice de confusion compte les bonnes réponses ; divisée par le total, elle en donne la part.",
    en: "The diagonal of the confusion matrix counts the right answers; divided by the total it gives their share.",
  },
  hints: [
    {
      fr: "Où, dans la matrice, sont les exemples bien classés ?",
      en: "Where in the matrix are the well-classified examples?",
    },
    {
      fr: "Ce sont ceux de la diagonale, `counts[i][i]` ; le total est la somme de toutes les cases.",
      en: "Those of the diagonal, `counts[i][i]`; the total is the sum of all cells.",
    },
    {
      fr: "Deux boucles emboîtées : l’une parcourt les lignes, l’autre les colonnes ; comptez à part les cases où i = j.",
      en: "Two nested loops, over rows and columns; count apart the cells where i = j.",
    },
  ],
  read: { fr: "section 4, « La matrice de confusion ».", en: 'section 4, "The confusion matrix".' },
});
