import { choiceExercise } from "../kinds.js";

export const message = choiceExercise({
  id: "00-message",
  title: { fr: "Ce qu’il faut corriger", en: "What to change" },
  right: "b",
  wrong: {
    a: {
      fr: "L’autre nom ne serait pas déclaré, et le total ne serait gardé nulle part.",
      en: "The other name would not be declared, and the total would be kept nowhere.",
    },
    c: {
      fr: "C’est du R : ici, cette flèche compare `total` avec un nombre négatif, et ne change rien.",
      en: "That is R: here this arrow compares `total` with a negative number, and changes nothing.",
    },
    d: {
      fr: "Le noyau n’y est pour rien : la même cellule donnerait la même erreur.",
      en: "The kernel is not the cause: the same cell would give the same error.",
    },
  },
  because: {
    fr: "L’erreur se voit là où `total` change, mais sa cause est la déclaration : ce qui change se déclare autrement.",
    en: "The error shows where `total` changes, but its cause is the declaration: what changes is declared differently.",
  },
  hints: [
    {
      fr: "Relisez le conseil, la dernière ligne du message.",
      en: "Read the hint again, the last line of the message.",
    },
    {
      fr: "La ligne soulignée change `total`. Où est-il déclaré, et comment ?",
      en: "The underlined line changes `total`. Where is it declared, and how?",
    },
    {
      fr: "`const` interdit de donner une nouvelle valeur.",
      en: "`const` forbids giving a new value.",
    },
  ],
  read: { fr: "section 9, « Lire un message d’erreur ».", en: 'section 9, "Reading an error message".' },
});
