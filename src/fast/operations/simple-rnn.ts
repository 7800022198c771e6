/** The simple recurrent layer: hₜ = f(xₜ W + hₜ₋₁ U + b); a state takes the place of its sums. */
import type { SimpleRNN } from "../../layers/simple-rnn.js";
import type { Recognise, Workshop } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { RecurrentOperation, recurrentSpec, type RecurrentSpec } from "./recurrent.js";

export const recogniseSimpleRnn: Recognise<SimpleRNN> = (recognition) =>
  recurrentSpec("simpleRnn", recognition, "linear");

export class SimpleRnnOperation extends RecurrentOperation {
  private readonly there: PackedMatrix;
  private readonly back: PackedMatrix;

  constructor(spec: RecurrentSpec, shop: Workshop) {
    super(spec, shop, 1);
    this.there = new PackedMatrix(shop, spec.units, spec.units);
    this.back = new PackedMatrix(shop, spec.units, spec.units);
  }

  protected override begin(): void {
    this.there.take(this.shop.weights[1].at, this.spec.units, false);
  }

  protected override step(step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (step > 0) this.there.multiply(this.stateBefore(step, rows), units, sums, units, rows, true);
    this.shop.kernels.activate(activation, sums, this.bias, this.stateBefore(step + 1, rows), rows, units, 0);
  }

  protected override beginBack(): void {
    this.back.take(this.shop.weights[1].at, this.spec.units, true);
  }

  protected override stepBack(step: number, rows: number): void {
    const { units, activation } = this.spec;
    const sums = this.sumsOf(step, rows);
    this.shop.kernels.activateBackward(
      activation,
      this.stateBefore(step + 1, rows),
      this.gradientBefore(step + 1, rows),
      sums,
      rows * units,
      0,
    );
    if (step > 0) this.back.multiply(sums, units, this.gradientBefore(step, rows), units, rows, true);
  }

  protected override addRecurrentGradient(rows: number): void {
    const {
      kernels,
      weights: [, recurrent],
      scratch,
    } = this.shop;
    const { units, steps } = this.spec;
    kernels.gemm(
      this.states,
      units,
      true,
      this.sums,
      units,
      false,
      recurrent.gradient,
      units,
      units,
      units,
      steps * rows,
      true,
      scratch,
    );
  }
}
