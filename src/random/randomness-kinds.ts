/** The kinds of the options that say where random numbers come from, for functions that check their options. */
import { FINITE_NUMBER, type Kind, type Kinds } from "../errors/kinds.js";
import { RandomR } from "./r-random.js";
import type { Randomness } from "./randomness.js";

const STREAM: Kind = {
  fits: (value) => value instanceof RandomR,
  example: "setSeed(69)",
  expected: { fr: "un flux de nombres aléatoires", en: "a stream of random numbers" },
};

export const RANDOMNESS: Kinds<keyof Randomness> = { seed: FINITE_NUMBER, random: STREAM };
