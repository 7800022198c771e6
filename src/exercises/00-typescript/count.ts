import { functionExercise } from "../kinds.js";

type Inputs = [v: number[], threshold: number];

const kept = (v: readonly number[], threshold: number): number[] => v.filter((x) => x >= threshold);

export const count = functionExercise<Inputs>({
  id: "00-compter",
  title: { fr: "Compter", en: "Counting" },
  reference: (v, threshold) => kept(v, threshold).length,
  inputs: [
    [[12, 15.5, 9, 14, 7.5, 10], 10],
    [[3, 1, 2], 5],
    [[-1, 0.5, 0.5], 0.5],
    [[8, 9], 1],
  ],
  // The threshold stands twice in the first array, whose two ends count, and once among the negative numbers of the second.
  draw: (draw) => {
    const threshold = draw.integer(3, 15) + draw.oneOf([0.5, 0.75]);
    const between = [threshold - 0.25, threshold, threshold - draw.number(1, 8), draw.number(-9, -1)];
    const negative = draw.numbers(6, -20, -1);
    return [
      [[threshold, ...draw.shuffled(between), threshold + draw.number(1, 5)], threshold],
      [negative, [...negative].sort((a, b) => a - b)[draw.integer(2, 4)]],
    ];
  },
  mistakes: [
    {
      like: () => undefined,
      why: {
        fr: "La fonction ne renvoie rien : entre accolades, il faut `return` devant le résultat.",
        en: "The function returns nothing: in braces, `return` must stand before the result.",
      },
    },
    {
      like: (v, threshold) => kept(v, threshold),
      why: {
        fr: "Vous renvoyez les éléments eux-mêmes ; on demande combien il y en a.",
        en: "You return the elements themselves; the question is how many there are.",
      },
    },
    {
      like: (v, threshold) => v.filter((x) => x > threshold).length,
      why: {
        fr: "Un élément égal au seuil compte aussi : « au moins ».",
        en: "An element equal to the threshold counts too: “at least”.",
      },
    },
    {
      like: (v, threshold) => v.map((x) => x >= threshold).length,
      why: {
        fr: "`map` garde autant d’éléments qu’il en reçoit : c’est `filter` qui choisit.",
        en: "`map` keeps as many elements as it receives: `filter` chooses.",
      },
    },
    {
      like: (v, threshold) => v.filter((x) => x < threshold).length,
      why: { fr: "Vous comptez les autres.", en: "You count the others." },
    },
    {
      like: (v, threshold) => kept(v, threshold).reduce((total, x) => total + x, 0),
      why: {
        fr: "C’est la somme de ces éléments. En R, `sum(v >= seuil)` ajoute des vrais, pas les valeurs.",
        en: "That is the sum of these elements. In R, `sum(v >= threshold)` adds truth values, not the elements.",
      },
    },
    {
      like: (v, threshold) => kept(v, threshold).length / v.length,
      why: {
        fr: "C’est leur part ; on demande leur nombre.",
        en: "That is their share; their number is asked for.",
      },
    },
    {
      like: (v, threshold) => kept(v.slice(1), threshold).length,
      why: {
        fr: "Le premier élément n’est pas compté : les positions commencent à 0.",
        en: "The first element is not counted: positions begin at 0.",
      },
    },
  ],
  because: {
    fr: "`filter` garde les éléments pour lesquels la comparaison est vraie, et `length` les compte.",
    en: "`filter` keeps the elements for which the comparison holds, and `length` counts them.",
  },
  hints: [
    {
      fr: "D’abord les éléments qui conviennent, puis leur nombre.",
      en: "First the elements that fit, then their number.",
    },
    {
      fr: "`v.filter((x) => …)` : la comparaison avec `seuil` vient après la flèche.",
      en: "`v.filter((x) => …)`: the comparison with `threshold` comes after the arrow.",
    },
    {
      fr: "`v.filter((x) => x >= seuil)` est un tableau : quelle est sa longueur ?",
      en: "`v.filter((x) => x >= threshold)` is an array: what is its length?",
    },
  ],
  read: { fr: "section 6, « Tout un tableau à la fois ».", en: 'section 6, "A whole array at once".' },
});
