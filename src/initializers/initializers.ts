/**
 * The initializers, by the names of Keras and TensorFlow.js.
 *
 * A layer keeps the size of what flows through it when the variance of its weights is about 1 / fan-in, its number of inputs
 * (LeCun 1998); backward the same holds with fan-out; Glorot and Bengio (2010) take the mean of the two, He et al. (2015)
 * twice 1 / fan-in, since relu stops half of it.
 */
import { checkOptions } from "../errors/check-options.js";
import { choose } from "../errors/choose.js";
import { FINITE_NUMBER, numberAbove, numberFrom, oneOf, type Kinds } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { ArgumentError } from "../errors/errors.js";
import { RandomStream } from "../random/stream.js";
import { fill, zeros as zeroTensor } from "../tensor/create.js";
import { sizeOf, type Shape } from "../tensor/shape.js";
import { drawn, type Initializer } from "./initializer.js";
import { identity, orthogonal } from "./matrices.js";

export type { Initializer } from "./initializer.js";
export { identity, orthogonal };

interface Seeded {
  /** Fixes this weight's values whatever the model's seed. */
  readonly seed?: number;
}

export function zeros(): Initializer {
  return { className: "Zeros", config: {}, apply: (shape) => zeroTensor(shape) };
}

export function ones(): Initializer {
  return { className: "Ones", config: {}, apply: (shape) => fill(shape, 1) };
}

export function constant(options: { readonly value?: number } = {}): Initializer {
  checkOptions(options, { value: FINITE_NUMBER }, "constant");
  const { value = 0 } = options;
  return { className: "Constant", config: { value }, apply: (shape) => fill(shape, value) };
}

interface NormalOptions extends Seeded {
  /** 0 by default. */
  readonly mean?: number;
  /** 0.05 by default. */
  readonly stddev?: number;
}

const SEEDED: Kinds<keyof Seeded> = { seed: FINITE_NUMBER };
const NORMAL: Kinds<keyof NormalOptions> = { mean: FINITE_NUMBER, stddev: numberFrom(0, 0.05), ...SEEDED };

export function randomNormal(options: NormalOptions = {}): Initializer {
  checkOptions(options, NORMAL, "randomNormal");
  const { mean = 0, stddev = 0.05, seed } = options;
  return random("RandomNormal", { mean, stddev }, seed, (stream) => mean + stddev * stream.normal());
}

export function randomUniform(
  options: { readonly minval?: number; readonly maxval?: number } & Seeded = {},
): Initializer {
  checkOptions(options, { minval: FINITE_NUMBER, maxval: FINITE_NUMBER, ...SEEDED }, "randomUniform");
  const { minval = -0.05, maxval = 0.05, seed } = options;
  return random(
    "RandomUniform",
    { minval, maxval },
    seed,
    (stream) => minval + (maxval - minval) * stream.uniform(),
  );
}

/** Normal, without what lies more than two standard deviations away. */
export function truncatedNormal(options: NormalOptions = {}): Initializer {
  checkOptions(options, NORMAL, "truncatedNormal");
  const { mean = 0, stddev = 0.05, seed } = options;
  return random("TruncatedNormal", { mean, stddev }, seed, (stream) => mean + stddev * truncated(stream));
}

function random(
  className: string,
  config: Record<string, unknown>,
  seed: number | undefined,
  draw: (stream: RandomStream) => number,
): Initializer {
  return {
    className,
    config: seed === undefined ? config : { ...config, seed },
    apply(shape, stream) {
      const source = seed === undefined ? stream : new RandomStream(seed);
      return drawn(shape, () => draw(source));
    },
  };
}

function truncated(stream: RandomStream): number {
  for (;;) {
    const value = stream.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/** The standard deviation that a standard normal has left once what lies beyond two is cut off. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

type Mode = "fanIn" | "fanOut" | "fanAvg";
type Distribution = "uniform" | "normal";

/** Random weights of variance scale / fan. */
export function varianceScaling(
  options: {
    readonly scale?: number;
    readonly mode?: Mode;
    readonly distribution?: Distribution;
  } & Seeded = {},
): Initializer {
  checkOptions(
    options,
    {
      scale: numberAbove(0, 1),
      mode: oneOf("fanIn", "fanOut", "fanAvg"),
      distribution: oneOf("uniform", "normal"),
      ...SEEDED,
    },
    "varianceScaling",
  );
  const { scale = 1, mode = "fanIn", distribution = "normal", seed } = options;
  return scaled("VarianceScaling", { scale, mode, distribution }, scale, mode, distribution, seed);
}

function scaled(
  className: string,
  config: Record<string, unknown>,
  scale: number,
  mode: Mode,
  distribution: Distribution,
  seed: number | undefined,
): Initializer {
  return {
    className,
    config: seed === undefined ? config : { ...config, seed },
    apply(shape, stream) {
      const source = seed === undefined ? stream : new RandomStream(seed);
      const [fanIn, fanOut] = fans(shape);
      const fan = mode === "fanIn" ? fanIn : mode === "fanOut" ? fanOut : (fanIn + fanOut) / 2;
      const deviation = Math.sqrt(scale / Math.max(1, fan));
      if (distribution === "uniform")
        return drawn(shape, () => deviation * Math.sqrt(3) * (2 * source.uniform() - 1));
      return drawn(shape, () => (deviation / TRUNCATED_DEVIATION) * truncated(source));
    },
  };
}

/** How many inputs a neuron has, and how many outputs an input reaches; a kernel's positions count with each. */
function fans(shape: Shape): [number, number] {
  if (shape.length < 2) return [sizeOf(shape), sizeOf(shape)];
  const field = sizeOf(shape.slice(0, -2));
  return [field * shape[shape.length - 2], field * shape[shape.length - 1]];
}

const family =
  (className: string, scale: number, mode: Mode, distribution: Distribution) =>
  (options: Seeded = {}) => {
    checkOptions(options, SEEDED, className[0].toLowerCase() + className.slice(1));
    return scaled(className, {}, scale, mode, distribution, options.seed);
  };

export const glorotUniform = family("GlorotUniform", 1, "fanAvg", "uniform");
export const glorotNormal = family("GlorotNormal", 1, "fanAvg", "normal");
export const heUniform = family("HeUniform", 2, "fanIn", "uniform");
export const heNormal = family("HeNormal", 2, "fanIn", "normal");
export const leCunUniform = family("LeCunUniform", 1, "fanIn", "uniform");
export const leCunNormal = family("LeCunNormal", 1, "fanIn", "normal");

/** An initializer, the name of one, or one as it was saved. */
export type InitializerLike =
  Initializer | InitializerName | { readonly className: string; readonly config: unknown };
export type InitializerName = keyof typeof BY_NAME;

const BY_NAME = {
  zeros: () => zeros(),
  ones: () => ones(),
  constant: () => constant(),
  randomNormal: () => randomNormal(),
  randomUniform: () => randomUniform(),
  truncatedNormal: () => truncatedNormal(),
  varianceScaling: () => varianceScaling(),
  glorotUniform: () => glorotUniform(),
  glorotNormal: () => glorotNormal(),
  heUniform: () => heUniform(),
  heNormal: () => heNormal(),
  leCunUniform: () => leCunUniform(),
  leCunNormal: () => leCunNormal(),
  orthogonal: () => orthogonal(),
  identity: () => identity(),
};

const BY_CLASS: Readonly<Record<string, (config?: never) => Initializer>> = {
  Zeros: zeros,
  Ones: ones,
  Constant: constant,
  RandomNormal: randomNormal,
  RandomUniform: randomUniform,
  TruncatedNormal: truncatedNormal,
  VarianceScaling: varianceScaling,
  GlorotUniform: glorotUniform,
  GlorotNormal: glorotNormal,
  HeUniform: heUniform,
  HeNormal: heNormal,
  LeCunUniform: leCunUniform,
  LeCunNormal: leCunNormal,
  Orthogonal: orthogonal,
  Identity: identity,
};

/**
 * The initializer itself.
 * @param given an initializer, one's name (`heNormal`) or class (`HeNormal`), or one as it was saved
 */
export function initializerFrom(given: InitializerLike, where: string, argument: string): Initializer {
  if (typeof given === "string" && Object.hasOwn(BY_CLASS, given)) return BY_CLASS[given]();
  if (typeof given !== "object" || given === null) return choose(BY_NAME, given, { where, argument })();
  if (!("apply" in given))
    return choose(BY_CLASS, given.className, { where, argument })(withoutNulls(given.config) as never);
  if (typeof given.apply === "function") return given;
  throw new ArgumentError({
    where,
    argument,
    received: written(given),
    expected: {
      fr: "un initialiseur, ou le nom d’un initialiseur",
      en: "an initializer, or the name of one",
    },
    mend: {
      fr: `Par exemple ${argument}: "heNormal", ou initializers.heNormal({ seed: 1 }).`,
      en: `For example ${argument}: "heNormal", or initializers.heNormal({ seed: 1 }).`,
    },
  });
}

/** Saved options without those that are null, as Keras writes a seed that there is not. */
function withoutNulls(config: unknown): unknown {
  if (typeof config !== "object" || config === null || Array.isArray(config)) return config ?? undefined;
  return Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null));
}
