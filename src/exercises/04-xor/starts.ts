import type { Draw } from "../draw.js";
import { functionExercise } from "../kinds.js";

type Inputs = [p: number, wanted: number];

/** The least n for which `enough` is true of 1 − (1 − p)ⁿ: all n attempts fail with probability (1 − p)ⁿ. */
function startsUntil(p: number, enough: (reached: number) => boolean): number {
  let n = 0;
  for (let failing = 1; !enough(1 - failing); n++) failing *= 1 - p;
  return n;
}
const starts = (p: number, wanted: number) => startsUntil(p, (reached) => reached >= wanted);

const drawInputs = (draw: Draw): Inputs => [draw.number(0.05, 0.7), draw.number(0.72, 0.995)];
const isOffBoundary = ([p, wanted]: Inputs): boolean => starts(p, wanted - 1e-6) === starts(p, wanted + 1e-6);
/** True if the number of starts, before it is rounded up, is nearer to the next lower integer. */
const isRoundedDown = ([p, wanted]: Inputs): boolean => {
  const fraction = (Math.log(1 - wanted) / Math.log(1 - p)) % 1;
  return fraction > 0.1 && fraction < 0.4;
};

export const enoughStarts = functionExercise<Inputs>({
  id: "04-departs",
  title: { fr: "Combien de départs ?", en: "The number of starts" },
  reference: starts,
  inputs: [
    [0.6, 0.99],
    [0.3, 0.95],
    [0.9, 0.5],
    [0.05, 0.9],
    [0.45, 0.8],
    [0.5, 0.75],
  ],
  // With the first two of these inputs a number of starts has exactly the wanted probability, which is enough. Loops
  // and logarithms are exact there.
  draw: (draw) => [
    draw.oneOf<Inputs>([
      [0.5, 0.75],
      [0.5, 0.875],
      [0.75, 0.9375],
      [0.5, 0.9375],
      [0.875, 0.984375],
    ]),
    draw.oneOf<Inputs>([
      [0.75, 0.75],
      [0.625, 0.625],
      [0.9375, 0.9375],
    ]),
    ...draw.several(4, () => draw.suchThat(isOffBoundary, drawInputs)),
    draw.suchThat(isRoundedDown, drawInputs),
  ],
  mistakes: [
    {
      like: (p, wanted) => startsUntil(p, (reached) => reached > wanted),
      why: {
        fr: "« Au moins `voulu` » : quand la probabilité vaut exactement `voulu`, le nombre de départs suffit.",
        en: '"At least `wanted`": where the probability equals `wanted`, the number of starts is enough.',
      },
    },
    {
      like: (p, wanted) => Math.log(1 - wanted) / Math.log(1 - p),
      why: {
        fr: "C’est presque cela : un nombre de départs est entier. Arrondissez du bon côté.",
        en: "Nearly: a number of starts is whole. Round to the right side.",
      },
    },
    {
      like: (p, wanted) => Math.floor(Math.log(1 - wanted) / Math.log(1 - p)),
      why: {
        fr: "En arrondissant vers le bas, il manque un départ : la probabilité reste en dessous.",
        en: "Rounded down, one start is missing: the probability stays below.",
      },
    },
    {
      like: (p, wanted) => Math.ceil(Math.log(wanted) / Math.log(p)),
      why: {
        fr: "C’est l’échec de tous les départs qui doit être rare : partez de (1 − p)ⁿ.",
        en: "It is the failure of all starts that must be rare: begin with (1 − p)ⁿ.",
      },
    },
    {
      like: (p, wanted) => Math.ceil(wanted / p),
      why: {
        fr: "Les probabilités ne s’additionnent pas : deux départs à 60 % ne font pas 120 %.",
        en: "Probabilities do not add up: two starts of 60% are not 120%.",
      },
    },
    {
      like: (p) => Math.ceil(1 / p),
      why: {
        fr: "C’est le nombre de départs qu’il faut en moyenne ; ici on veut être presque sûr.",
        en: "That many starts are needed on average; here one wants to be nearly sure.",
      },
    },
    {
      like: (p, wanted) => Math.round(Math.log(1 - wanted) / Math.log(1 - p)),
      why: {
        fr: "Arrondir au plus proche donne parfois un départ de moins qu’il n’en faut.",
        en: "Rounding to the nearest sometimes gives one start too few.",
      },
    },
  ],
  because: {
    fr: "Des départs indépendants échouent tous avec probabilité (1 − p)ⁿ : on veut que cela devienne assez rare.",
    en: "Independent starts all fail with probability (1 − p)ⁿ: one wants that to become rare enough.",
  },
  hints: [
    {
      fr: "Quelle est la probabilité que n départs échouent tous ?",
      en: "What is the probability that all of n starts fail?",
    },
    {
      fr: "Elle vaut (1 − p)ⁿ. Cherchez le plus petit n tel que 1 − (1 − p)ⁿ ≥ voulu.",
      en: "It is (1 − p)ⁿ. Look for the least n with 1 − (1 − p)ⁿ ≥ wanted.",
    },
    {
      fr: "Une boucle qui augmente n jusque-là convient ; ou le logarithme, puis `Math.ceil`.",
      en: "A loop that raises n until then will do; or the logarithm, then `Math.ceil`.",
    },
  ],
  read: { fr: "section 6, « Recommencer ».", en: 'section 6, "Starting again".' },
});
