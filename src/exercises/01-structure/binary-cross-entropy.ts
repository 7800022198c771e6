import { functionExercise } from "../kinds.js";

type Inputs = [y: number, p: number];

export const binaryCrossEntropy = functionExercise<Inputs>({
  id: "01-entropie",
  title: { fr: "L’entropie croisée binaire", en: "Binary cross-entropy" },
  reference: (y, p) => -y * Math.log(p) - (1 - y) * Math.log(1 - p),
  inputs: [
    [1, 0.8],
    [0, 0.8],
    [1, 0.1],
    [0, 0.5],
  ],
  // Both labels, each with a probability on either side of one half.
  draw: (draw) =>
    [0, 1].flatMap((y): Inputs[] => [
      [y, draw.number(0.05, 0.45)],
      [y, draw.number(0.55, 0.95)],
    ]),
  mistakes: [
    {
      like: (y, p) => y * Math.log(p) + (1 - y) * Math.log(1 - p),
      why: {
        fr: "Une perte n’est pas négative : il manque le signe moins.",
        en: "A loss is not negative: the minus sign is missing.",
      },
    },
    {
      like: (y, p) => (y === 0 ? 0 : -y * Math.log(p)),
      why: {
        fr: "Il manque le second terme : un exemple de classe 0 coûte aussi.",
        en: "The second term is missing: an example of class 0 costs too.",
      },
    },
    {
      like: (y, p) => -(1 - y) * Math.log(p) - y * Math.log(1 - p),
      why: {
        fr: "Les deux termes sont échangés : pour y = 1, la perte doit être petite quand p est proche de 1.",
        en: "The terms are exchanged: for y = 1 the loss must be small when p is near 1.",
      },
    },
    {
      like: (y, p) => -y * Math.log2(p) - (1 - y) * Math.log2(1 - p),
      why: {
        fr: "Le logarithme est népérien : `Math.log`.",
        en: "The logarithm is the natural one: `Math.log`.",
      },
    },
    {
      like: (y, p) => -y * Math.log10(p) - (1 - y) * Math.log10(1 - p),
      why: {
        fr: "Le logarithme est népérien : `Math.log`.",
        en: "The logarithm is the natural one: `Math.log`.",
      },
    },
    {
      like: (y, p) => (y - p) ** 2,
      why: {
        fr: "C’est l’erreur quadratique ; ici on demande l’entropie croisée.",
        en: "That is the squared error; cross-entropy is asked for.",
      },
    },
    {
      like: (y, p) => -y * Math.log(p) + (1 - y) * Math.log(1 - p),
      why: { fr: "Le signe du second terme est faux.", en: "The second term's sign is wrong." },
    },
  ],
  because: {
    fr: "Un seul des deux termes reste, celui de la vraie classe : on paie −ln de la probabilité qu’on lui donnait.",
    en: "Only one of the two terms is left, that of the true class: one pays −ln of the probability it was given.",
  },
  hints: [
    {
      fr: "Que reste-t-il de la formule quand y = 1 ? et quand y = 0 ?",
      en: "What is left of the formula when y = 1? and when y = 0?",
    },
    { fr: "ln s’écrit `Math.log`.", en: "ln is written `Math.log`." },
    {
      fr: "Deux termes, tous deux avec un signe moins : l’un multiplié par y, l’autre par 1 − y.",
      en: "Two terms, each with a minus sign: one times y, the other times 1 − y.",
    },
  ],
  read: { fr: "section 5, « Deux classes ».", en: 'section 5, "Two classes".' },
});
