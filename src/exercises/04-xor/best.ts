import type { Draw } from "../draw.js";
import { functionExercise } from "../kinds.js";

type Inputs = [accuracies: number[][]];

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const mean = (values: readonly number[]) => sum(values) / values.length;
const median = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const top = (values: readonly number[]) => values.indexOf(Math.max(...values));

/**
 * Rows of measures, the best of which is at the place `winner`. By a hundredth or two it has the best mean, and by no mistaken
 * rule it is the best: one other row has the best single measure, the other the greatest sum, least measure and median.
 */
function drawRows(draw: Draw, winner: number): Inputs {
  const others = draw.shuffled([[1, draw.number(0.6, 0.64)], draw.numbers(5, 0.8, 0.82)]);
  const best = [draw.number(0.95, 0.97), ...draw.numbers(2, 0.77, 0.785)];
  return [[...others.slice(0, winner), draw.shuffled(best), ...others.slice(winner)]];
}

/** The best row comes first, and the last one is better than the one before it. */
const drawBestFirst = (draw: Draw): Inputs => [
  [draw.numbers(3, 0.9, 0.95), draw.numbers(3, 0.5, 0.6), draw.numbers(2, 0.7, 0.8)],
];

/**
 * The best row comes second. Its mean is greater by two thousandths, and its measures lie so far apart that their geometric
 * mean is smaller.
 */
function drawClose(draw: Draw): Inputs {
  const other = draw.number(0.791, 0.792);
  const distance = draw.number(0.15, 0.2);
  return [
    [
      [other, other],
      [other + 0.002 + distance, other + 0.002 - distance],
    ],
  ];
}

export const best = functionExercise<Inputs>({
  id: "04-meilleure",
  title: { fr: "La meilleure architecture", en: "The best architecture" },
  reference: (accuracies) => top(accuracies.map(mean)),
  inputs: [
    [
      [
        [0.7, 0.7],
        [0.9, 0.95],
        [1, 0.6],
      ],
    ],
    [
      [
        [0.5, 0.9, 0.5],
        [0.8, 0.79, 0.81],
        [0.85, 0.84, 0.6],
        [0.7, 1, 0.4],
      ],
    ],
    [
      [
        [0.99, 0.98],
        [0.7, 1],
      ],
    ],
    [
      [
        [0.81, 0.81],
        [0.76, 0.9],
        [1, 0.5],
      ],
    ],
    [
      [
        [0.6, 0.6, 0.6, 0.6],
        [0.95, 0.5],
        [0.9, 0.4, 0.95],
      ],
    ],
    [
      [
        [0.9, 0.92],
        [0.5, 0.6],
        [0.7, 0.8],
      ],
    ],
    [
      [
        [0.79, 0.79],
        [0.96, 0.624],
      ],
    ],
  ],
  draw: (draw) => [
    ...[0, 1, 2].map((winner) => drawRows(draw, winner)),
    drawBestFirst(draw),
    drawClose(draw),
  ],
  mistakes: [
    {
      like: (accuracies) => Math.max(...accuracies.map(mean)),
      why: {
        fr: "C’est la meilleure moyenne ; on demande le numéro de l’architecture.",
        en: "That is the best mean; the number of the architecture is asked for.",
      },
    },
    {
      like: (accuracies) => top(accuracies.map((row) => Math.max(...row))),
      why: {
        fr: "Vous prenez le meilleur essai ; un coup de chance suffirait. Comparez les moyennes.",
        en: "You take the best attempt; one lucky start would do. Compare the means.",
      },
    },
    {
      like: (accuracies) => top(accuracies.map(mean)) + 1,
      why: { fr: "Les numéros commencent à 0.", en: "Numbers start at 0." },
    },
    {
      like: (accuracies) => top(accuracies.map((row) => -mean(row))),
      why: { fr: "C’est la pire moyenne.", en: "That is the worst mean." },
    },
    {
      like: (accuracies) => top(accuracies.map(sum)),
      why: {
        fr: "Les architectures n’ont pas toutes le même nombre d’essais : divisez la somme par leur nombre.",
        en: "Architectures differ in their number of attempts: divide the sum by it.",
      },
    },
    {
      like: (accuracies) => top(accuracies.map(median)),
      why: {
        fr: "C’est la médiane ; on demande la moyenne.",
        en: "That is the median; the mean is asked for.",
      },
    },
    {
      like: (accuracies) => top(accuracies.map((row) => row[0])),
      why: {
        fr: "Vous ne regardez que le premier essai de chacune.",
        en: "You look at each one's first attempt only.",
      },
    },
    {
      like: (accuracies) => top(accuracies.map((row) => Math.min(...row))),
      why: {
        fr: "C’est le critère du pire essai ; on demande la moyenne.",
        en: "That goes by the worst attempt; the mean is asked for.",
      },
    },
  ],
  because: {
    fr: "La moyenne des essais dit ce qu’on peut attendre d’une architecture ; le meilleur essai ne dit que la chance d’un départ.",
    en: "The mean of the attempts says what to expect of an architecture; the best attempt only tells the luck of one start.",
  },
  hints: [
    { fr: "Calculez d’abord la moyenne de chaque ligne.", en: "Compute the mean of each row first." },
    {
      fr: "Gardez, dans une boucle, la plus grande moyenne vue et le numéro de sa ligne.",
      en: "In a loop, keep the largest mean seen and the number of its row.",
    },
    {
      fr: "`moyennes.indexOf(Math.max(...moyennes))` donne la place du plus grand nombre d’un tableau.",
      en: "`means.indexOf(Math.max(...means))` gives the place of an array's largest number.",
    },
  ],
  read: {
    fr: "section 5, « Chercher la bonne architecture ».",
    en: 'section 5, "Looking for the right architecture".',
  },
});
