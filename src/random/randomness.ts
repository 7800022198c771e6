/** How a function that draws at random is told where its numbers come from. */
import { setSeed, type RandomR } from "./r-random.js";

export interface Randomness {
  /** The seed, as in R's `set.seed`; 69 by default, the practical's. */
  readonly seed?: number;
  /** A stream already in use, to go on with it; instead of a seed. */
  readonly random?: RandomR;
}

export function streamOf({ seed = 69, random }: Randomness): RandomR {
  return random ?? setSeed(seed);
}
