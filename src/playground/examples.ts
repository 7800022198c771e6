/** The examples of a playground: a generated set, points that were drawn or read, or the learner's own. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { trainTestSplit } from "../data/train-test-split.js";
import { circles } from "../datasets/circles.js";
import { curve } from "../datasets/curve.js";
import { flower } from "../datasets/flower.js";
import type { PlaneSet } from "../datasets/generated.js";
import { moons } from "../datasets/moons.js";
import { perceptron } from "../datasets/perceptron.js";
import { spiral } from "../datasets/spiral.js";
import { xor } from "../datasets/xor.js";
import { asTensor } from "../tensor/as-tensor.js";
import { formatShape } from "../tensor/shape.js";
import type { TensorLike } from "../tensor/tensor.js";
import { readFormula } from "./protocol/formula.js";
import { REACH, type Problem, type Settings } from "./protocol/settings.js";

/** Points with their targets: a class 0, 1, … or a number. */
export interface Examples {
  readonly problem: Problem;
  /** [points, 1 or 2]. */
  readonly x: number[][];
  readonly y: number[];
  /** The labels of the classes as they were given, in the order of their numbers; empty for a regression. */
  readonly labels: readonly number[];
}

export interface SplitExamples extends Examples {
  readonly train: PlaneSet;
  readonly test: PlaneSet;
}

/** More different whole numbers than these are no classes, but values to predict. */
const MOST_CLASSES = 10;

/** The examples of these settings. */
export function examplesOf(settings: Settings): Examples {
  const { data, problem, points } = settings;
  if (data !== "points") {
    const { x, y } = generate(settings);
    return withLabels(x, y, data === "curve" ? "regression" : "classification");
  }
  return withLabels(
    points.map((point) => point.slice(0, -1)),
    points.map((point) => point[point.length - 1]),
    problem,
  );
}

/** The numbers of points are even, and those of the flower multiples of its petals. */
export function countsOf({ samples }: Settings): { readonly n: number; readonly pointsPerPetal: number } {
  return { n: 2 * Math.ceil(samples / 2), pointsPerPetal: Math.ceil(samples / 8) };
}

function generate(settings: Settings): PlaneSet {
  const { data, noise, seed, formula } = settings;
  const { n, pointsPerPetal } = countsOf(settings);
  switch (data) {
    case "clouds":
      return perceptron({ n, shift: 2, sd: noise, seed });
    case "xor":
      return xor({ n, noise, seed });
    case "moons":
      return moons({ n, noise, seed });
    case "spiral":
      return spiral({ n, noise, seed });
    case "flower":
      return flower({ pointsPerPetal, noise, seed });
    case "curve":
      return curve({ f: readFormula(formula)!.value, n, from: -REACH, to: REACH, noise, seed });
    default:
      return circles({ n, noise, seed });
  }
}

/** The learner's own data. @throws ShapeError, ArgumentError for data that no playground can draw */
export function ownExamples(x: TensorLike, y: TensorLike, problem: Problem | undefined): Examples {
  const inputs = asTensor(x, "playground", "x");
  const targets = asTensor(y, "playground", "y");
  if (inputs.rank !== 2 || inputs.shape[1] > 2 || inputs.shape[0] === 0)
    throw cannotDraw(formatShape(inputs.shape));
  const [count, columns] = inputs.shape;
  if (targets.shape[0] !== count || targets.rank > 2) throw otherCount(formatShape(targets.shape), count);
  const values = inputs.storage;
  const bad = [...values, ...targets.storage].find((value) => !Number.isFinite(value));
  if (bad !== undefined) throw notFinite(bad);
  const rows = Array.from({ length: count }, (_, i) =>
    Array.from({ length: columns }, (_, j) => values[i * columns + j]),
  );
  const width = targets.size / count;
  const numbers = Array.from({ length: count }, (_, i) => {
    const row = targets.storage.subarray(i * width, (i + 1) * width);
    return width === 1 ? row[0] : row.indexOf(Math.max(...row));
  });
  return withLabels(rows, numbers, width > 1 ? "classification" : (problem ?? problemOf(numbers)));
}

function problemOf(y: readonly number[]): Problem {
  const areClasses = y.every(Number.isInteger) && new Set(y).size <= MOST_CLASSES;
  return areClasses ? "classification" : "regression";
}

/** Numbers the classes from 0 on, in the order of their labels. */
function withLabels(x: number[][], y: readonly number[], problem: Problem): Examples {
  if (problem === "regression") return { problem, x, y: [...y], labels: [] };
  const found = [...new Set(y)].sort((a, b) => a - b);
  const labels = found.length === 1 ? [0, 1] : found;
  if (found.length > MOST_CLASSES) throw tooManyClasses(found.length);
  const isNumbered = found.every((label) => Number.isInteger(label) && label >= 0 && label < MOST_CLASSES);
  // Labels such as 0 and 2 keep their numbers: class 1 may be rare, or still to be drawn.
  const all = isNumbered
    ? Array.from({ length: Math.max(2, ...found.map((l) => l + 1)) }, (_, i) => i)
    : labels;
  return { problem, x, y: y.map((label) => all.indexOf(label)), labels: all };
}

/** Puts a share of the examples aside for the test; with no share all are for training. */
export function splitExamples(examples: Examples, { testShare, seed }: Settings): SplitExamples {
  const { x, y } = examples;
  const tests = Math.round(testShare * x.length);
  if (tests === 0 || tests === x.length) return { ...examples, train: { x, y }, test: { x: [], y: [] } };
  const { train, test } = trainTestSplit({ x, y }, { testSize: tests, seed });
  return { ...examples, train, test };
}

function cannotDraw(received: string): ShapeError {
  return new ShapeError({
    where: "playground",
    argument: "x",
    received,
    expected: { fr: "[exemples, 1] ou [exemples, 2]", en: "[examples, 1] or [examples, 2]" },
    mend: {
      fr: "Le terrain de jeu dessine une courbe ou un plan : gardez une ou deux colonnes de x.",
      en: "The playground draws a curve or a plane: keep one or two columns of x.",
    },
  });
}

function otherCount(received: string, count: number): ShapeError {
  return new ShapeError({
    where: "playground",
    argument: "y",
    received,
    expected: `[${count}]`,
    mend: { fr: "y a une valeur pour chaque ligne de x.", en: "y has one value for each row of x." },
  });
}

function notFinite(value: number): ArgumentError {
  return new ArgumentError({
    where: "playground",
    argument: "x, y",
    received: written(value),
    expected: { fr: "des nombres finis", en: "finite numbers" },
    mend: {
      fr: "Retirez ou remplacez les valeurs NaN et infinies.",
      en: "Remove or replace the values that are NaN or infinite.",
    },
  });
}

function tooManyClasses(count: number): ArgumentError {
  return new ArgumentError({
    where: "playground",
    argument: "y",
    received: { fr: `${count} classes`, en: `${count} classes` },
    expected: { fr: `au plus ${MOST_CLASSES} classes`, en: `at most ${MOST_CLASSES} classes` },
    mend: {
      fr: 'Si y contient des nombres à prédire, demandez problem: "regression".',
      en: 'If y contains numbers to predict, ask for problem: "regression".',
    },
  });
}
