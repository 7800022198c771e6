import type { Sentence } from "../../language/language.js";
import { numberExercise } from "../kinds.js";

const CARET: Sentence = {
  fr: "`^` n’est pas la puissance ici, mais une opération sur les bits. La puissance s’écrit avec deux étoiles.",
  en: "`^` is not the power here but an operation on bits. The power is written with two stars.",
};

/** 2.5 × (1 + 3²) = 25. */
export const power = numberExercise({
  id: "00-puissance",
  title: { fr: "Une puissance et une décimale", en: "A power and a decimal" },
  expected: 2.5 * (1 + 3 ** 2),
  mistakes: [
    // 2.5 * (1 + 3 ^ 2), 2.5 * (1 + (3 ^ 2)), 2.5 * (1 + 3) ^ 2
    ...[15, 5, 8].map((value) => ({ value, why: CARET })),
    {
      value: 50,
      why: {
        fr: "La virgule sépare deux valeurs, et la première est perdue : les décimales s’écrivent avec un point.",
        en: "The comma separates two values, and the first is lost: decimals are written with a point.",
      },
    },
    {
      value: 30,
      why: {
        fr: "Deux pièges à la fois : `^` n’est pas la puissance, et les décimales s’écrivent avec un point.",
        en: "Two traps at once: `^` is not the power, and decimals are written with a point.",
      },
    },
    {
      value: 17.5,
      why: {
        fr: "Vous avez multiplié 3 par 2 : une seule étoile est le produit.",
        en: "You multiplied 3 by 2: one star is the product.",
      },
    },
    {
      value: 11.5,
      why: {
        fr: "Il manque les parenthèses : 2,5 multiplie toute la somme.",
        en: "The parentheses are missing: 2.5 multiplies the whole sum.",
      },
    },
    {
      value: 40,
      why: {
        fr: "La puissance porte sur 3 seulement, pas sur 1 + 3.",
        en: "The power applies to 3 only, not to 1 + 3.",
      },
    },
    {
      value: 10,
      why: {
        fr: "C’est la parenthèse seule ; il reste à la multiplier.",
        en: "That is the parenthesis alone; it remains to multiply it.",
      },
    },
  ],
  because: {
    fr: "`**` est la puissance, et passe avant le produit et la somme, comme en mathématiques.",
    en: "`**` is the power, and comes before product and sum, as in mathematics.",
  },
  hints: [
    {
      fr: "Comme en R : `*` pour le produit, `+` pour la somme, et les mêmes parenthèses.",
      en: "As in R: `*` for the product, `+` for the sum, and the same parentheses.",
    },
    {
      fr: "Trois au carré s’écrit `3 ** 2`.",
      en: "Three squared is written `3 ** 2`.",
    },
    {
      fr: "Écrivez le premier facteur avec un point, puis `* (1 + 3 ** 2)`.",
      en: "Write the first factor with a point, then `* (1 + 3 ** 2)`.",
    },
  ],
  read: { fr: "section 2, « Des noms et des nombres ».", en: 'section 2, "Names and numbers".' },
});
