import { functionExercise } from "../kinds.js";

type Inputs = [u: number, v: number];

/** J(u, v) = u² + 8 v² */
export const gradientOfBowl = functionExercise<Inputs>({
  id: "02-gradient",
  title: { fr: "Un gradient en deux dimensions", en: "A gradient in two dimensions" },
  reference: (u, v) => [2 * u, 16 * v],
  inputs: [
    [1, 1],
    [-2, 0.5],
    [0, 3],
    [4, -1],
  ],
  draw: (draw) =>
    draw.shuffled([
      [draw.number(-5, -0.5), draw.number(0.5, 5)],
      [draw.number(0.5, 5), draw.number(-5, -0.5)],
      [draw.number(-5, 5), draw.number(-5, 5)],
    ]),
  mistakes: [
    {
      like: (u, v) => [2 * u, 8 * v],
      why: {
        fr: "La dérivée de 8v² par rapport à v n’est pas 8v.",
        en: "The derivative of 8v² with respect to v is not 8v.",
      },
    },
    {
      like: (u, v) => [2 * u, 2 * v],
      why: {
        fr: "Le facteur 8 a disparu de la seconde dérivée.",
        en: "The factor 8 is gone from the second derivative.",
      },
    },
    {
      like: (u, v) => 2 * u + 16 * v,
      why: {
        fr: "Le gradient est un vecteur : une dérivée par variable, dans un tableau, sans les additionner.",
        en: "The gradient is a vector: one derivative per variable, in an array, not added up.",
      },
    },
    {
      like: (u, v) => [16 * v, 2 * u],
      why: {
        fr: "L’ordre est celui des variables : d’abord u, puis v.",
        en: "The order is that of the variables: u first, then v.",
      },
    },
    {
      like: (u, v) => [-2 * u, -16 * v],
      why: {
        fr: "C’est l’opposé du gradient, la direction de la descente.",
        en: "That is minus the gradient, the direction of descent.",
      },
    },
    {
      like: (u, v) => [u * u, 8 * v * v],
      why: {
        fr: "Ce sont les deux termes de J ; il faut leurs dérivées.",
        en: "Those are the two terms of J; their derivatives are asked for.",
      },
    },
  ],
  because: {
    fr: "Le gradient rassemble les dérivées partielles : la direction v, huit fois plus courbe, a une pente huit fois plus forte.",
    en: "The gradient gathers the partial derivatives: the direction v, eight times more curved, has a slope eight times steeper.",
  },
  hints: [
    {
      fr: "Dérivez d’abord par rapport à u, en considérant v comme une constante.",
      en: "First differentiate with respect to u, v being constant.",
    },
    {
      fr: "La dérivée de u² est 2u ; celle de 8v² par rapport à u est 0.",
      en: "The derivative of u² is 2u; that of 8v² with respect to u is 0.",
    },
    {
      fr: "De même, par rapport à v, il ne reste que la dérivée de 8v².",
      en: "Likewise, with respect to v only the derivative of 8v² remains.",
    },
  ],
  read: { fr: "section 5, « Deux paramètres ».", en: 'section 5, "Two parameters".' },
});
