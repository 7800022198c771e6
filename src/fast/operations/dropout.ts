/** Dropout: while training, each number is multiplied by 0 or by 1 / (1 − rate); so is its gradient. */
import type { Dropout } from "../../layers/dropout.js";
import { sizeOf } from "../../tensor/shape.js";
import type { RandomStream } from "../../random/stream.js";
import type { Operation, OperationSpec, Recognise, Workshop } from "./operation.js";

export interface DropoutSpec extends OperationSpec {
  readonly kind: "dropout";
  readonly rate: number;
  readonly position: number;
}

export const recogniseDropout: Recognise<Dropout> = ({ layer, outputShape, position }) =>
  layer.rate === 0
    ? []
    : [
        {
          kind: "dropout",
          size: sizeOf(outputShape),
          weights: [],
          rate: layer.rate,
          position,
        } as DropoutSpec,
      ];

export class DropoutOperation implements Operation {
  private readonly spec: DropoutSpec;
  private readonly shop: Workshop;
  private readonly state: number;
  private readonly factors: number;

  constructor(spec: DropoutSpec, shop: Workshop) {
    this.spec = spec;
    this.shop = shop;
    this.state = shop.reserve(4);
    // One row more than examples: another part of the batch, whose numbers are drawn and dropped, may have that many.
    this.factors = shop.training ? shop.reserve((shop.rows + 1) * spec.size) : 0;
  }

  draw(stream: (position: number) => RandomStream, before: number, rows: number): void {
    const { kernels, memory } = this.shop;
    const { size, rate, position } = this.spec;
    new Uint32Array(memory.buffer, this.state, 4).set(stream(position).words);
    if (before > 0) kernels.dropoutFactors(this.state, this.factors, before * size, rate);
    kernels.dropoutFactors(this.state, this.factors, rows * size, rate);
  }

  forward(rows: number, training: boolean): void {
    const { kernels, input, output } = this.shop;
    if (training) kernels.multiply(input.at, this.factors, output.at, rows * output.size);
    else kernels.copy(input.at, output.at, rows * output.size);
  }

  backward(rows: number): void {
    const { kernels, input, output } = this.shop;
    if (input.gradient !== 0)
      kernels.multiply(output.gradient, this.factors, input.gradient, rows * output.size);
  }
}
