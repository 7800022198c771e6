/**
 * The start weights of each repetition: those that the caller gives, or numbers drawn from the random stream,
 * which continues from one repetition to the next.
 *
 * As in R, repetitions for which no weights are given draw theirs, and excluded weights are neither given nor
 * drawn.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { RandomR } from "../random/r-random.js";
import type { ExcludedWeights } from "./excluded-weights.js";
import { weightCount, type LayerSizes } from "./propagation.js";

type Layers = readonly (readonly (readonly number[])[])[];

/**
 * The weights of one repetition or of several. Of one: numbers in R's order, or one matrix for each layer as
 * in a result's `weights`. Of several: a list of these, or all their numbers in one list.
 */
export type StartWeights = readonly number[] | Layers | readonly (readonly number[])[] | readonly Layers[];

interface Source {
  readonly startWeights?: StartWeights;
  readonly seed?: number;
  readonly random?: RandomR;
}

/** Returns a function that returns the start weights of the next repetition. */
export function weightSource(
  { startWeights, random, seed = 1 }: Source,
  sizes: LayerSizes,
  { positions, values }: ExcludedWeights,
  rep: number,
): () => Float64Array {
  const count = weightCount(sizes);
  const excluded = new Map(positions.map((position, i) => [position, values[i]]));
  const sets = startWeights === undefined ? [] : readSets(startWeights, sizes, excluded, rep);
  // Made now, so that a wrong seed is reported before training.
  const stream = random ?? new RandomR(seed);
  return () => {
    const free = sets.shift() ?? stream.rnorm(count - excluded.size);
    let next = 0;
    return Float64Array.from({ length: count }, (_, i) => excluded.get(i) ?? free[next++]);
  };
}

/** The weights that the caller gives, without the excluded ones. */
function readSets(
  given: unknown,
  sizes: LayerSizes,
  excluded: ReadonlyMap<number, number>,
  rep: number,
): number[][] {
  const [count, free] = [weightCount(sizes), weightCount(sizes) - excluded.size];
  const parts: unknown[] = isList(given) ? Array.from(given) : [];
  const depth = depthOf(parts);
  let sets: number[][];
  if (depth === 1) {
    sets = inPieces(parts as number[], free);
  } else if (depth === 3) {
    sets = [flattened(parts)];
  } else if (depth === 2 || depth === 4) {
    sets = parts.map((part) =>
      depth === 2 ? Array.from(part as ArrayLike<number>) : flattened(part as unknown[]),
    );
  } else {
    throw new ArgumentError({
      where: "neuralnet",
      argument: "startWeights",
      received: written(given),
      expected: { fr: "des nombres, ou une matrice par couche", en: "numbers, or one matrix for each layer" },
      mend: {
        fr: "Donnez les `weights` d’un réseau appris, ou leurs nombres en une liste.",
        en: "Give the `weights` of a trained network, or their numbers in one list.",
      },
    });
  }
  // If the weights of a whole network are given, the excluded ones are removed.
  const read = sets.map((set) => (set.length === count ? set.filter((_, i) => !excluded.has(i)) : set));
  const wrong = read.find((set) => set.length !== free || !set.every((weight) => Number.isFinite(weight)));
  if (wrong === undefined && read.length >= 1 && read.length <= rep) return read;
  const total = sets.reduce((sum, set) => sum + set.length, 0);
  throw new ShapeError({
    where: "neuralnet",
    argument: "startWeights",
    received: { fr: `${total} nombre(s)`, en: `${total} number(s)` },
    expected: {
      fr: `${free} nombres finis pour un réseau ${sizes.join("-")}${rep > 1 ? `, et autant par répétition, pour au plus ${rep}` : ""}`,
      en: `${free} finite numbers for a network ${sizes.join("-")}${rep > 1 ? `, and as many for each repetition, of which there are at most ${rep}` : ""}`,
    },
    mend: {
      fr: "Une matrice par couche, le biais en ligne 0 : la forme de `weights`.",
      en: "One matrix for each layer, the bias in row 0, as in `weights`.",
    },
  });
}

/** How deep lists are nested, judged by their first elements: 1 for a list of numbers. */
function depthOf(value: unknown): number {
  return isList(value) ? 1 + depthOf(value[0]) : typeof value === "number" ? 0 : NaN;
}

function inPieces(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, i) =>
    numbers.slice(i * size, (i + 1) * size),
  );
}

/** The numbers of matrices, layer after layer, column by column; NaN for numbers of what is no matrix. */
function flattened(layers: readonly unknown[]): number[] {
  return layers.flatMap((layer) => {
    const rows = isList(layer) ? Array.from(layer) : [];
    const width = isList(rows[0]) ? rows[0].length : 0;
    return Array.from({ length: width }, (_, j) =>
      rows.map((row) => (isList(row) && row.length === width ? (row[j] as number) : NaN)),
    ).flat();
  });
}
