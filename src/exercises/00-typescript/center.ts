import { functionExercise } from "../kinds.js";

type Inputs = [v: number[], m: number];

export const center = functionExercise<Inputs>({
  id: "00-centrer",
  title: { fr: "Soustraire partout", en: "Subtracting everywhere" },
  reference: (v, m) => v.map((x) => x - m),
  inputs: [
    [[12, 15.5, 9], 10],
    [[1, -2.5, 0.25, 7], -0.5],
    [[3, 8], 2.25],
  ],
  draw: (draw) => [2, 5].map((length) => [draw.numbers(length, -9, 9), draw.number(1, 4)]),
  mistakes: [
    {
      like: (v) => v.map(() => undefined),
      why: {
        fr: "La petite fonction de `map` ne renvoie rien : entre accolades, il lui faut `return` ; ou ôtez les accolades.",
        en: "The small function of `map` returns nothing: in braces it needs `return`; or remove the braces.",
      },
    },
    {
      like: () => undefined,
      why: {
        fr: "La fonction ne renvoie rien. (`forEach` ne fait pas de tableau : `map`, oui.)",
        en: "The function returns nothing. (`forEach` makes no array; `map` does.)",
      },
    },
    {
      like: (v, m) => v.map((x) => m - x),
      why: {
        fr: "Les signes sont inversés : c’est l’élément moins `m`.",
        en: "The signs are reversed: element minus `m`.",
      },
    },
    {
      like: (v, m) => v.map((x) => x + m),
      why: { fr: "Vous ajoutez `m` au lieu de l’ôter.", en: "You add `m` instead of subtracting it." },
    },
    {
      like: (v) => v,
      why: {
        fr: "Le tableau revient inchangé : `map` en renvoie un nouveau, et c’est lui qu’il faut rendre.",
        en: "The array comes back unchanged: `map` returns a new one, which must be returned.",
      },
    },
    {
      like: (v, m) => [v[0] - m],
      why: { fr: "Seul le premier élément est traité.", en: "Only the first element is treated." },
    },
    {
      like: (v, m) => v.map((_, i) => i - m),
      why: {
        fr: "Vous soustrayez de la position, et non de l’élément.",
        en: "You subtract from the position, not from the element.",
      },
    },
    {
      like: (v, m) => v.slice(1).map((x) => x - m),
      why: {
        fr: "Le premier élément manque : les positions commencent à 0.",
        en: "The first element is missing: positions begin at 0.",
      },
    },
  ],
  because: {
    fr: "`map` applique la même fonction à chaque élément, et en fait un nouveau tableau.",
    en: "`map` applies the same function to each element, and makes a new array of the results.",
  },
  hints: [
    {
      fr: "On ne soustrait pas d’un tableau entier : il faut le faire pour chaque élément.",
      en: "One does not subtract from a whole array: it is done for each element.",
    },
    {
      fr: "`v.map((x) => …)` : que faut-il faire de `x` ?",
      en: "`v.map((x) => …)`: what should be done with `x`?",
    },
    { fr: "Après la flèche, écrivez `x - m`.", en: "After the arrow, write `x - m`." },
  ],
  read: { fr: "section 6, « Tout un tableau à la fois ».", en: 'section 6, "A whole array at once".' },
});
