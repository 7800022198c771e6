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

export class DropoutOperation implements Operation {
  private readonly spec: DropoutSpec;
  private readonly context: OperationContext;
  private readonly state: number;
  /** How many factors an example has. */
  private readonly drawn: number;
  private readonly factors: number;
  /** The factors of all numbers; the same address where each number has its own. */
  private readonly repeated: number;

  constructor(spec: DropoutSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.state = context.reserve(4);
    const { outer, repeats, inner } = spec.repetition;
    this.drawn = outer * inner;
    // One row more than this part has: `draw` first writes the factors of the part before it into this
    // array, then overwrites them, and that part can be one row longer.
    this.factors = context.training ? context.reserve((context.rows + 1) * this.drawn) : 0;
    this.repeated =
      repeats === 1 || !context.training ? this.factors : context.reserveTemporary(context.rows * spec.size);
  }

  draw({ kernels, memory }: Runtime, stream: StreamOf, before: number, rows: number): void {
    const { rate, seed, path } = this.spec;
    const { drawn } = this;
    new Uint32Array(memory.buffer, this.state, 4).set(seeded(seed, stream(path)).words);
    if (before > 0) kernels.dropoutFactors(this.state, this.factors, before * drawn, rate);
    kernels.dropoutFactors(this.state, this.factors, rows * drawn, rate);
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
    const { factors, repeated } = this;
    const { outer, repeats, inner } = this.spec.repetition;
    if (repeated !== factors) kernels.repeat(factors, rows * outer, repeats, inner, repeated);
    kernels.multiply(from, repeated, to, rows * this.spec.size);
  }
}
