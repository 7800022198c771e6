import { functionExercise } from "../kinds.js";

const place = (numbers: readonly number[], size: number, value: (before: number) => number): number[] => {
  const bag = new Array<number>(size).fill(0);
  for (const number of numbers) bag[number] = value(bag[number]);
  return bag;
};

export const bag = functionExercise<[numbers: number[], size: number]>({
  id: "08-sac",
  title: { fr: "Le sac de mots", en: "The bag of words" },
  reference: (numbers, size) => place(numbers, size, () => 1),
  inputs: [
    [[4, 2, 4, 1], 6],
    [[0, 3], 4],
    [[7, 7, 7], 9],
    [[5, 1, 2], 6],
  ],
  draw: (draw) =>
    draw.several(4, (_, i) => {
      const size = draw.integer(5, 12);
      const numbers = draw.several(draw.integer(2, 8), () => draw.integer(0, size - 1));
      if (i === 0) return [draw.shuffled([0, size - 1, ...numbers]), size];
      // One word twice, then each word once; never the last one of the vocabulary.
      if (i === 1) return [[1, ...numbers.map((number) => Math.min(number, size - 2)), 1], size];
      return [draw.shuffled([...new Array(size - 1).keys()]).slice(0, numbers.length), size];
    }),
  mistakes: [
    {
      like: (numbers, size) => place(numbers, size, (before) => before + 1),
      why: {
        fr: "Vous comptez combien de fois chaque mot est là (cela se fait aussi) ; on demande ici seulement s’il y est : 0 ou 1.",
        en: "You count how often each word is there (that is done too); here the question is only whether it is there: 0 or 1.",
      },
    },
    {
      like: (numbers, size) => place(numbers, size, () => 1).map((value) => 1 - value),
      why: {
        fr: "C’est l’inverse : 1 pour un mot présent, 0 pour un mot absent.",
        en: "It is the reverse: 1 for a word that is there, 0 for one that is not.",
      },
    },
    {
      like: (numbers, size) => place(numbers, size, () => 1).map((value) => value / numbers.length),
      why: { fr: "Pas de division : 1 pour un mot présent.", en: "No division: 1 for a word that is there." },
    },
    {
      like: (numbers, size) => [...place(numbers, size, () => 1).slice(1), 0],
      why: {
        fr: "Vos 1 sont décalés d’une place : le mot de numéro 4 va à l’indice 4.",
        en: "Your 1s are one place off: word number 4 goes to index 4.",
      },
    },
    {
      like: (numbers) => [...numbers],
      why: {
        fr: "Vous rendez les numéros eux-mêmes ; on veut un tableau de longueur `taille`, avec un 1 à la place de chacun.",
        en: "You return the numbers themselves; an array of length `size` is wanted, with a 1 at the place of each.",
      },
    },
    {
      like: (numbers, size) => place(numbers, size, () => 1).slice(0, Math.max(...numbers) + 1),
      why: {
        fr: "Le tableau a toujours la longueur `taille`, même si les derniers mots manquent.",
        en: "The array is always of length `size`, even if the last words are missing.",
      },
    },
  ],
  because: {
    fr: "Une case par mot du vocabulaire : toutes les critiques ont alors la même longueur, mais l’ordre des mots est perdu.",
    en: "One box per word of the vocabulary: all reviews then have the same length, but the order of words is lost.",
  },
  hints: [
    {
      fr: "Partez d’un tableau de zéros, long comme le vocabulaire.",
      en: "Start from an array of zeros, as long as the vocabulary.",
    },
    {
      fr: "`new Array(taille).fill(0)` fait ce tableau. Puis parcourez les numéros : `for (const numero of numeros)`.",
      en: "`new Array(size).fill(0)` makes it. Then go through the numbers: `for (const number of numbers)`.",
    },
    {
      fr: "Pour chaque numéro, mettez 1 à cette place ; le mettre deux fois ne change rien.",
      en: "For each number put a 1 in that place; doing so twice changes nothing.",
    },
  ],
  read: { fr: "section 3, « Un sac de mots ».", en: 'section 3, "A bag of words".' },
});
