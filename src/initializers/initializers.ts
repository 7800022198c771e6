/**
 * The initializers, under the names of Keras and TensorFlow.js: `initializers.heNormal({ seed: 1 })`.
 *
 * The outputs of a layer have the variance of its inputs when the variance of its weights is about 1/fan-in,
 * where fan-in is the number of inputs (LeCun 1998). For gradients the same holds with fan-out. Glorot and
 * Bengio (2010) use the mean of fan-in and fan-out; He et al. (2015) use 2/fan-in, since relu sets half of the
 * values to 0.
 */
import { checkOptions } from "../errors/check-options.js";
import { FINITE_NUMBER, numberAbove, numberFrom, oneOf, type Kinds } from "../errors/kinds.js";
import { RandomStream } from "../random/stream.js";
import { fill, zeros as zeroTensor } from "../tensor/create.js";
import { sizeOf, type Shape } from "../tensor/shape.js";
import { drawn, type Initializer } from "./initializer.js";
import { identity, orthogonal } from "./matrices.js";

export type { Initializer } from "./initializer.js";
export { identity, orthogonal };

/** An initializer, the name of one, or the data of a saved one. */
export type InitializerLike =
  Initializer | InitializerName | { readonly className: string; readonly config: unknown };

/** The names by which layers know the initializers. */
export type InitializerName =
  | "zeros"
  | "ones"
  | "constant"
  | "randomNormal"
  | "randomUniform"
  | "truncatedNormal"
  | "varianceScaling"
  | "glorotUniform"
  | "glorotNormal"
  | "heUniform"
  | "heNormal"
  | "leCunUniform"
  | "leCunNormal"
  | "orthogonal"
  | "identity";

interface Seeded {
  /** The seed of this weight, used in place of the model's seed. */
  readonly seed?: number;
}

/**
 * Every weight is 0.
 * @example
 * ```ts
 * layers.dense({ units: 4, biasInitializer: initializers.zeros() });
 * ```
 */
export function zeros(): Initializer {
  return { className: "Zeros", config: {}, apply: (shape) => zeroTensor(shape) };
}

/**
 * Every weight is 1.
 * @example
 * ```ts
 * layers.dense({ units: 4, biasInitializer: initializers.ones() });
 * ```
 */
export function ones(): Initializer {
  return { className: "Ones", config: {}, apply: (shape) => fill(shape, 1) };
}

/**
 * Every weight is the same number.
 * @param options `value`, the number; 0 by default
 * @example
 * ```ts
 * layers.dense({ units: 4, biasInitializer: initializers.constant({ value: 0.1 }) });
 * ```
 */
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

/**
 * Normal weights.
 * @param options `mean` (0 by default), `stddev` (0.05 by default), `seed`
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.randomNormal({ stddev: 0.1 }) });
 * ```
 */
export function randomNormal(options: NormalOptions = {}): Initializer {
  checkOptions(options, NORMAL, "randomNormal");
  const { mean = 0, stddev = 0.05, seed } = options;
  return random("RandomNormal", { mean, stddev }, seed, (stream) => mean + stddev * stream.normal());
}

/**
 * Uniform weights.
 * @param options `minval` (−0.05 by default), `maxval` (0.05 by default), `seed`
 * @example
 * ```ts
 * layers.dense({
 *   units: 4,
 *   kernelInitializer: initializers.randomUniform({ minval: -1, maxval: 1 }),
 * });
 * ```
 */
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

/**
 * Normal numbers, without those more than two standard deviations from the mean.
 * @param options `mean` (0 by default), `stddev` (0.05 by default), `seed`
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.truncatedNormal({ stddev: 0.1 }) });
 * ```
 */
export function truncatedNormal(options: NormalOptions = {}): Initializer {
  checkOptions(options, NORMAL, "truncatedNormal");
  const { mean = 0, stddev = 0.05, seed } = options;
  return random(
    "TruncatedNormal",
    { mean, stddev },
    seed,
    (stream) => mean + stddev * stream.truncatedNormal(),
  );
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

/** The standard deviation of a standard normal distribution truncated at −2 and 2. */
const TRUNCATED_DEVIATION = 0.87962566103423978;

type Mode = "fanIn" | "fanOut" | "fanAvg";
type Distribution = "uniform" | "normal";

/**
 * Random weights of variance scale / fan.
 * @param options `scale` (1 by default), `mode` ("fanIn" by default, "fanOut" or "fanAvg"), `distribution`
 *   ("normal" by default, or "uniform"), `seed`
 * @example
 * ```ts
 * layers.dense({
 *   units: 4,
 *   kernelInitializer: initializers.varianceScaling({ scale: 2, mode: "fanIn" }),
 * });
 * ```
 */
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
      return drawn(shape, () => (deviation / TRUNCATED_DEVIATION) * source.truncatedNormal());
    },
  };
}

/**
 * Fan-in and fan-out: the inputs of a neuron and the outputs that an input reaches, times the positions of a
 * filter.
 */
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

/**
 * Uniform weights of variance 2 / (fan-in + fan-out) (Glorot and Bengio 2010): the default of most layers.
 * @param options the options; `seed` fixes the numbers whatever the model's seed
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.glorotUniform({ seed: 1 }) });
 * ```
 */
export const glorotUniform = family("GlorotUniform", 1, "fanAvg", "uniform");

/**
 * Normal weights of variance 2 / (fan-in + fan-out), cut off at two standard deviations (Glorot and Bengio
 * 2010).
 * @param options the options; `seed` fixes the numbers whatever the model's seed
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.glorotNormal({ seed: 1 }) });
 * ```
 */
export const glorotNormal = family("GlorotNormal", 1, "fanAvg", "normal");

/**
 * Uniform weights of variance 2 / fan-in, for relu (He et al. 2015).
 * @param options the options; `seed` fixes the numbers whatever the model's seed
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.heUniform({ seed: 1 }) });
 * ```
 */
export const heUniform = family("HeUniform", 2, "fanIn", "uniform");

/**
 * Normal weights of variance 2 / fan-in, cut off at two standard deviations, for relu (He et al. 2015).
 * @param options the options; `seed` fixes the numbers whatever the model's seed
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.heNormal({ seed: 1 }) });
 * ```
 */
export const heNormal = family("HeNormal", 2, "fanIn", "normal");

/**
 * Uniform weights of variance 1 / fan-in (LeCun 1998).
 * @param options the options; `seed` fixes the numbers whatever the model's seed
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.leCunUniform({ seed: 1 }) });
 * ```
 */
export const leCunUniform = family("LeCunUniform", 1, "fanIn", "uniform");

/**
 * Normal weights of variance 1 / fan-in, cut off at two standard deviations (LeCun 1998).
 * @param options the options; `seed` fixes the numbers whatever the model's seed
 * @example
 * ```ts
 * layers.dense({ units: 4, kernelInitializer: initializers.leCunNormal({ seed: 1 }) });
 * ```
 */
export const leCunNormal = family("LeCunNormal", 1, "fanIn", "normal");
