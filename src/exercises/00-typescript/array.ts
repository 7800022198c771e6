import { listExercise } from "../kinds.js";

const EXPECTED = [4, 1 / 2, 12];

export const array = listExercise({
  id: "00-tableau",
  title: { fr: "Écrire un tableau", en: "Writing an array" },
  expected: EXPECTED,
  mistakes: [
    {
      value: [4, 0, 5, 12],
      why: {
        fr: "Votre tableau a quatre nombres : la virgule de la décimale en a séparé deux. Les décimales s’écrivent avec un point.",
        en: "Your array has four numbers: the decimal's comma separated two. Decimals are written with a point.",
      },
    },
    {
      value: 12,
      why: {
        fr: "Entre parenthèses, la virgule ne garde que le dernier nombre. Un tableau s’écrit entre crochets.",
        en: "In parentheses the comma keeps the last number only. An array is written in brackets.",
      },
    },
    {
      value: "4, 0.5, 12",
      why: {
        fr: "C’est un texte : ôtez les guillemets, et mettez les nombres entre crochets.",
        en: "That is a text: remove the quotes, and put the numbers in brackets.",
      },
    },
    {
      value: [...EXPECTED].reverse(),
      why: { fr: "Ce sont les bons nombres, dans l’ordre inverse.", en: "The right numbers, in reverse." },
    },
    {
      value: [4, 2, 12],
      why: { fr: "Un demi n’est pas deux.", en: "One half is not two." },
    },
    {
      value: [4, 5, 12],
      why: { fr: "Un demi n’est pas cinq.", en: "One half is not five." },
    },
  ],
  because: {
    fr: "Un tableau s’écrit entre crochets, ses éléments séparés par des virgules, et les décimales par un point.",
    en: "An array is written in brackets, its elements separated by commas, and decimals by a point.",
  },
  hints: [
    {
      fr: "`c(…)` de R devient une paire de crochets.",
      en: "R's `c(…)` becomes a pair of brackets.",
    },
    {
      fr: "La virgule sépare les éléments ; un demi s’écrit donc avec un point, ou comme un quotient.",
      en: "The comma separates the elements; so one half is written with a point, or as a quotient.",
    },
    {
      fr: "Trois nombres entre `[` et `]`, avec une virgule entre deux.",
      en: "Three numbers between `[` and `]`, with a comma between two.",
    },
  ],
  read: { fr: "section 3, « Les tableaux ».", en: 'section 3, "Arrays".' },
});
