import { functionExercise } from "../kinds.js";

type Inputs = [y: number[], p: number[]];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

export const crossEntropy = functionExercise<Inputs>({
  id: "01-multiclasse",
  title: { fr: "L’entropie croisée à plusieurs classes", en: "Multi-class cross-entropy" },
  reference: (y, p) => -sum(y.map((value, j) => value * Math.log(p[j]))),
  inputs: [
    [
      [0, 1, 0],
      [0.2, 0.5, 0.3],
    ],
    [
      [1, 0],
      [0.9, 0.1],
    ],
    [
      [0, 0, 0, 1],
      [0.4, 0.3, 0.2, 0.1],
    ],
    [
      [0.5, 0.5],
      [0.25, 0.75],
    ],
  ],
  // The first class is right, then the last; then all classes are in part.
  draw: (draw) => [
    [[1, 0, 0], draw.probabilities(3)],
    [[0, 0, 0, 0, 1], draw.probabilities(5)],
    [draw.probabilities(4), draw.probabilities(4)],
  ],
  mistakes: [
    {
      like: (y, p) => sum(y.map((value, j) => value * Math.log(p[j]))),
      why: {
        fr: "Une perte n’est pas négative : il manque le signe moins.",
        en: "A loss is not negative: the minus sign is missing.",
      },
    },
    {
      like: (y, p) => -sum(y.map((value, j) => value * Math.log(p[j]))) / y.length,
      why: {
        fr: "On additionne sur les classes, sans diviser par leur nombre.",
        en: "One adds over the classes, without dividing by their number.",
      },
    },
    {
      like: (_, p) => -sum(p.map((value) => Math.log(value))),
      why: {
        fr: "Le facteur y est oublié : seule la bonne classe compte.",
        en: "The factor y is forgotten: only the right class counts.",
      },
    },
    {
      like: (y, p) => -sum(y.map((value, j) => value * Math.log2(p[j]))),
      why: {
        fr: "Le logarithme est népérien : `Math.log`.",
        en: "The logarithm is the natural one: `Math.log`.",
      },
    },
    {
      like: (y, p) => -sum(p.map((value, j) => (y[j] === 0 ? 0 : value * Math.log(y[j])))),
      why: {
        fr: "Les rôles de y et de p sont échangés : le logarithme porte sur p.",
        en: "y and p are exchanged: the logarithm is of p.",
      },
    },
    {
      like: (y, p) => -Math.log(p[y.indexOf(1)] ?? NaN),
      why: {
        fr: "Juste pour un codage « un parmi C » ; la formule vaut pour tout vecteur y.",
        en: "Right for one-hot vectors; the formula holds for any y.",
      },
    },
    {
      like: (y, p) => 1 - sum(y.map((value, j) => value * p[j])),
      why: {
        fr: "C’est la probabilité de se tromper ; il faut l’opposé du logarithme.",
        en: "That is the probability of being wrong; minus the logarithm is asked for.",
      },
    },
  ],
  because: {
    fr: "Avec un codage « un parmi C », tous les termes s’annulent sauf celui de la bonne classe : −ln de sa probabilité.",
    en: "With one-hot labels all terms vanish but that of the right class: −ln of its probability.",
  },
  hints: [
    {
      fr: "Une boucle sur les classes, qui additionne `y[j]` fois un logarithme.",
      en: "A loop over the classes that adds `y[j]` times a logarithm.",
    },
    {
      fr: "Le logarithme est celui de `p[j]`, la probabilité prédite.",
      en: "The logarithm is of `p[j]`, the predicted probability.",
    },
    {
      fr: "N’oubliez pas le signe moins devant la somme, et ne divisez pas.",
      en: "Do not forget the minus sign before the sum, and do not divide.",
    },
  ],
  read: { fr: "section 5, « Plusieurs classes ».", en: 'section 5, "Several classes".' },
});
