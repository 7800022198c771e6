import { choiceExercise } from "../kinds.js";

export const sign = choiceExercise({
  id: "02-signe",
  title: { fr: "De quel côté aller ?", en: "The way to go" },
  right: "b",
  wrong: {
    a: {
      fr: "J′(w) > 0 veut dire que J augmente quand w augmente : aller par là, c’est monter.",
      en: "J′(w) > 0 means that J grows with w: going that way is climbing.",
    },
    c: {
      fr: "La dérivée dit justement de quel côté la fonction descend.",
      en: "The derivative says which way the function falls.",
    },
    d: {
      fr: "Le minimum est là où la dérivée s’annule ; ici elle vaut plus que 0.",
      en: "The minimum is where the derivative vanishes; here it is above 0.",
    },
  },
  because: {
    fr: "Une dérivée positive veut dire que J monte vers la droite : on descend en allant à gauche, contre le signe de la dérivée.",
    en: "A positive derivative means that J climbs rightward: one goes down by going left, against the sign of the derivative.",
  },
  hints: [
    {
      fr: "Sur la figure, placez-vous à droite de 0 : la pente y est positive. Où est le minimum ?",
      en: "On the figure stand right of 0, where the slope is positive. Where is the minimum?",
    },
    {
      fr: "Une dérivée positive : la courbe monte vers la droite. On veut descendre.",
      en: "A positive derivative: the curve climbs rightward. We want to go down.",
    },
    { fr: "On va à l’opposé du signe de la dérivée.", en: "One goes against the sign of the derivative." },
  ],
  read: { fr: "section 1, « Suivre la pente ».", en: 'section 1, "Following the slope".' },
});
