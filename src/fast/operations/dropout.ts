/** Dropout: in training each number, and its gradient, is multiplied by 0 or by 1 / (1 − rate). */
import type { Dropout } from "../../layers/dropout.js";
import { seeded } from "../../layers/training-only.js";
import type { RandomStream } from "../../random/stream.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Lowering } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, StreamOf } from "./operation.js";

export interface DropoutSpec extends BaseSpec {
  readonly kind: "dropout";
  readonly rate: number;
  readonly seed: number | undefined;
  readonly path: readonly number[];
}

export const lowerDropout: Lowering<Dropout, DropoutSpec> = ({ layer, outputShape, path }) =>
  layer.noiseShape !== undefined
    ? undefined
    : layer.rate === 0
      ? []
      : [
          {
            kind: "dropout",
            size: sizeOf(outputShape),
            weights: [],
            rate: layer.rate,
            seed: layer.seed,
            path,
          },
        ];

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

  /** @param before how many examples of the batch precede: their factors are drawn first, and overwritten */
  draw({ kernels, memory }: Runtime, random: RandomStream, before: number, rows: number): void {
    new Uint32Array(memory.buffer, this.state, 4).set(random.words);
    for (let left = before * this.size; left > 0; left -= this.capacity)
      kernels.dropoutFactors(this.state, this.at, Math.min(left, this.capacity), this.rate);
    kernels.dropoutFactors(this.state, this.at, rows * this.size, this.rate);
  }
}

export class DropoutOperation implements Operation {
  private readonly spec: DropoutSpec;
  private readonly context: OperationContext;
  private readonly factors: DropoutFactors | undefined;

  constructor(spec: DropoutSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.factors = context.training ? new DropoutFactors(context, spec.size, spec.rate) : undefined;
  }

  draw(runtime: Runtime, stream: StreamOf, before: number, rows: number): void {
    const { seed, path } = this.spec;
    this.factors?.draw(runtime, seeded(seed, stream(path)), before, rows);
  }

  forward({ kernels }: Runtime, rows: number, training: boolean): void {
    const { input, output } = this.context;
    if (training && this.factors !== undefined)
      kernels.multiply(input.at, this.factors.at, output.at, rows * output.size);
    else kernels.copy(input.at, output.at, rows * output.size);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0 && this.factors !== undefined)
      kernels.multiply(output.gradient, this.factors.at, input.gradient, rows * output.size);
  }
}
