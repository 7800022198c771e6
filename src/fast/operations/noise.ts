/**
 * Noise of a training step: y = a x + b with random a and b, which are drawn by the streams of the layers
 * themselves, in the same order.
 */
import {
  LOWEST_SELU,
  type AlphaDropout,
  type GaussianDropout,
  type GaussianNoise,
} from "../../layers/noise.js";
import { seeded } from "../../layers/training-only.js";
import type { RandomStream } from "../../random/stream.js";
import { numbersAt } from "../memory-layout.js";
import { outputSize, type Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, StreamOf } from "./operation.js";

export interface NoiseSpec extends BaseSpec {
  readonly kind: "noise";
  readonly noise: "gaussianNoise" | "gaussianDropout" | "alphaDropout";
  /** The deviation of normal numbers, or the rate of the numbers that are dropped. */
  readonly amount: number;
  readonly seed: number | undefined;
  readonly path: readonly number[];
}

export const lowerGaussianNoise: Lowering<GaussianNoise, NoiseSpec> = ({ layer, path, ...rest }) => [
  noiseSpec("gaussianNoise", layer.stddev, layer.seed, path, outputSize(rest)),
];

export const lowerGaussianDropout: Lowering<GaussianDropout, NoiseSpec> = ({ layer, path, ...rest }) => {
  const deviation = Math.sqrt(layer.rate / (1 - layer.rate));
  return [noiseSpec("gaussianDropout", deviation, layer.seed, path, outputSize(rest))];
};

export const lowerAlphaDropout: Lowering<AlphaDropout, NoiseSpec> = ({ layer, path, ...rest }) => {
  if (layer.noiseShape !== undefined) return undefined;
  return layer.rate === 0 ? [] : [noiseSpec("alphaDropout", layer.rate, layer.seed, path, outputSize(rest))];
};

function noiseSpec(
  noise: NoiseSpec["noise"],
  amount: number,
  seed: number | undefined,
  path: readonly number[],
  size: number,
): NoiseSpec {
  return { kind: "noise", noise, amount, seed, path, size, weights: [] };
}

export class NoiseOperation implements Operation {
  private readonly spec: NoiseSpec;
  private readonly context: OperationContext;
  /** The addresses of a and b; 0 where a is 1 or b is 0 throughout. */
  private readonly factors: number;
  private readonly offsets: number;

  constructor(spec: NoiseSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    const reserve = (isUsed: boolean) =>
      isUsed && context.training ? context.reserve(context.rows * spec.size) : 0;
    this.factors = reserve(spec.noise !== "gaussianNoise");
    this.offsets = reserve(spec.noise !== "gaussianDropout");
  }

  draw({ memory }: Runtime, stream: StreamOf, before: number, rows: number): void {
    const { seed, path, size, noise, amount } = this.spec;
    const random = seeded(seed, stream(path));
    const next = () => (noise === "alphaDropout" ? random.uniform() : random.normal());
    for (let i = 0; i < before * size; i++) next();
    const numbers = (at: number) => (at === 0 ? undefined : numbersAt(memory, at, rows * size));
    const [factors, offsets] = [numbers(this.factors), numbers(this.offsets)];
    if (noise === "alphaDropout") drawAlphaDropout(random, amount, factors!, offsets!);
    else if (factors === undefined) random.fillNormal(offsets!, 0, amount);
    else {
      random.fillNormal(factors, 0, amount);
      for (let i = 0; i < factors.length; i++) factors[i] += 1;
    }
  }

  forward({ kernels }: Runtime, rows: number, training: boolean): void {
    const { input, output } = this.context;
    const count = rows * output.size;
    if (training && this.factors !== 0) kernels.multiply(input.at, this.factors, output.at, count);
    else kernels.copy(input.at, output.at, count);
    if (training && this.offsets !== 0) kernels.addTo(output.at, this.offsets, count);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    const count = rows * output.size;
    if (input.gradient === 0) return;
    if (this.factors === 0) kernels.copy(output.gradient, input.gradient, count);
    else kernels.multiply(output.gradient, this.factors, input.gradient, count);
  }
}

/** The numbers of `AlphaDropout`, which keep mean 0 and variance 1. */
function drawAlphaDropout(
  random: RandomStream,
  rate: number,
  factors: Float32Array,
  offsets: Float32Array,
): void {
  const scale = 1 / Math.sqrt((1 - rate) * (1 + rate * LOWEST_SELU ** 2));
  for (let i = 0; i < factors.length; i++) {
    const kept = random.uniform() >= rate;
    factors[i] = kept ? scale : 0;
    offsets[i] = scale * ((kept ? 0 : LOWEST_SELU) - rate * LOWEST_SELU);
  }
}
