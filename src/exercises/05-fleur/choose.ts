import type { Draw } from "../draw.js";
import { functionExercise } from "../kinds.js";

type Inputs = [accuracies: number[], parameters: number[], tolerance: number];

/** The index of the row with the highest `score` among those that satisfy the condition. */
function place(count: number, passes: (i: number) => boolean, score: (i: number) => number): number {
  let found = -1;
  for (let i = 0; i < count; i++) if (passes(i) && (found < 0 || score(i) > score(found))) found = i;
  return found;
}

/** The index of the model with the fewest parameters among those that satisfy the condition. */
const smallestWhere = (parameters: readonly number[], passes: (i: number) => boolean): number =>
  place(parameters.length, passes, (i) => -parameters[i]);

/** The index of the model with the fewest parameters among those whose accuracy is good enough. */
const smallestWithin = (...[accuracies, parameters, tolerance]: Inputs): number =>
  smallestWhere(parameters, (i) => accuracies[i] >= Math.max(...accuracies) - tolerance);

/**
 * Models that are so many tolerances below the best one, which have the fewer parameters the lower they are. One of
 * them is exactly at the tolerance. `size` multiplies the numbers of parameters. All values are sums of few powers of
 * two, so that every way to compare them is exact.
 */
function drawBoundary(draw: Draw, below: readonly number[], size = 1): Inputs {
  const [best, tolerance] = [draw.oneOf([0.75, 0.8125, 0.875]), draw.oneOf([0.03125, 0.0625, 0.125])];
  return [
    below.map((count) => best - count * tolerance),
    below.map((count) => size * (90 - 40 * count + draw.integer(1, 9))),
    tolerance,
  ];
}

const drawInputs = (draw: Draw): Inputs => [
  draw.numbers(6, 0.6, 0.8),
  draw.several(6, (_, i) => 10 * ((i * 5) % 7) + draw.integer(1, 9)),
  draw.number(0.01, 0.05),
];
const isOffBoundary = ([accuracies, , tolerance]: Inputs): boolean =>
  accuracies.every((accuracy) => Math.abs(Math.max(...accuracies) - accuracy - tolerance) > 1e-6);

export const chooseModel = functionExercise<Inputs>({
  id: "05-choisir",
  title: { fr: "Le plus petit parmi les bons", en: "The smallest of the good ones" },
  reference: smallestWithin,
  inputs: [
    [[0.6, 0.7, 0.745, 0.75, 0.71], [9, 21, 33, 81, 161], 0.02],
    [[0.74, 0.69, 0.75], [161, 33, 81], 0.001],
    [[0.71, 0.75, 0.74, 0.73], [81, 161, 21, 51], 0.015],
    [[0.8, 0.79, 0.5], [81, 33, 9], 0.05],
    [[0.5, 0.625, 0.75, 0.875], [9, 21, 33, 81], 0.125],
    [[0.875, 0.75, 0.625], [81, 33, 21], 0.125],
    [[0.75, 0.74, 0.5], [81_000, 33_000, 9000], 0.02],
  ],
  draw: (draw) => [
    drawBoundary(draw, [2, 1, 0]),
    drawBoundary(draw, [0, 1, 2], 1000),
    drawBoundary(draw, draw.shuffled([0, 0.5, 1, 1.5, 2])),
    ...draw.several(2, () => draw.suchThat(isOffBoundary, drawInputs)),
  ],
  mistakes: [
    {
      like: (accuracies, parameters, tolerance) =>
        smallestWhere(parameters, (i) => accuracies[i] > Math.max(...accuracies) - tolerance),
      why: {
        fr: "« Au moins » : un modèle qui est exactement à `tolerance` de la meilleure exactitude est assez bon aussi.",
        en: '"At least": a model that is exactly `tolerance` below the best accuracy is good enough too.',
      },
    },
    {
      like: (accuracies, parameters, tolerance) =>
        smallestWhere(
          parameters,
          (i) => accuracies[i] >= Math.max(...accuracies.slice(0, i + 1)) - tolerance,
        ),
      why: {
        fr: "Votre meilleure exactitude change pendant la boucle : trouvez-la d’abord, puis comparez tous les modèles avec elle.",
        en: "Your best accuracy changes during the loop: find it first, then compare all models with it.",
      },
    },
    {
      like: (accuracies, parameters, tolerance) =>
        smallestWhere(parameters, (i) => accuracies[i] >= Math.max(...accuracies) * (1 - tolerance)),
      why: {
        fr: "Votre tolérance est une part de la meilleure exactitude ; c’est une différence qui est demandée.",
        en: "Your tolerance is a share of the best accuracy; a difference is asked for.",
      },
    },
    {
      like: (accuracies) => accuracies.indexOf(Math.max(...accuracies)),
      why: {
        fr: "C’est le plus exact ; un plus petit est peut-être aussi bon, à la tolérance près.",
        en: "That is the most accurate; a smaller one may be as good within the tolerance.",
      },
    },
    {
      like: (_, parameters) => parameters.indexOf(Math.min(...parameters)),
      why: {
        fr: "C’est le plus petit de tous ; il doit d’abord être assez exact.",
        en: "That is the smallest of all; it must be accurate enough first.",
      },
    },
    {
      like: (accuracies, _, tolerance) =>
        accuracies.findIndex((value) => value >= Math.max(...accuracies) - tolerance),
      why: {
        fr: "C’est le premier assez exact ; cherchez celui qui a le moins de paramètres.",
        en: "That is the first accurate enough; look for the one with the fewest parameters.",
      },
    },
    {
      like: (accuracies, parameters, tolerance) =>
        Math.min(...parameters.filter((_, i) => accuracies[i] >= Math.max(...accuracies) - tolerance)),
      why: {
        fr: "C’est son nombre de paramètres ; on demande sa place dans le tableau.",
        en: "That is its number of parameters; its place in the array is asked for.",
      },
    },
    {
      like: (accuracies, parameters, tolerance) =>
        place(
          accuracies.length,
          (i) => accuracies[i] >= Math.max(...accuracies) - tolerance,
          (i) => parameters[i],
        ),
      why: { fr: "C’est le plus grand parmi les bons.", en: "That is the largest of the good ones." },
    },
    {
      like: (accuracies, parameters, tolerance) => 1 + smallestWithin(accuracies, parameters, tolerance),
      why: { fr: "Les places commencent à 0.", en: "Places start at 0." },
    },
    {
      like: (accuracies, parameters) =>
        place(
          accuracies.length,
          () => true,
          (i) => accuracies[i] / parameters[i],
        ),
      why: {
        fr: "Le rapport exactitude / paramètres favorise toujours les plus petits, même mauvais.",
        en: "The ratio of accuracy to parameters always favours the smallest, even bad ones.",
      },
    },
  ],
  because: {
    fr: "Entre des modèles que le test ne sait pas départager, le plus petit retient moins de bruit et coûte moins cher.",
    en: "Among models that the test cannot tell apart, the smallest learns less noise and costs less.",
  },
  hints: [
    {
      fr: "Calculez d’abord la meilleure exactitude : `Math.max(...exactitudes)`.",
      en: "Compute the best accuracy first: `Math.max(...accuracies)`.",
    },
    {
      fr: "Un modèle est assez bon si son exactitude est au moins la meilleure moins la tolérance.",
      en: "A model is good enough if its accuracy is at least the best minus the tolerance.",
    },
    {
      fr: "Dans une boucle, gardez la place du plus petit nombre de paramètres, parmi ceux qui sont assez bons.",
      en: "In a loop, keep the place of the smallest number of parameters among those good enough.",
    },
  ],
  read: { fr: "section 8, « Choisir ».", en: 'section 8, "Choosing".' },
});
