import { functionExercise } from "../kinds.js";

type Input = [v: number[]];

const sum = (v: readonly number[]): number => v.reduce((total, x) => total + x, 0);

export const mean = functionExercise<Input>({
  id: "00-moyenne",
  title: { fr: "La moyenne", en: "The mean" },
  reference: (v) => sum(v) / v.length,
  inputs: [[[12, 15.5, 9]], [[0.25, -1.5]], [[7.25]], [[14, 7.5, 10, 11.25]]],
  draw: (draw) => [3, 6].map((length) => [draw.numbers(length, 1, 20)]),
  mistakes: [
    {
      like: () => undefined,
      why: {
        fr: "La fonction ne renvoie rien : entre accolades, il faut `return` devant le résultat.",
        en: "The function returns nothing: in braces, `return` must stand before the result.",
      },
    },
    {
      like: (v) => sum(v),
      why: { fr: "C’est la somme ; il reste à diviser.", en: "That is the sum; it remains to divide." },
    },
    {
      like: (v) => sum(v) / (v.length - 1),
      why: {
        fr: "Vous divisez par la dernière position ; c’est par le nombre d’éléments qu’il faut diviser.",
        en: "You divide by the last position; divide by the number of elements.",
      },
    },
    {
      like: (v) => sum(v.slice(1)) / v.length,
      why: {
        fr: "Le premier élément manque : les positions commencent à 0.",
        en: "The first element is missing: positions begin at 0.",
      },
    },
    {
      like: (v) => sum(v.slice(0, -1)) / v.length,
      why: {
        fr: "Le dernier élément manque : la boucle va tant que `i < v.length`.",
        en: "The last element is missing: the loop runs while `i < v.length`.",
      },
    },
    {
      like: (v) => sum([...v.keys()]) / v.length,
      why: {
        fr: "C’est la moyenne des positions : `for … of` donne les éléments, `for … in` les positions.",
        en: "That is the mean of the positions: `for … of` gives the elements, `for … in` the positions.",
      },
    },
    {
      like: (v) => [...v].sort((a, b) => a - b)[Math.floor(v.length / 2)],
      why: { fr: "C’est plutôt la médiane.", en: "That is rather the median." },
    },
    {
      like: (v) => sum(v) / 2,
      why: {
        fr: "Vous divisez par 2 : le nombre d’éléments change d’un tableau à l’autre.",
        en: "You divide by 2: the number of elements differs from one array to the next.",
      },
    },
  ],
  because: {
    fr: "La moyenne est la somme, faite par `reduce` ou par une boucle, divisée par `v.length`.",
    en: "The mean is the sum, made by `reduce` or by a loop, divided by `v.length`.",
  },
  hints: [
    {
      fr: "Deux morceaux : la somme des éléments, et leur nombre.",
      en: "Two pieces: the sum of the elements, and their number.",
    },
    {
      fr: "La somme est dans le tableau de la section ; le nombre d’éléments est `v.length`, sans parenthèses.",
      en: "The sum is in the section's table; the number of elements is `v.length`, without parentheses.",
    },
    {
      fr: "`v.reduce((total, x) => total + x, 0)`, puis une division.",
      en: "`v.reduce((total, x) => total + x, 0)`, then a division.",
    },
  ],
  read: { fr: "section 6, « Tout un tableau à la fois ».", en: 'section 6, "A whole array at once".' },
});
