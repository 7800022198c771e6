/** The simple recurrent layer: hₜ = f(xₜ W + hₜ₋₁ U + b). */
import type { Kernels } from "../kernels.js";
import type { SimpleRNN } from "../../layers/simple-rnn.js";
import type { Lowering } from "./lowering.js";
import type { OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { multiplyMatrices } from "../product.js";
import { RecurrentOperation, recurrentSpec, type RecurrentSpec } from "./recurrent.js";

export const lowerSimpleRnn: Lowering<SimpleRNN, RecurrentSpec> = (context) =>
  recurrentSpec("simpleRnn", context, "linear");

export class SimpleRnnOperation extends RecurrentOperation {
  private readonly forwardMatrix: PackedMatrix;
  private readonly backwardMatrix: PackedMatrix;

  constructor(spec: RecurrentSpec, context: OperationContext) {
    super(spec, context, 1);
    this.forwardMatrix = new PackedMatrix(context, spec.units, spec.units);
    this.backwardMatrix = new PackedMatrix(context, spec.units, spec.units);
  }

  protected override begin(kernels: Kernels): void {
    this.forwardMatrix.pack(kernels, this.context.weights[1].at, this.spec.units, false);
  }

  protected override step(kernels: Kernels, step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (step > 0)
      this.forwardMatrix.multiply(kernels, {
        a: this.stateBefore(step, rows),
        strideA: units,
        c: sums,
        strideC: units,
        rows,
        accumulate: true,
      });
    kernels.activate(activation, sums, this.bias, this.stateBefore(step + 1, rows), rows, units, 0);
  }

  protected override beginBack(kernels: Kernels): void {
    this.backwardMatrix.pack(kernels, this.context.weights[1].at, this.spec.units, true);
  }

  protected override stepBack(kernels: Kernels, step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    kernels.activateBackward(
      activation,
      this.stateBefore(step + 1, rows),
      this.gradientBefore(step + 1, rows),
      sums,
      rows * units,
      0,
    );
    if (step > 0)
      this.backwardMatrix.multiply(kernels, {
        a: sums,
        strideA: units,
        c: this.gradientBefore(step, rows),
        strideC: units,
        rows,
        accumulate: true,
      });
  }

  protected override addRecurrentGradient(kernels: Kernels, rows: number): void {
    const {
      weights: [, recurrent],
    } = this.context;
    const { units, steps } = this.spec;
    multiplyMatrices(kernels, {
      a: this.states,
      transposeA: true,
      b: this.sums,
      c: recurrent.gradient,
      rows: units,
      columns: units,
      inner: steps * rows,
      accumulate: true,
      pack: this.packing,
    });
  }
}
