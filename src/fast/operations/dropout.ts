/** Dropout: in training each number, and its gradient, is multiplied by 0 or by 1 / (1 − rate). */
import type { Dropout } from "../../layers/dropout.js";
import { seeded } from "../../layers/training-only.js";
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

export class DropoutOperation implements Operation {
  private readonly spec: DropoutSpec;
  private readonly context: OperationContext;
  private readonly state: number;
  private readonly factors: number;

  constructor(spec: DropoutSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.state = context.reserve(4);
    // One row more than this part has: `draw` first writes the factors of the part before it into this
    // array, then overwrites them, and that part can be one row longer.
    this.factors = context.training ? context.reserve((context.rows + 1) * spec.size) : 0;
  }

  draw({ kernels, memory }: Runtime, stream: StreamOf, before: number, rows: number): void {
    const { size, rate, seed, path } = this.spec;
    new Uint32Array(memory.buffer, this.state, 4).set(seeded(seed, stream(path)).words);
    if (before > 0) kernels.dropoutFactors(this.state, this.factors, before * size, rate);
    kernels.dropoutFactors(this.state, this.factors, rows * size, rate);
  }

  forward({ kernels }: Runtime, rows: number, training: boolean): void {
    const { input, output } = this.context;
    if (training) kernels.multiply(input.at, this.factors, output.at, rows * output.size);
    else kernels.copy(input.at, output.at, rows * output.size);
  }

  backward({ kernels }: Runtime, rows: number): void {
    const { input, output } = this.context;
    if (input.gradient !== 0)
      kernels.multiply(output.gradient, this.factors, input.gradient, rows * output.size);
  }
}
