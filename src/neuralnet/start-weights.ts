/**
 * Where the start weights of each repetition come from: given by the caller, a set for each repetition, or drawn from the random stream,
 * which goes on from one repetition to the next.
 *
 * As in R, repetitions for which no set is given draw theirs, and weights that are excluded are neither given nor drawn.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { isList } from "../errors/is-list.js";
import { written } from "../errors/written.js";
import { setSeed, type RandomR } from "../random/r-random.js";
import type { ExcludedWeights } from "./excluded-weights.js";
import { weightCount, type LayerSizes } from "./propagation.js";

type Layers = readonly (readonly (readonly number[])[])[];

/** One set or several: numbers in R's order, or a matrix a layer as `weights` of a result; several are a list of these, or all their numbers in one list. */
export type StartWeights = readonly number[] | Layers | readonly (readonly number[])[] | readonly Layers[];

interface Source {
  readonly startWeights?: StartWeights;
  readonly seed?: number;
  readonly random?: RandomR;
}

/** A function that gives the next repetition's start weights. */
export function weightSource(
  { startWeights, random, seed = 1 }: Source,
  sizes: LayerSizes,
  { positions, values }: ExcludedWeights,
  rep: number,
): () => Float64Array {
  const count = weightCount(sizes);
  const excluded = new Map(positions.map((position, i) => [position, values[i]]));
  const sets = startWeights === undefined ? [] : readSets(startWeights, sizes, excluded, rep);
  // Made now, so that a wrong seed is told before training.
  const stream = random ?? setSeed(seed);
  return () => {
    const free = sets.shift() ?? stream.rnorm(count - excluded.size);
    let next = 0;
    return Float64Array.from({ length: count }, (_, i) => excluded.get(i) ?? free[next++]);
  };
}

/** The sets that are given, without the excluded weights. */
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
      expected: { fr: "des nombres, ou une matrice par couche", en: "numbers, or one matrix a layer" },
      mend: {
        fr: "Donnez les `weights` d’un réseau appris, ou leurs nombres en une liste.",
        en: "Give the `weights` of a trained network, or their numbers in one list.",
      },
    });
  }
  // A whole network's weights are taken without those that are excluded.
  const read = sets.map((set) => (set.length === count ? set.filter((_, i) => !excluded.has(i)) : set));
  const wrong = read.find((set) => set.length !== free || !set.every((weight) => Number.isFinite(weight)));
  if (wrong === undefined && read.length >= 1 && read.length <= rep) return read;
  const total = sets.reduce((sum, set) => sum + set.length, 0);
  throw new ShapeError({
    where: "neuralnet",
    argument: "startWeights",
    received: { fr: `${total} nombres`, en: `${total} numbers` },
    expected: {
      fr: `${free} nombres finis pour un réseau ${sizes.join("-")}${rep > 1 ? `, et autant par répétition, pour au plus ${rep}` : ""}`,
      en: `${free} finite numbers for a network ${sizes.join("-")}${rep > 1 ? `, and as many a repetition, for at most ${rep}` : ""}`,
    },
    mend: {
      fr: "Une matrice par couche, le biais en ligne 0 : la forme de `weights`.",
      en: "One matrix a layer, the bias in row 0: the form of `weights`.",
    },
  });
}

/** How deep lists are nested, if alike everywhere along the first elements: 1 for numbers. */
function depthOf(value: unknown): number {
  return isList(value) ? 1 + depthOf(value[0]) : typeof value === "number" ? 0 : NaN;
}

function inPieces(numbers: readonly number[], size: number): number[][] {
  return Array.from({ length: Math.ceil(numbers.length / size) }, (_, i) =>
    numbers.slice(i * size, (i + 1) * size),
  );
}

/** Matrices, layer after layer, column by column; what is no matrix leaves numbers that are none. */
function flattened(layers: readonly unknown[]): number[] {
  return layers.flatMap((layer) => {
    const rows = isList(layer) ? Array.from(layer) : [];
    const width = isList(rows[0]) ? rows[0].length : 0;
    return Array.from({ length: width }, (_, j) =>
      rows.map((row) => (isList(row) && row.length === width ? (row[j] as number) : NaN)),
    ).flat();
  });
}
