/**
 * Dropout: in training each number, and its gradient, is multiplied by 0 or by 1 / (1 − rate); numbers along
 * some axes may have the same factor.
 */
import type { Dropout } from "../../layers/dropout.js";
import type { SpatialDropout1D } from "../../layers/noise.js";
import { seeded } from "../../layers/training-only.js";
import { sizeOf, type Shape } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import { repetitionOf, type Repetition } from "./broadcast.js";
import type { RandomStream } from "../../random/stream.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, StreamOf } from "./operation.js";

export interface DropoutSpec extends BaseSpec {
  readonly kind: "dropout";
  readonly rate: number;
  readonly seed: number | undefined;
  readonly path: readonly number[];
  /** Which numbers have the same factor. */
  readonly repetition: Repetition;
}

export const lowerDropout: Lowering<Dropout, DropoutSpec> = ({ layer, outputShape, path }) => {
  const { noiseShape = [null, ...outputShape] } = layer;
  // Where all examples have the same factors, those are not drawn for each example.
  if (noiseShape[0] !== null || noiseShape.length !== outputShape.length + 1) return undefined;
  return dropout(
    layer,
    outputShape,
    noiseShape.slice(1).map((extent, axis) => extent ?? outputShape[axis]),
    path,
  );
};

/** Whole features of sequences: one factor for all steps. */
export const lowerSpatialDropout1d: Lowering<SpatialDropout1D, DropoutSpec> = ({
  layer,
  outputShape,
  path,
}) => dropout(layer, outputShape, [1, outputShape[1]], path);

function dropout(
  { rate, seed }: Pick<Dropout, "rate" | "seed">,
  shape: Shape,
  noiseShape: Shape,
  path: readonly number[],
): readonly DropoutSpec[] | undefined {
  if (!noiseShape.every((extent, axis) => extent === 1 || extent === shape[axis])) return undefined;
  const repetition = repetitionOf(noiseShape, shape);
  if (rate === 0 || repetition === undefined) return repetition && [];
  return [{ kind: "dropout", size: sizeOf(shape), weights: [], rate, seed, path, repetition }];
}

/** The random factors of the examples of a part. */
export class DropoutFactors {
  readonly at: number;
  private readonly state: number;
  private readonly size: number;
  private readonly rate: number;
  private readonly capacity: number;

  /** @param size how many factors an example has */
  constructor({ reserve, rows }: OperationContext, size: number, rate: number) {
    this.size = size;
    this.rate = rate;
    this.capacity = rows * size;
    this.state = reserve(4);
    this.at = reserve(this.capacity);
  }

  /** @param skipped how many numbers of the stream precede: they are drawn first, and overwritten */
  draw({ kernels, memory }: Runtime, random: RandomStream, skipped: number, rows: number): void {
    new Uint32Array(memory.buffer, this.state, 4).set(random.words);
    for (let left = skipped; left > 0; left -= this.capacity)
      kernels.dropoutFactors(this.state, this.at, Math.min(left, this.capacity), this.rate);
    kernels.dropoutFactors(this.state, this.at, rows * this.size, this.rate);
  }
}

export class DropoutOperation implements Operation {
  private readonly spec: DropoutSpec;
  private readonly context: OperationContext;
  private readonly factors: DropoutFactors | undefined;
  /** The factors of all numbers; the same address where each number has its own. */
  private readonly repeated: number;

  constructor(spec: DropoutSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    const { outer, repeats, inner } = spec.repetition;
    if (context.training) this.factors = new DropoutFactors(context, outer * inner, spec.rate);
    const own = this.factors?.at ?? 0;
    this.repeated =
      repeats === 1 || !context.training ? own : context.reserveTemporary(context.rows * spec.size);
  }

  draw(runtime: Runtime, stream: StreamOf, before: number, rows: number): void {
    const { seed, path } = this.spec;
    const { outer, inner } = this.spec.repetition;
    this.factors!.draw(runtime, seeded(seed, stream(path)), before * outer * inner, rows);
  }

  forward({ kernels }: Runtime, rows: number, training: boolean): void {
    const { input, output } = this.context;
    if (training) this.multiply(kernels, input.at, output.at, rows);
    else kernels.copy(input.at, output.at, rows * output.size);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0) this.multiply(kernels, output.gradient, input.gradient, rows);
  }

  private multiply(kernels: Kernels, from: number, to: number, rows: number): void {
    const factors = this.factors!.at;
    const { repeated } = this;
    const { outer, repeats, inner } = this.spec.repetition;
    if (repeated !== factors) kernels.repeat(factors, rows * outer, repeats, inner, repeated);
    kernels.multiply(from, repeated, to, rows * this.spec.size);
  }
}
