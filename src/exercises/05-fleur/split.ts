import type { Draw } from "../draw.js";
import { functionExercise } from "../kinds.js";

type Inputs = [order: number[], testShare: number];

const split = (order: readonly number[], tests: number) => [
  order.slice(0, order.length - tests),
  order.slice(order.length - tests),
];
const rounded = (order: readonly number[], share: number) => Math.round(order.length * share);

const drawOrder = (draw: Draw, count: number, share: number): Inputs => [
  draw.several(count, () => draw.integer(0, 999)),
  share,
];
/** A share of `count` examples that is so much above an integer. */
const drawShare = (draw: Draw, count: number, low: number, high: number): number =>
  draw.suchThat(
    (share) => (count * share) % 1 > low && (count * share) % 1 < high,
    () => draw.number(0.1, 0.4),
  );

export const trainingSplit = functionExercise<Inputs>({
  id: "05-partage",
  title: { fr: "Le partage", en: "The split" },
  reference: (order, share) => split(order, rounded(order, share)),
  inputs: [
    [[3, 1, 4, 0, 2], 0.2],
    [[7, 2, 9, 4, 0, 1, 8, 6, 5, 3], 0.3],
    [[6, 5, 1, 0, 3, 2, 4], 0.25],
    [[1, 0], 0.5],
    [[8, 3, 0, 6, 1, 5, 2, 7, 4], 0.25],
    [[4, 0, 5, 2, 1, 3], 0.25],
  ],
  // The number of tests before rounding: a half exactly, then less than a half above an integer, then more.
  draw: (draw) => [
    drawOrder(
      draw,
      ...draw.oneOf<readonly [count: number, share: number]>([
        [10, 0.25],
        [14, 0.25],
        [12, 0.125],
        [12, 0.375],
        [20, 0.375],
      ]),
    ),
    drawOrder(draw, 15, drawShare(draw, 15, 0.1, 0.4)),
    drawOrder(draw, 23, drawShare(draw, 23, 0.6, 0.9)),
  ],
  mistakes: [
    {
      like: (order, share) => [...split(order, rounded(order, share))].reverse(),
      why: {
        fr: "Les deux parties sont échangées : d’abord l’apprentissage, puis le test.",
        en: "The parts are exchanged: training first, then test.",
      },
    },
    {
      like: (order, share) => {
        const tests = rounded(order, share);
        return [order.slice(tests), order.slice(0, tests)];
      },
      why: {
        fr: "Le test doit être fait des derniers numéros.",
        en: "The test part is made of the last numbers.",
      },
    },
    {
      like: (order, share) => split(order, Math.floor(order.length * share)),
      why: { fr: "Arrondissez au plus proche : `Math.round`.", en: "Round to the nearest: `Math.round`." },
    },
    {
      like: (order, share) => split(order, Math.ceil(order.length * share)),
      why: { fr: "Arrondissez au plus proche : `Math.round`.", en: "Round to the nearest: `Math.round`." },
    },
    {
      like: (order, share) => split(order, Math.ceil(order.length * share - 0.5)),
      why: {
        fr: "Une moitié s’arrondit vers le haut : c’est ce que fait `Math.round`.",
        en: "A half is rounded up: `Math.round` does so.",
      },
    },
    {
      like: (order, share) => split(order, order.length - Math.round(order.length * (1 - share))),
      why: {
        fr: "C’est le nombre des exemples de test qui est arrondi, pas celui de l’apprentissage.",
        en: "The number of test examples is rounded, not that of the training examples.",
      },
    },
    {
      like: (order, share) =>
        split(
          order.map((_, i) => i),
          rounded(order, share),
        ),
      why: {
        fr: "Gardez les numéros dans l’ordre reçu : il a été tiré au hasard.",
        en: "Keep the numbers in the order received: it was drawn at random.",
      },
    },
    {
      like: (order, share) =>
        split(
          [...order].sort((a, b) => a - b),
          rounded(order, share),
        ),
      why: {
        fr: "Ne triez pas : l’ordre a été tiré au hasard exprès.",
        en: "Do not sort: the order was drawn at random on purpose.",
      },
    },
    {
      like: (order, share) => [[...order], split(order, rounded(order, share))[1]],
      why: {
        fr: "Les exemples de test sont aussi dans l’apprentissage : le test ne prouverait plus rien.",
        en: "The test examples are in the training part too: the test would prove nothing.",
      },
    },
    {
      like: (order, share) => [order.length - rounded(order, share), rounded(order, share)],
      why: {
        fr: "Ce sont les nombres d’exemples ; on demande les exemples : deux tableaux.",
        en: "Those are the numbers of examples; the examples are asked for: two arrays.",
      },
    },
  ],
  because: {
    fr: "Les exemples de test n’ont servi à aucun réglage : eux seuls disent ce que le modèle vaut sur des points nouveaux.",
    en: "The test examples served for no choice: they alone tell what the model is worth on new points.",
  },
  hints: [
    {
      fr: "Combien d’exemples pour le test ? `Math.round(ordre.length * partTest)`.",
      en: "How many examples to test on? `Math.round(order.length * testPart)`.",
    },
    {
      fr: "`ordre.slice(a, b)` prend les éléments de la place a à la place b, b non compris.",
      en: "`order.slice(a, b)` takes the elements from place a up to b, without b.",
    },
    {
      fr: "La coupure est à la place `ordre.length` moins ce nombre.",
      en: "The cut is at the place `order.length` minus that number.",
    },
  ],
  read: { fr: "section 3, « Mettre des exemples de côté ».", en: 'section 3, "Putting examples aside".' },
});
