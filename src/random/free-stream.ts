/**
 * The stream of the free draws: of random tensors that are made without a seed. It begins at the same seed in
 * every process, and anew where `setSeed` is called. Models have streams of their own.
 */
import { RandomStream } from "./stream.js";

const FIRST_SEED = 1;

let stream = new RandomStream(FIRST_SEED);

/** The stream that all free draws go on with, or a stream that begins at a seed. */
export function streamFrom(seed: number | undefined): RandomStream {
  return seed === undefined ? stream : new RandomStream(seed);
}

/** Lets the free draws begin anew at a seed. */
export function beginFreeDraws(seed: number): void {
  stream = new RandomStream(seed);
}
