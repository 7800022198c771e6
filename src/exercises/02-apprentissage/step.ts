import { functionExercise } from "../kinds.js";

type Inputs = [w: number[], gradient: number[], eta: number];

const moved = (w: readonly number[], gradient: readonly number[], rate: number) =>
  w.map((value, i) => value - rate * gradient[i]);

export const step = functionExercise<Inputs>({
  id: "02-pas",
  title: { fr: "Un pas de descente", en: "One descent step" },
  reference: (w, gradient, eta) => moved(w, gradient, eta),
  inputs: [
    [[1], [2], 0.1],
    [[0.5, -1], [1, 3], 0.2],
    [[0, 1, 2], [-1, 0, 0.5], 1.5],
  ],
  draw: (draw) =>
    [1, 2, 4].map((length) => [
      draw.numbers(length, -2, 2),
      // Climbing and falling coordinates, the last of them falling.
      [...draw.numbers(length - 1, 0.2, 3), draw.number(-3, -0.2)],
      draw.number(0.05, 1.5),
    ]),
  mistakes: [
    {
      like: (w, gradient, eta) => moved(w, gradient, -eta),
      why: {
        fr: "Vous montez : le pas se fait contre le gradient.",
        en: "You climb: the step goes against the gradient.",
      },
    },
    {
      like: (w, gradient) => moved(w, gradient, 1),
      why: { fr: "Le taux d’apprentissage η n’est pas utilisé.", en: "The learning rate η is not used." },
    },
    {
      like: (_, gradient, eta) => gradient.map((g) => -eta * g),
      why: {
        fr: "C’est le déplacement ; ajoutez-le à l’ancienne position.",
        en: "That is the move; add it to the old place.",
      },
    },
    {
      like: (w, gradient, eta) => w.map((value, i) => eta * (value - gradient[i])),
      why: { fr: "η ne multiplie que le gradient, pas w.", en: "η multiplies the gradient only, not w." },
    },
    {
      like: (w, gradient, eta) => w.map((value) => value - eta * gradient[0]),
      why: {
        fr: "Chaque coordonnée a sa propre dérivée : `gradient[i]`.",
        en: "Each coordinate has its own derivative: `gradient[i]`.",
      },
    },
    {
      like: (w, gradient, eta) => w.map((value, i) => value - eta * Math.sign(gradient[i])),
      why: {
        fr: "Vous n’utilisez que le signe du gradient, pas sa taille (c’est l’idée de rprop, mais pas cette formule).",
        en: "You use only the gradient's sign, not its size (that is rprop's idea, not this formula).",
      },
    },
  ],
  because: {
    fr: "Le gradient pointe vers la plus forte montée ; on fait un pas de longueur η fois le gradient dans l’autre sens.",
    en: "The gradient points to the steepest climb; one makes a step of η times the gradient the other way.",
  },
  hints: [
    { fr: "Faites la même chose pour chaque coordonnée i.", en: "Do the same for each coordinate i." },
    {
      fr: "La nouvelle coordonnée est l’ancienne moins η fois la dérivée.",
      en: "The new coordinate is the old one minus η times the derivative.",
    },
    {
      fr: "`w.map((valeur, i) => …)` donne un nouveau tableau ; la dérivée est `gradient[i]`.",
      en: "`w.map((coordinate, i) => …)` gives a new array; the derivative is `gradient[i]`.",
    },
  ],
  read: { fr: "section 2, « La règle ».", en: 'section 2, "The rule".' },
});
