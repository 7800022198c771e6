/**
 * R's random numbers: after `const r = setSeed(69)`, `r.rnorm(3)` gives what R gives after `set.seed(69)`,
 * call by call.
 *
 * R ≥ 3.6 with its defaults: Mersenne-Twister, Inversion, Rejection. All calls draw from one stream: each
 * goes on where the one before it ended. Arguments are read as R reads them: a count is truncated to a whole
 * number, and a vector of parameters is recycled. Where R would warn and give NaN, an error is thrown.
 */
import { ArgumentError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { checkKnownOptions } from "../errors/known-options.js";
import { written } from "../errors/written.js";
import { MOST_DRAWS, readDraws, readRecycled, readWhole, refuse, type Recycled } from "./arguments.js";
import { binomial } from "./binomial.js";
import { MersenneTwister } from "./mersenne-twister.js";
import { normalQuantile } from "./normal-quantile.js";
import { beginFreeDraws } from "./free-stream.js";
import { sampleByProbability, sampleEvenly } from "./sampling.js";

/**
 * Two to the 27th: R makes a normal number from two uniform ones, 27 bits of the first and all bits of the
 * second.
 */
const BIG = 134217728;
/**
 * The largest seed, positive or negative; R's 32-bit integers use the one number below for "not available".
 */
const LARGEST_SEED = 2147483647;
/** The most items that `sample` chooses among, as in R. */
const MOST_THINGS = 4.5e15;

/** The options of R's `sample`. */
export interface SampleOptions {
  /** Whether an item can be drawn more than once; false by default. */
  readonly replace?: boolean;
  /** How likely each item is, up to a common factor; all equally by default. */
  readonly prob?: ArrayLike<number>;
}

/**
 * R's stream of random numbers, as `setSeed` returns it: each call goes on where the one before ended.
 * @example
 * ```ts
 * const r: RandomR = setSeed(69);
 * r.runif(2, -1, 1);
 * ```
 */
export class RandomR {
  private readonly generator: MersenneTwister;
  private readonly uniform = () => this.generator.uniform();

  constructor(seed: number) {
    this.generator = new MersenneTwister(readSeed(seed));
  }

  /**
   * n uniform numbers between min and max, which may be vectors: one value for each draw in turn.
   * @throws ArgumentError where a bound is not finite, or max is below min
   */
  runif(n: number | ArrayLike<unknown>, min: Recycled = 0, max: Recycled = 1): number[] {
    const draws = readDraws(n, "runif");
    const low = readRecycled(min, "runif", "min", Number.isFinite, {
      fr: "un nombre fini",
      en: "a finite number",
    });
    const high = readRecycled(max, "runif", "max", Number.isFinite, {
      fr: "un nombre fini ≥ min",
      en: "a finite number ≥ min",
    });
    for (let i = 0; i < draws && i < lengthOf(min) * lengthOf(max); i++) {
      if (high(i) < low(i))
        refuse("runif", "max", high(i), {
          fr: `un nombre ≥ min = ${low(i)}`,
          en: `a number ≥ min = ${low(i)}`,
        });
    }
    return Array.from({ length: draws }, (_, i) =>
      low(i) === high(i) ? low(i) : low(i) + (high(i) - low(i)) * this.uniform(),
    );
  }

  /**
   * n normal numbers; mean and standard deviation may be vectors, one value for each draw in turn.
   * @throws ArgumentError where the mean is not finite, or the standard deviation is negative or infinite
   */
  rnorm(n: number | ArrayLike<unknown>, mean: Recycled = 0, sd: Recycled = 1): number[] {
    const draws = readDraws(n, "rnorm");
    const centre = readRecycled(mean, "rnorm", "mean", Number.isFinite, {
      fr: "un nombre fini",
      en: "a finite number",
    });
    const spread = readRecycled(sd, "rnorm", "sd", (value) => value >= 0 && value < Infinity, {
      fr: "un écart type fini ≥ 0",
      en: "a finite standard deviation ≥ 0",
    });
    return Array.from({ length: draws }, (_, i) =>
      spread(i) === 0 ? centre(i) : centre(i) + spread(i) * this.normal(),
    );
  }

  /**
   * n times the number of successes in `size` trials of probability p, which may be vectors: one value for
   * each draw in turn.
   * @throws ArgumentError where a size is no whole number from 0 on, or a probability not from 0 to 1
   */
  rbinom(n: number | ArrayLike<unknown>, size: Recycled, p: Recycled): number[] {
    const draws = readDraws(n, "rbinom");
    const trials = readRecycled(
      size,
      "rbinom",
      "size",
      (value) => Number.isSafeInteger(value) && value >= 0,
      { fr: "un entier de 0 à 2⁵³ − 1", en: "an integer from 0 to 2⁵³ − 1" },
    );
    const probability = readRecycled(p, "rbinom", "p", (value) => value >= 0 && value <= 1, {
      fr: "une probabilité de 0 à 1",
      en: "a probability from 0 to 1",
    });
    return Array.from({ length: draws }, (_, i) => binomial(trials(i), probability(i), this.uniform));
  }

  /**
   * Items drawn at random from 1 … n, or from a list.
   * @param size how many; all of them by default
   * @param options `{ replace, prob }`, or `replace` alone, after which `prob` may follow as in R
   */
  sample(n: number, size?: number, options?: SampleOptions | boolean, prob?: ArrayLike<number>): number[];
  sample<Item>(
    items: readonly Item[],
    size?: number,
    options?: SampleOptions | boolean,
    prob?: ArrayLike<number>,
  ): Item[];
  sample<Item>(
    from: number | readonly Item[],
    size?: number,
    options: SampleOptions | boolean = {},
    prob?: ArrayLike<number>,
  ): (number | Item)[] {
    const { replace, probabilities } = readSampleOptions(options, prob);
    const items = isList(from) ? (from as ArrayLike<Item>) : undefined;
    const count = items === undefined ? readWhole(from, "sample", "n", MOST_THINGS) : items.length;
    const wanted = size === undefined ? count : readWhole(size, "sample", "size", MOST_DRAWS);
    if (wanted > 0 && (count === 0 || (!replace && wanted > count))) {
      refuse("sample", "size", wanted, {
        fr: `au plus ${count}, ou replace: true`,
        en: `at most ${count}, or replace: true`,
      });
    }
    if (wanted > MOST_DRAWS || (!replace && count > MOST_DRAWS && wanted > count / 2)) {
      refuse("sample", "size", wanted, { fr: `au plus ${MOST_DRAWS}`, en: `at most ${MOST_DRAWS}` });
    }
    const indices =
      probabilities === undefined
        ? sampleEvenly(count, wanted, replace, this.uniform)
        : sampleByProbability(
            checkedProbabilities(probabilities, count, wanted, replace),
            wanted,
            replace,
            this.uniform,
          );
    return indices.map((index) => (items === undefined ? index + 1 : items[index]));
  }

  private normal(): number {
    const coarse = Math.floor(BIG * this.uniform());
    return normalQuantile((coarse + this.uniform()) / BIG);
  }
}

/**
 * Starts R's stream of random numbers at a seed. Random tensors that are made without a seed (`randomNormal`,
 * `randomUniform` …) begin anew at this seed too.
 * @param seed from −2147483647 to 2147483647; the digits after the decimal point are dropped, as in R
 * @example
 * ```ts
 * const r = setSeed(69);
 * r.rnorm(3);
 * ```
 */
export function setSeed(seed: number): RandomR {
  const stream = new RandomR(seed);
  beginFreeDraws(Math.trunc(seed));
  return stream;
}

function readSeed(seed: unknown): number {
  if (typeof seed === "number" && Math.abs(Math.trunc(seed)) <= LARGEST_SEED) return Math.trunc(seed);
  throw new ArgumentError({
    where: "setSeed",
    argument: "seed",
    received: written(seed),
    expected: {
      fr: `un nombre de −${LARGEST_SEED} à ${LARGEST_SEED}`,
      en: `a number from −${LARGEST_SEED} to ${LARGEST_SEED}`,
    },
    mend: { fr: "Par exemple setSeed(69).", en: "For example setSeed(69)." },
  });
}

function lengthOf(given: Recycled): number {
  return typeof given === "number" ? 1 : given.length;
}

function readSampleOptions(
  options: SampleOptions | boolean,
  prob: ArrayLike<number> | undefined,
): { replace: boolean; probabilities: ArrayLike<number> | undefined } {
  if (typeof options === "boolean") return { replace: options, probabilities: prob };
  checkKnownOptions(options, ["replace", "prob"], { where: "sample" });
  const { replace = false } = options;
  if (typeof replace !== "boolean")
    refuse("sample", "replace", replace, { fr: "true ou false", en: "true or false" });
  if (prob !== undefined && options.prob !== undefined)
    refuse("sample", "prob", prob, {
      fr: "prob une seule fois : dans les options, ou après elles",
      en: "prob once: in the options, or after them",
    });
  return { replace, probabilities: options.prob ?? prob };
}

function checkedProbabilities(given: unknown, count: number, size: number, replace: boolean): number[] {
  const prob: unknown[] = isList(given) ? Array.from(given) : [];
  const areNumbers = prob.length === count && prob.every((p): p is number => typeof p === "number" && p >= 0);
  const total = areNumbers ? prob.reduce((sum, p) => sum + p, 0) : NaN;
  const usable = areNumbers ? prob.filter((p) => p > 0).length : 0;
  if (!areNumbers || !Number.isFinite(total) || usable === 0 || (!replace && size > usable)) {
    return refuse("sample", "prob", given, {
      fr: `${count} nombres ≥ 0, un par élément, dont assez de positifs`,
      en: `${count} numbers ≥ 0, one for each item, enough of them positive`,
    });
  }
  return prob.map((p) => p / total);
}
