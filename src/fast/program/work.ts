/** What a part of a batch has to compute. */
import { callStream } from "../../model/training/streams.js";
import type { RandomStream } from "../../random/stream.js";
import { cutBatch, type Division } from "./parts.js";
import type { PartWork } from "./part.js";
import type { Task } from "./schedule.js";

/** The work on a whole batch. */
export interface BatchWork {
  readonly task: Task;
  readonly examples: number;
  readonly division: Division;
  /** Where random numbers come from (see `model/training/streams.ts`). */
  readonly seed: number;
  readonly step: number;
}

/** How many inputs can be in compressed rows: with 8 parts, as many as a word has bits for. */
export const MOST_SPARSE_INPUTS = 3;

/** The bit, in the word for all parts, of an input of a part. */
export function sparseBit(part: number, input: number): number {
  return 1 << (part * MOST_SPARSE_INPUTS + input);
}

/** @param sparse which inputs of which parts are in compressed rows (`sparseBit`) */
export function workOf(
  { task, examples, division, seed, step }: BatchWork,
  part: number,
  sparse: number,
): PartWork {
  const cuts = cutBatch(examples, division);
  return {
    task,
    rows: cuts[part + 1] - cuts[part],
    before: cuts[part],
    examples,
    sparse: (sparse >> (part * MOST_SPARSE_INPUTS)) & ((1 << MOST_SPARSE_INPUTS) - 1),
    stream: (path) => streamAt(path, seed, step),
  };
}

/**
 * The random stream of a training step for the layer at this place. A model within a model draws the seed of
 * its own layers from the stream of its place.
 */
export function streamAt([first, ...inner]: readonly number[], seed: number, step: number): RandomStream {
  return inner.reduce(
    (stream, position) => callStream(stream.bits(), 0, position),
    callStream(seed, step, first),
  );
}
