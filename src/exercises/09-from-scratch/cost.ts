import { functionExercise } from "../kinds.js";
import { meanCost } from "./course.js";

type Inputs = [y: number[], outputs: number[]];

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const term = (y: number, p: number) => -y * Math.log(p) - (1 - y) * Math.log(1 - p);
const overAll = (f: (y: number, p: number) => number) => (y: number[], p: number[]) =>
  mean(y.map((label, i) => f(label, p[i])));

/** The mean binary cross-entropy. */
export const cost = functionExercise<Inputs>({
  id: "09-cout",
  title: { fr: "Le coût", en: "The cost" },
  reference: meanCost,
  inputs: [
    [
      [1, 0],
      [0.9, 0.2],
    ],
    [[1], [0.5]],
    [
      [0, 0, 1, 1],
      [0.1, 0.6, 0.7, 0.99],
    ],
  ],
  draw: (draw) =>
    [3, 5].map((count) => [
      draw.shuffled([0, 1, ...draw.several(count - 2, () => draw.integer(0, 1))]),
      draw.numbers(count, 0.05, 0.95),
    ]),
  mistakes: [
    {
      like: overAll((y, p) => -term(y, p)),
      why: {
        fr: "Le signe est inversé : un coût est positif.",
        en: "The sign is reversed: a cost is positive.",
      },
    },
    {
      like: (y, p) => y.length * overAll(term)(y, p),
      why: {
        fr: "C’est la somme ; il faut la moyenne sur les exemples.",
        en: "That is the sum; the mean over the examples is asked for.",
      },
    },
    {
      like: overAll((y, p) => -y * Math.log(p)),
      why: {
        fr: "Il manque le terme des exemples d’étiquette 0.",
        en: "The term of the examples labelled 0 is missing.",
      },
    },
    {
      like: overAll((y, p) => (y - p) ** 2),
      why: {
        fr: "C’est l’erreur quadratique ; on demande l’entropie croisée.",
        en: "That is the squared error; cross-entropy is asked for.",
      },
    },
    {
      like: overAll((y, p) => term(y, p) / Math.LN2),
      why: { fr: "Prenez le logarithme naturel, Math.log.", en: "Take the natural logarithm, Math.log." },
    },
    {
      like: overAll((y, p) => -y * Math.log(1 - p) - (1 - y) * Math.log(p)),
      why: { fr: "p et 1 − p sont échangés.", en: "p and 1 − p are exchanged." },
    },
  ],
  because: {
    fr: "C’est −ln de la probabilité donnée à la vraie classe, en moyenne : 0 pour un modèle sûr et juste, immense pour un modèle sûr et faux.",
    en: "It is −ln of the probability given to the true class, on average: 0 for a model that is sure and right, huge for one that is sure and wrong.",
  },
  hints: [
    {
      fr: "Pour un exemple d’étiquette 1, le coût est −ln p ; pour un exemple d’étiquette 0, −ln(1 − p).",
      en: "For an example labelled 1 the cost is −ln p; for one labelled 0, −ln(1 − p).",
    },
    { fr: "Additionnez ces termes dans une boucle.", en: "Add up these terms in a loop." },
    { fr: "Divisez la somme par `y.length`.", en: "Divide the sum by `y.length`." },
  ],
  read: { fr: "section 4, « Le coût ».", en: 'section 4, "The cost".' },
});
