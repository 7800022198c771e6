/**
 * The numbers that the texts of lessons 7 and 8 give for the real photographs and reviews, and the whole trainings. They
 * take a quarter of an hour: `npm run test:long`, where `NEURONES_DATA` names the data.
 */
import assert from "node:assert/strict";
import path from "node:path";
import { itWithRealData } from "../datasets/files/fixtures.js";
import { codeCells, numberIn } from "./executed-cells.js";
import { executeNotebook, LESSONS, lessonsFolder } from "./executed-lessons.js";

/** A number that a text gives: one that a cell prints, or by how much it is above another of the same cell. */
interface RealNumber {
  readonly says: string;
  readonly cell: string;
  readonly at: RegExp;
  readonly above?: RegExp;
  /** The interval of the number: what the text says, and the spread of seeds. */
  readonly between: readonly [number, number];
}

const PLAIN = /énoncé +\S+ +(0,\d+)/;
const inTheBalance = (
  says: string,
  at: RegExp,
  between: readonly [number, number],
  above?: RegExp,
): RealNumber => ({ says, cell: "bilan", at, between, ...(above !== undefined && { above }) });

const inTheComparison = (says: string, at: RegExp, between: readonly [number, number]): RealNumber => ({
  says,
  cell: "comparer",
  at,
  between,
});

const LESSON_NUMBERS: readonly {
  readonly lesson: string;
  readonly data: string;
  readonly numbers: readonly RealNumber[];
}[] = [
  {
    lesson: "07-cifar10.ipynb",
    data: "cifar10",
    numbers: [
      inTheBalance("six photographs of ten", PLAIN, [0.57, 0.66]),
      inTheBalance("dropout: one point more", /dropout 0,3 +\S+ +(0,\d+)/, [-0.01, 0.035], PLAIN),
      inTheBalance("normalisation: by heart", /normalisation\D*(\S+)/, [0.86, 1]),
      inTheBalance("normalisation: less on the test", /normalisation\D*\S+ +(0,\d+)/, [-0.09, 0.005], PLAIN),
      inTheBalance("mirror: three to five points", /miroir +\S+ +(0,\d+)/, [0.015, 0.065], PLAIN),
      inTheBalance("together: six to eight", /ensemble +\S+ +(0,\d+)/, [0.05, 0.095], PLAIN),
    ],
  },
  {
    lesson: "08-imdb.ipynb",
    data: "imdb",
    numbers: [
      inTheComparison("bag of words: about 87 %", /sac de mots +160\s305 +(0,\d+)/, [0.855, 0.885]),
      inTheComparison("embedding: 85 to 88 %", /moyenne +160\s289 +(0,\d+)/, [0.845, 0.885]),
      inTheComparison("recurrent: 85 to 88 %", /simple +161\s601 +(0,\d+)/, [0.83, 0.885]),
      inTheComparison("LSTM: 85 to 88 %", /LSTM +166\s305 +(0,\d+)/, [0.84, 0.885]),
      inTheComparison("convolution: about 89 %", /convolutif +673\s025 +(0,\d+)/, [0.88, 0.9]),
    ],
  },
];

/** Milliseconds for the whole trainings of one lesson, on a slow machine that does other work. */
const TRAINING_TIMEOUT = 3_600_000;

describe("lessons on the real data", function () {
  this.timeout(TRAINING_TIMEOUT);
  if (process.env["NEURONES_LONG"] !== "1") return;
  for (const { lesson, data, numbers } of LESSON_NUMBERS)
    itWithRealData(
      data,
      `${lesson} gives, trained in full on the real data, what its text says`,
      async (folder) => {
        const executed = await executeNotebook(
          path.join(LESSONS, lesson),
          path.join(lessonsFolder(), "real"),
          {
            NEURONES_QUICK: "0",
            NEURONES_DATA: folder,
          },
          TRAINING_TIMEOUT,
        );
        const cells = codeCells(executed);
        const outside = numbers.flatMap(({ says, cell, at, above, between: [low, high] }) => {
          const base = above === undefined ? 0 : numberIn(cells, { cell, at: above });
          const number = numberIn(cells, { cell, at }) - base;
          return number >= low && number <= high ? [] : [`${says}: ${number}, not in [${low}, ${high}]`];
        });
        assert.deepEqual(outside, []);
      },
    );
});
