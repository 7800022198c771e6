/** Places the inputs, the targets and the weights of a batch in the memory of a program, part by part. */
import type { Batch, TrainingSetup } from "../model/training/training-engine.js";
import { compressedRowsOf, fetchCompressedRows, fetchRows, type Source } from "./fetch-batch.js";
import type { HeadArrays, CompiledHeadSpec } from "./program/head.js";
import type { ProgramInstance } from "./program/instance.js";
import { cutBatch, type Division } from "./program/parts.js";
import type { Program } from "./program/program.js";
import { sparseBit } from "./program/work.js";
import { isSparse } from "./sparse-rows.js";
import { sizeOf } from "../tensor/shape.js";

/** Where a batch is placed. */
export interface Destination {
  readonly program: Program;
  readonly division: Division;
  readonly instance: ProgramInstance;
}

/** What the placed inputs are like. */
export interface PlacedInputs {
  /** Which inputs of which parts are in compressed rows (`sparseBit`). */
  readonly sparse: number;
  /** Whether an input that should consist of word numbers has others. */
  readonly hasOtherThanWords: boolean;
}

/** @param sources one for each input of the program */
export function placeInputs(
  { program, division, instance }: Destination,
  sources: readonly Source[],
): PlacedInputs {
  const cuts = cutBatch(sources[0].count, division);
  let sparse = 0;
  let hasOtherThanWords = false;
  program.inputs.forEach(({ value, shape, words, mayBeSparse }, i) => {
    const compressed = mayBeSparse ? compressedRowsOf(sources[i]) : undefined;
    const compresses = mayBeSparse && sources[i].zeros === "compressed" && isSparse(sources[i].x);
    const size = sizeOf(shape);
    for (let part = 0; part < cuts.length - 1; part++) {
      const [from, to] = [cuts[part], cuts[part + 1]];
      const { placed } = instance.parts[part];
      const rows = placed.sparse[i];
      if (
        rows !== undefined &&
        fetchCompressedRows(sources[i], compressed, from, to, instance.sparseRows(rows, to - from))
      ) {
        sparse |= sparseBit(part, i);
        continue;
      }
      const [at, count] = [placed.values[value], (to - from) * size];
      fetchRows(sources[i], from, to, instance.numbers(at, count));
      if (compresses && rows !== undefined) {
        const { starts, entries, most } = rows;
        if (instance.kernels.compressRows(at, to - from, size, starts, entries, most))
          sparse |= sparseBit(part, i);
      }
      if (words !== undefined && !instance.kernels.areWords(at, count, words)) hasOtherThanWords = true;
    }
  });
  return { sparse, hasOtherThanWords };
}

/** Places the targets of the losses that kernels compute, and the weights of their rows. */
export function placeTargets(
  { program, division, instance }: Destination,
  { targets, weights }: Pick<Batch, "targets" | "weights">,
  { lossWeights }: Pick<TrainingSetup, "lossWeights">,
): void {
  const examples = targets[0].shape[0];
  const cuts = cutBatch(examples, division);
  program.heads.forEach((head, i) => {
    if (head.kind === "host") return;
    const share = (lossWeights?.[i] ?? 1) / (examples * head.rowsPerExample);
    for (let part = 0; part < cuts.length - 1; part++) {
      const [from, to] = [cuts[part], cuts[part + 1]];
      const arrays = instance.parts[part].placed.heads[i];
      placeTarget(
        instance,
        head,
        arrays,
        targets[i].storage.subarray(from * head.targetSize, to * head.targetSize),
      );
      const rows = instance.numbers(arrays.weights, (to - from) * head.rowsPerExample);
      const ofExamples = weights?.[i].storage;
      if (ofExamples === undefined) rows.fill(share);
      else
        rows.forEach(
          (_, row) => (rows[row] = ofExamples[from + Math.floor(row / head.rowsPerExample)] * share),
        );
    }
  });
}

function placeTarget(
  instance: ProgramInstance,
  { smoothing, classes }: CompiledHeadSpec,
  { targets }: HeadArrays,
  values: ArrayLike<number>,
): void {
  const placed = instance.numbers(targets, values.length);
  placed.set(values);
  if (smoothing > 0)
    placed.forEach((value, i) => (placed[i] = value * (1 - smoothing) + smoothing / classes));
}
