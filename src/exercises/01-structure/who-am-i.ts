import { choiceExercise } from "../kinds.js";

export const whoAmI = choiceExercise({
  id: "01-qui-suis-je",
  title: { fr: "Qui suis-je ?", en: "Who I am" },
  right: "relu",
  wrong: {
    logistique: {
      fr: "La logistique est bornée, et dérivable partout.",
      en: "The logistic function is bounded, and differentiable everywhere.",
    },
    tanh: {
      fr: "tanh est bornée, et dérivable partout.",
      en: "tanh is bounded, and differentiable everywhere.",
    },
    softplus: {
      fr: "softplus est bien convexe et non bornée, mais dérivable partout.",
      en: "softplus is convex and unbounded, but differentiable everywhere.",
    },
    identité: { fr: "L’identité est dérivable partout.", en: "The identity is differentiable everywhere." },
  },
  because: {
    fr: "max(0, z) croît sans borne et a un angle en 0 : c’est la seule du tableau, hors l’échelon, qui ne soit pas dérivable partout.",
    en: "max(0, z) grows without bound and has a corner at 0: the only one of the table, but for the step, that is not differentiable everywhere.",
  },
  hints: [
    {
      fr: "Dans le tableau, quelles activations ne sont pas bornées ?",
      en: "In the table, which activations are unbounded?",
    },
    {
      fr: "Un point sans dérivée se voit : la courbe y fait un angle.",
      en: "A point without derivative shows: the curve has a corner there.",
    },
    {
      fr: "Regardez la figure des dérivées : l’une d’elles saute de 0 à 1.",
      en: "Look at the derivatives: one jumps from 0 to 1.",
    },
  ],
  read: {
    fr: "section 6, « Les fonctions d’activation », le tableau.",
    en: 'section 6, "Activation functions", the table.',
  },
});
