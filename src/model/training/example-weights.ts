/** How much each example counts for each output: its own weight times that of its class. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import type { Loss } from "../../losses/losses.js";
import { argMax } from "../../tensor/operations/operations.js";
import { Tensor, type TensorLike } from "../../tensor/tensor.js";
import { numbersOf } from "./numbers-of.js";

/** Weights by class number. */
type OfClasses = Readonly<Record<number, number | undefined>>;

/**
 * The weights of the output's classes; for several outputs a list, with undefined for an output whose classes
 * count the same.
 */
export type ClassWeight = OfClasses | readonly (OfClasses | undefined)[];

export interface Weighting {
  readonly sampleWeight?: TensorLike;
  readonly classWeight?: ClassWeight;
}

/**
 * One tensor [count] for each output; undefined where every example counts the same.
 * @throws ArgumentError for weights that do not belong to an example or a class
 */
export function weightsOf(
  targets: readonly Tensor[],
  losses: readonly Loss[],
  { sampleWeight, classWeight }: Weighting,
  where: string,
): readonly Tensor[] | undefined {
  if (sampleWeight === undefined && classWeight === undefined) return undefined;
  const count = targets[0].shape[0];
  const own =
    sampleWeight === undefined ? new Float32Array(count).fill(1) : sampleWeights(sampleWeight, count, where);
  const classes =
    classWeight === undefined
      ? targets.map(() => undefined)
      : classWeights(classWeight, targets.length, where);
  return targets.map((target, i) => {
    const weights = own.slice();
    const ofClasses = classes[i];
    if (ofClasses !== undefined)
      classesOf(target, losses[i], where).forEach((label, row) => (weights[row] *= ofClasses[label] ?? 1));
    return new Tensor(weights, [count]);
  });
}

function sampleWeights(given: TensorLike, count: number, where: string): Float32Array {
  const { storage: data, size } = numbersOf(given, where, "sampleWeight");
  if (size !== count) {
    throw new ArgumentError({
      where,
      argument: "sampleWeight",
      received: String(size),
      expected: {
        fr: `${count} poids, un pour chaque exemple`,
        en: `${count} weights, one for each example`,
      },
      mend: { fr: "Donnez un nombre pour chaque ligne de x.", en: "Give a number for each row of x." },
    });
  }
  const odd = data.findIndex((value) => !isWeight(value));
  if (odd >= 0) throw noWeight(`sampleWeight[${odd}]`, data[odd], where);
  return Float32Array.from(data);
}

function isWeight(value: unknown): boolean {
  return typeof value === "number" && value >= 0 && Number.isFinite(value);
}

function noWeight(argument: string, received: unknown, where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument,
    received: written(received),
    expected: { fr: "un nombre fini ≥ 0", en: "a finite number ≥ 0" },
    mend: {
      fr: "1 compte comme d’ordinaire, 2 deux fois plus, 0 pas du tout.",
      en: "1 counts as usual, 2 twice as much, 0 not at all.",
    },
  });
}

/** The weights of each output's classes. */
function classWeights(
  given: ClassWeight,
  outputs: number,
  where: string,
): readonly (OfClasses | undefined)[] {
  const list = Array.isArray(given)
    ? (given as readonly (OfClasses | undefined)[])
    : outputs === 1
      ? [given as OfClasses]
      : undefined;
  if (list?.length !== outputs) {
    throw new ArgumentError({
      where,
      argument: "classWeight",
      received: written(given),
      expected: {
        fr: `une liste de ${outputs} objets, un par sortie`,
        en: `a list of ${outputs} objects, one for each output`,
      },
      mend: {
        fr: "Chaque sortie a ses classes : donnez [{ 0: 1, 1: 5 }, undefined], par exemple, dans l’ordre des sorties.",
        en: "Each output has classes of its own: give [{ 0: 1, 1: 5 }, undefined], for example, in the order of the outputs.",
      },
    });
  }
  list.forEach((each) => each === undefined || checkClassWeight(each, where));
  return list;
}

function checkClassWeight(given: unknown, where: string): void {
  const isObject =
    typeof given === "object" &&
    given !== null &&
    !Array.isArray(given) &&
    !(given instanceof Tensor) &&
    !ArrayBuffer.isView(given);
  const odd = isObject
    ? Object.entries(given).find(([label]) => !Number.isInteger(Number(label)))
    : undefined;
  if (!isObject || odd !== undefined || Object.keys(given).length === 0) {
    throw new ArgumentError({
      where,
      argument: "classWeight",
      received: odd === undefined ? written(given) : odd[0],
      expected: { fr: "un objet { numéro de classe: poids }", en: "an object { class number: weight }" },
      mend: {
        fr: "Par exemple classWeight: { 0: 1, 1: 5 }.",
        en: "For example classWeight: { 0: 1, 1: 5 }.",
      },
    });
  }
  for (const [label, weight] of Object.entries(given))
    if (weight !== undefined && !isWeight(weight)) throw noWeight(`classWeight[${label}]`, weight, where);
}

/** How far the sum of a row of float32 numbers may be from 1 because of rounding. */
const ROUNDING = 1e-3;

/** Whether the rows are non-negative numbers that add up to 1, such as one-hot rows. */
function areShares({ storage: data, shape: [count, classes], rank }: Tensor): boolean {
  if (rank !== 2) return false;
  for (let row = 0; row < count; row++) {
    let sum = 0;
    for (let i = row * classes; i < (row + 1) * classes; i++) sum += data[i] >= 0 ? data[i] : NaN;
    if (!(Math.abs(sum - 1) < ROUNDING)) return false;
  }
  return true;
}

/** The class of each example. @throws ArgumentError where an example has no class, or may have several */
function classesOf(targets: Tensor, { name }: Loss, where: string): Tensor["data"] {
  const count = targets.shape[0];
  const hasOne =
    targets.size === count
      ? targets.storage.every((label) => Number.isInteger(label))
      : name !== "binaryCrossentropy" && areShares(targets);
  if (hasOne) return targets.size === count ? targets.storage : argMax(targets).storage;
  throw new ArgumentError({
    where,
    argument: "classWeight",
    received: {
      fr: "des exemples qui n’ont pas une classe chacun",
      en: "examples that do not have one class each",
    },
    expected: {
      fr: "pour chaque exemple un numéro de classe, ou une ligne one-hot",
      en: "a class number or a one-hot row for each example",
    },
    mend: {
      fr: "Donnez plutôt le poids de chaque exemple : sampleWeight: [1, 5, …].",
      en: "Give the weight of each example instead: sampleWeight: [1, 5, …].",
    },
  });
}
