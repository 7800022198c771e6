/**
 * The random streams of a model: each use has its own stream, which depends on the model's seed alone.
 *
 * So the same seed gives the same weights, shuffles and dropout, whatever was computed before, and a training
 * that continues an earlier one uses the same numbers as one that was never interrupted.
 */
import { RandomStream } from "../../random/stream.js";

const USES = { weights: 0, shuffle: 1, calls: 2 } as const;

/** For the initial weights of the layer at this position. */
export function weightStream(seed: number, position: number): RandomStream {
  return new RandomStream(seed, USES.weights, position);
}

/** For the order of the examples in the epoch that begins after `step` steps. */
export function shuffleStream(seed: number, step: number): RandomStream {
  return new RandomStream(seed, USES.shuffle, step);
}

/** For the layer at this position, in this training step. */
export function callStream(seed: number, step: number, position: number): RandomStream {
  return new RandomStream(seed, USES.calls, step, position);
}
