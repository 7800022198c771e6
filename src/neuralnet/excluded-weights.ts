/**
 * Weights that are not trained: R's `exclude`, which removes them from the network, and `constant.weights`,
 * which gives them values.
 *
 * As in R, weights are numbered from 1: by a position in the list of all weights, column by column and layer
 * after layer; or by [layer, row, column], where row 1 is the bias.
 */
import { ArgumentError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { weightCount, type LayerSizes } from "./propagation.js";

/** Positions, or [layer, row, column]: all from 1, as in R. */
export type Exclude = readonly number[] | readonly (readonly [layer: number, row: number, column: number])[];

export interface ExcludedWeights {
  /** Positions from 0 in the list of all weights. */
  readonly positions: readonly number[];
  /** The value of each of them; 0 where no constant is given. */
  readonly values: readonly number[];
}

/** How many weights count as parameters of the network: R leaves out excluded weights whose value is 0. */
export function parameterCount(sizes: LayerSizes, { values }: ExcludedWeights): number {
  return weightCount(sizes) - values.filter((value) => value === 0).length;
}

export function readExcluded(exclude: unknown, constantWeights: unknown, sizes: LayerSizes): ExcludedWeights {
  const positions = exclude === undefined ? [] : readPositions(exclude, sizes);
  const constants = constantWeights === undefined ? [] : readConstants(constantWeights, positions.length);
  return { positions, values: positions.map((_, i) => constants[i] ?? 0) };
}

function readPositions(exclude: unknown, sizes: LayerSizes): number[] {
  const count = weightCount(sizes);
  const given: unknown[] = isList(exclude) ? Array.from(exclude) : [];
  const triples = given.length > 0 && given.every(isList);
  const positions = given.map((entry, i) =>
    triples ? positionOf(entry as ArrayLike<unknown>, i, sizes) : typeof entry === "number" ? entry - 1 : NaN,
  );
  // Constants are assigned in the order of the positions: R sorts the positions given as a matrix, and keeps
  // the order of a vector.
  if (triples) positions.sort((a, b) => a - b);
  const isRight =
    positions.length > 0 &&
    positions.length < count &&
    new Set(positions).size === positions.length &&
    positions.every((position) => Number.isInteger(position) && position >= 0 && position < count);
  if (isRight) return positions;
  throw new ArgumentError({
    where: "neuralnet",
    argument: "exclude",
    received: written(exclude),
    expected: {
      fr: `des positions différentes de 1 à ${count}, ou des [couche, ligne, colonne] ; au moins un poids reste`,
      en: `different positions from 1 to ${count}, or [layer, row, column] each; at least one weight must remain`,
    },
    mend: {
      fr: "Comme en R, on compte à partir de 1, et la ligne 1 est le biais : exclude: [[1, 2, 1]].",
      en: "As in R, weights are counted from 1, and row 1 is the bias: exclude: [[1, 2, 1]].",
    },
  });
}

function positionOf(entry: ArrayLike<unknown>, i: number, sizes: LayerSizes): number {
  const [layer, row, column] = Array.from(entry) as number[];
  const isRight =
    entry.length === 3 &&
    [layer, row, column].every((place) => Number.isInteger(place) && place >= 1) &&
    layer < sizes.length &&
    row <= sizes[layer - 1] + 1 &&
    column <= sizes[layer];
  if (isRight) return weightCount(sizes.slice(0, layer)) + (column - 1) * (sizes[layer - 1] + 1) + row - 1;
  throw new ArgumentError({
    where: "neuralnet",
    argument: `exclude[${i}]`,
    received: written(entry),
    expected: {
      fr: `[couche, ligne, colonne] d’un poids du réseau ${sizes.join("-")}, comptées à partir de 1`,
      en: `[layer, row, column] of a weight of the network ${sizes.join("-")}, counted from 1`,
    },
    mend: {
      fr: "La ligne 1 est le biais ; la colonne est le neurone auquel le poids mène.",
      en: "Row 1 is the bias; the column is the neuron that the weight leads to.",
    },
  });
}

function readConstants(constantWeights: unknown, most: number): number[] {
  const constants: unknown[] | undefined = isList(constantWeights) ? Array.from(constantWeights) : undefined;
  if (
    constants !== undefined &&
    constants.length <= most &&
    constants.every((value) => Number.isFinite(value))
  )
    return constants as number[];
  throw new ArgumentError({
    where: "neuralnet",
    argument: "constantWeights",
    received: written(constantWeights),
    expected: {
      fr: `au plus ${most} nombre(s) fini(s), un par poids de exclude`,
      en: `at most ${most} finite number(s), one for each weight of exclude`,
    },
    mend: {
      fr: "Nommez dans exclude les poids qui restent constants, dans le même ordre.",
      en: "Name the weights that stay constant in exclude, in the same order.",
    },
  });
}
