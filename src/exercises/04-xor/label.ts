import { functionExercise } from "../kinds.js";

type Inputs = [x1: number, x2: number];

export const label = functionExercise<Inputs>({
  id: "04-etiquette",
  title: { fr: "L’étiquette d’un point", en: "A point's label" },
  reference: (x1, x2) => (x1 * x2 > 0 ? 1 : 0),
  inputs: [
    [0.5, 0.8],
    [-0.5, 0.8],
    [0.3, -0.2],
    [-0.9, -0.1],
    [0.02, 0.01],
  ],
  // In every quadrant a point very near the middle, and one whose coordinates differ much.
  draw: (draw) =>
    [
      [1, 1],
      [-1, 1],
      [1, -1],
      [-1, -1],
    ].flatMap(([a, b]): Inputs[] => [
      [a * draw.number(0.001, 0.01), b * draw.number(0.001, 0.01)],
      [a * draw.number(0.1, 0.3), b * draw.number(0.85, 1)],
    ]),
  mistakes: [
    {
      like: (x1, x2) => (x1 * x2 < 0 ? 1 : 0),
      why: {
        fr: "C’est l’inverse : ici, la classe 1 est celle des signes égaux.",
        en: "It is the other way round: class 1 is that of equal signs here.",
      },
    },
    {
      like: (x1, x2) => (x1 * x2 > 0 ? 1 : -1),
      why: {
        fr: "Les étiquettes sont recodées : 0 pour des signes contraires, et non −1.",
        en: "Labels are recoded: 0 for opposite signs, not −1.",
      },
    },
    {
      like: (x1, x2) => (x1 > 0 && x2 > 0 ? 1 : 0),
      why: {
        fr: "Deux nombres négatifs ont aussi le même signe.",
        en: "Two negative numbers have the same sign too.",
      },
    },
    {
      like: (x1, x2) => (x1 > 0 || x2 > 0 ? 1 : 0),
      why: {
        fr: "Il ne suffit pas que l’un soit positif : comparez les deux signes.",
        en: "One positive number is not enough: compare the two signs.",
      },
    },
    {
      like: (x1, x2) => x1 * x2,
      why: {
        fr: "Le produit a bien le bon signe ; il reste à répondre 1 ou 0.",
        en: "The product has the right sign; now answer 1 or 0.",
      },
    },
    {
      like: (x1, x2) => (x1 + x2 > 0 ? 1 : 0),
      why: {
        fr: "C’est le signe de la somme ; une droite séparerait alors les classes.",
        en: "That is the sign of the sum; a straight line would separate those classes.",
      },
    },
  ],
  because: {
    fr: "Le produit de deux nombres est positif exactement quand ils ont le même signe.",
    en: "The product of two numbers is positive exactly where they have the same sign.",
  },
  hints: [
    {
      fr: "Regardez la figure : dans quels coins sont les points de la classe 1 ?",
      en: "Look at the figure: in which corners are the points of class 1?",
    },
    {
      fr: "Quel est le signe de x₁ × x₂ quand les deux signes sont égaux ?",
      en: "What is the sign of x₁ × x₂ where the two signs are equal?",
    },
    {
      fr: "`condition ? 1 : 0` vaut 1 si la condition est vraie, sinon 0.",
      en: "`condition ? 1 : 0` is 1 if the condition holds, else 0.",
    },
  ],
  read: { fr: "section 1, « Les données ».", en: 'section 1, "The data".' },
});
