/**
 * Splits examples into those to train on and those to test on: only examples that a network has not learned
 * from show what it can do.
 *
 * The examples are shuffled (R's `sample(n)`); the first ones are for training, the others for testing. A
 * stratified split does so class by class, so that each class has its share in both parts: with few examples,
 * or a rare class, a part might otherwise have none of it by chance.
 */
import { checkOptions } from "../errors/check-options.js";
import { ArgumentError } from "../errors/errors.js";
import { FINITE_NUMBER, text } from "../errors/kinds.js";
import { RANDOMNESS, type Randomness } from "../random/randomness.js";
import { Tensor } from "../tensor/tensor.js";
import { countExamples, takeFromTable, type Rows, type TableOf, type TakenTable } from "./rows.js";
import { randomOrder } from "./shuffle.js";

/** The options of `trainTestSplit`. */
export interface SplitOptions<Kind> extends Randomness {
  /** The share of the examples to test on, between 0 and 1, or their number; 0.25 by default. */
  readonly testSize?: number;
  /** The part of the table whose classes are to have their share in both parts: `stratify: "y"`. */
  readonly stratify?: keyof Kind & string;
}

const KINDS = { testSize: FINITE_NUMBER, stratify: text("y"), ...RANDOMNESS };

/** The two parts of a table, as `trainTestSplit` returns them. */
export interface Split<Kind> {
  readonly train: TakenTable<Kind>;
  readonly test: TakenTable<Kind>;
}

/**
 * Splits data into a part to train on and a part to test on.
 * @param data parts that belong together, such as `{ x, y }`
 * @throws ShapeError where the parts differ in their number of rows, ArgumentError for sizes that leave a
 *   part empty
 * @param options `testSize` (a share or a number), `stratify`, `seed`, …
 * @example
 * ```ts
 * const { train: learned, test } = trainTestSplit(
 *   { x: [[1], [2], [3], [4]], y: [1, 2, 3, 4] },
 *   { testSize: 0.25, seed: 69 },
 * );
 * ```
 */
export function trainTestSplit<Kind extends TableOf<Kind>>(
  data: Kind,
  options: SplitOptions<Kind> = {},
): Split<Kind> {
  checkOptions(options, KINDS, "trainTestSplit");
  const count = countExamples(data, "trainTestSplit");
  const tests = countTests(options.testSize ?? 0.25, count);
  const order = randomOrder(count, options);
  const classes =
    options.stratify === undefined
      ? new Int32Array(count)
      : classesOf(
          Object.hasOwn(data, options.stratify) ? data[options.stratify] : undefined,
          options.stratify,
        );
  const quotas = shareOut(count - tests, classes);
  const [train, test]: [number[], number[]] = [[], []];
  for (const index of order) (quotas[classes[index]]-- > 0 ? train : test).push(index);
  return {
    train: takeFromTable(data, Int32Array.from(train)),
    test: takeFromTable(data, Int32Array.from(test)),
  };
}

function countTests(testSize: number, count: number): number {
  const tests = testSize < 1 ? Math.round(testSize * count) : testSize;
  if (Number.isInteger(tests) && tests > 0 && tests < count) return tests;
  throw new ArgumentError({
    where: "trainTestSplit",
    argument: "testSize",
    received: String(testSize),
    expected: {
      fr: `une part entre 0 et 1, ou un nombre d’exemples, qui en laisse au moins un de chaque côté (il y en a ${count})`,
      en: `a share between 0 and 1, or a number of examples, that leaves at least one on each side (there are ${count})`,
    },
    mend: { fr: "Par exemple testSize: 0.25.", en: "For example testSize: 0.25." },
  });
}

/** The class of each example as a number, from 0 in the order in which the classes first occur. */
function classesOf(rows: Rows | undefined, name: string): Int32Array {
  const numbers = new Map<unknown, number>();
  const labels = labelsOf(rows, name);
  const classes = Int32Array.from(labels, (label) => {
    const number = numbers.get(label) ?? numbers.size;
    numbers.set(label, number);
    return number;
  });
  for (const [label, number] of numbers) {
    if (classes.filter((found) => found === number).length > 1) continue;
    throw new ArgumentError({
      where: "trainTestSplit",
      argument: "stratify",
      received: {
        fr: `la classe ${String(label)} avec un seul exemple`,
        en: `the class ${String(label)} with a single example`,
      },
      expected: { fr: "au moins deux exemples de chaque classe", en: "at least two examples of each class" },
      mend: {
        fr: "Ôtez cette classe, ou l’option stratify.",
        en: "Remove that class, or the option stratify.",
      },
    });
  }
  return classes;
}

/** One label for each example; equal rows of numbers, such as one-hot labels, are the same class. */
function labelsOf(rows: Rows | undefined, name: string): unknown[] {
  if (rows === undefined) {
    throw new ArgumentError({
      where: "trainTestSplit",
      argument: "stratify",
      received: JSON.stringify(name),
      expected: { fr: "le nom d’une partie de data", en: "the name of a part of data" },
      mend: { fr: 'Par exemple stratify: "y".', en: 'For example stratify: "y".' },
    });
  }
  const list: readonly unknown[] =
    rows instanceof Tensor
      ? (rows.arraySync() as unknown[])
      : Array.from<unknown>(rows as ArrayLike<unknown>);
  return list.map((label) => (typeof label === "object" && label !== null ? String(label as object) : label));
}

/**
 * How many examples of each class are for training: its share, rounded by largest remainders so that the sum
 * is right.
 */
function shareOut(training: number, classes: Int32Array): number[] {
  const counts: number[] = [];
  for (const number of classes) counts[number] = (counts[number] ?? 0) + 1;
  const exact = counts.map((count) => (training * count) / classes.length);
  const shares = exact.map(Math.floor);
  const byRemainder = exact
    .map((value, number) => ({ number, remainder: value - shares[number] }))
    .sort((a, b) => b.remainder - a.remainder || a.number - b.number);
  const missing = training - shares.reduce((sum, share) => sum + share, 0);
  for (const { number } of byRemainder.slice(0, missing)) shares[number]++;
  return shares;
}
