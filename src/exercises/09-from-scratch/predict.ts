import { functionExercise } from "../kinds.js";
import { classesOf } from "./course.js";

type Inputs = [outputs: number[]];

/** Class 1 for probabilities above one half, else class 0. */
export const predict = functionExercise<Inputs>({
  id: "09-predire",
  title: { fr: "Prédire", en: "Predicting" },
  reference: classesOf,
  inputs: [
    [[0.2, 0.7, 0.51]],
    [[0.49, 0.99, 0.01, 0.6]],
    [[0.5, 0.6, 0.9, 0.95]],
    [[0.1, 0.3, 0.45, 0.5]],
    [[0.500001, 0.499999]],
  ],
  // One half is in class 0. One output lies between one half and the mean of all, on either side; others lie close to one
  // half, on either side.
  draw: (draw) => [
    [draw.shuffled([0.5, 0.500001, 0.499999, draw.number(0.6, 1)])],
    [draw.shuffled([0.5, draw.number(0.501, 0.54), ...draw.numbers(3, 0.85, 1)])],
    [draw.shuffled([0.5, draw.number(0.46, 0.499), ...draw.numbers(3, 0, 0.1)])],
    [draw.numbers(6, 0, 1)],
  ],
  mistakes: [
    {
      like: (outputs) => outputs.map((p) => (p >= 0.5 ? 1 : 0)),
      why: {
        fr: "0,5 exactement n’est pas au-dessus de 0,5 : sa classe est 0. (`Math.round(0.5)` donne 1.)",
        en: "0.5 exactly is not above 0.5: its class is 0. (`Math.round(0.5)` gives 1.)",
      },
    },
    {
      like: (outputs) =>
        outputs.map((p) => (p > outputs.reduce((sum, each) => sum + each, 0) / outputs.length ? 1 : 0)),
      why: {
        fr: "Le seuil est 0,5, quelles que soient les autres sorties : pas leur moyenne.",
        en: "The threshold is 0.5, whatever the other outputs are: not their mean.",
      },
    },
    {
      like: (outputs) => outputs.map((p) => (p > 0.5 ? 0 : 1)),
      why: {
        fr: "Les classes sont échangées : la sortie est la probabilité de la classe 1.",
        en: "The classes are exchanged: the output is the probability of class 1.",
      },
    },
    {
      like: (outputs) => outputs.map((p) => (p > 0 ? 1 : 0)),
      why: {
        fr: "La sortie est une probabilité : le seuil est 0,5, pas 0.",
        en: "The output is a probability: the threshold is 0.5, not 0.",
      },
    },
    {
      like: (outputs) => outputs.map((p) => (p > 0.5 ? 1 : -1)),
      why: { fr: "Les classes sont ici 0 et 1.", en: "The classes are 0 and 1 here." },
    },
    {
      like: (outputs) => outputs,
      why: {
        fr: "Ce sont les probabilités ; il faut les classes, 0 ou 1.",
        en: "Those are the probabilities; the classes, 0 or 1, are asked for.",
      },
    },
    {
      like: (outputs) => outputs.indexOf(Math.max(...outputs)),
      why: {
        fr: "Une classe par exemple : renvoyez un tableau.",
        en: "One class per example: return an array.",
      },
    },
  ],
  because: {
    fr: "La sortie est la probabilité de la classe 1 : au-dessus de ½, c’est la classe la plus probable.",
    en: "The output is the probability of class 1: above ½ it is the more probable class.",
  },
  hints: [
    { fr: "Une classe par sortie : `sorties.map(…)`.", en: "One class per output: `outputs.map(…)`." },
    { fr: "Comparez chaque sortie à 0,5.", en: "Compare each output with 0.5." },
    {
      fr: "L’opérateur `? :` choisit entre deux valeurs : `condition ? 1 : 0`.",
      en: "The operator `? :` chooses between two values: `condition ? 1 : 0`.",
    },
  ],
  read: { fr: "section 7, « Prédire ».", en: 'section 7, "Predicting".' },
});
