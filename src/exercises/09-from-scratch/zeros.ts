import { choiceExercise } from "../kinds.js";

export const zeros = choiceExercise({
  id: "09-zeros",
  title: { fr: "Pourquoi du hasard ?", en: "Random weights at the start" },
  right: "c",
  wrong: {
    a: {
      fr: "La perte de départ compte peu : ce qui compte, c’est ce qui arrive ensuite.",
      en: "The loss at the start matters little: what counts is what happens next.",
    },
    b: {
      fr: "Avec des poids égaux à 0,5, les gradients ne sont pas nuls : les paramètres bougent, mais les neurones cachés tous de la même façon.",
      en: "With weights of 0.5 the gradients are not zero: the parameters move, but those of all hidden neurons alike.",
    },
    d: {
      fr: "La dérivée de tanh n’est presque nulle que loin de 0 ; ici elle ne l’est pas.",
      en: "The derivative of tanh nearly vanishes only far from 0, not here.",
    },
  },
  because: {
    fr: "Des neurones cachés qui partent égaux reçoivent le même gradient : seul le hasard du départ peut les rendre différents.",
    en: "Hidden neurons that start equal get the same gradient: only chance at the start can make them different.",
  },
  hints: [
    {
      fr: "Regardez deux neurones cachés : qu’est-ce qui les distingue au départ ?",
      en: "Look at two hidden neurons: what tells them apart at the start?",
    },
    {
      fr: "S’ils ont les mêmes poids, ils reçoivent le même gradient. Et au pas suivant ?",
      en: "With the same weights they get the same gradient. And at the next step?",
    },
    {
      fr: "Mêmes poids, même gradient, donc mêmes poids ensuite : h neurones n’en valent qu’un.",
      en: "Same weights, same gradient, so the same weights again: h neurons are worth only one.",
    },
  ],
  read: { fr: "section 2, « Initialiser ».", en: 'section 2, "Initialising".' },
});
