/** The options that tell a function where its random numbers come from. */
import { FINITE_NUMBER, type Kind, type Kinds } from "../errors/kinds.js";
import { RandomR } from "./r-random.js";

export interface Randomness {
  /** The seed, as in R's `set.seed`; 69 by default, the practical's. */
  readonly seed?: number;
  /** A stream in use, to draw from instead of starting one at a seed. */
  readonly random?: RandomR;
}

const STREAM: Kind = {
  fits: (value) => value instanceof RandomR,
  example: "setSeed(69)",
  expected: { fr: "un flux de nombres aléatoires", en: "a stream of random numbers" },
};

/** The kinds of these options, for `checkOptions`. */
export const RANDOMNESS: Kinds<keyof Randomness> = { seed: FINITE_NUMBER, random: STREAM };

export function streamOf({ seed = 69, random }: Randomness): RandomR {
  return random ?? new RandomR(seed);
}
