/**
 * Where a model's random numbers come from: each use has a stream of its own, found from the model's seed alone.
 *
 * So the same seed gives the same weights, shuffles and dropout, whatever else was computed before, and a training that is
 * taken up again at its step goes on with the numbers it would have had.
 */
import { RandomStream } from "../random/stream.js";

const USES = { weights: 0, shuffle: 1, calls: 2 } as const;

/** For the first weights of the layer at this position. */
export function weightStream(seed: number, position: number): RandomStream {
  return new RandomStream(seed, USES.weights, position);
}

/** For the order of the examples, in the epoch that begins after this many steps. */
export function shuffleStream(seed: number, step: number): RandomStream {
  return new RandomStream(seed, USES.shuffle, step);
}

/** For the layer at this position, in this training step. */
export function callStream(seed: number, step: number, position: number): RandomStream {
  return new RandomStream(seed, USES.calls, step, position);
}
