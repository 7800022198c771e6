/** Long short-term memory: the sums of all four gates of a step are one product (see `assembly/recurrent.ts`). */
import type { LSTM } from "../../layers/lstm.js";
import type { Recognise, Workshop } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { RecurrentOperation, recurrentSpec, type RecurrentSpec } from "./recurrent.js";

export const recogniseLstm: Recognise<LSTM> = (recognition) =>
  recurrentSpec("lstm", recognition, recognition.layer.recurrentActivationName);

export class LstmOperation extends RecurrentOperation {
  private readonly there: PackedMatrix;
  private readonly back: PackedMatrix;
  /** The memories, beginning with one of zeros, what is shown of each, and the gradient of the memory on the way back. */
  private readonly memories: number;
  private readonly shown: number;
  private readonly dmemory: number;

  constructor(spec: RecurrentSpec, shop: Workshop) {
    super(spec, shop, 4);
    const { units, steps } = spec;
    this.there = new PackedMatrix(shop, units, 4 * units);
    this.back = new PackedMatrix(shop, 4 * units, units);
    this.memories = shop.reserve(shop.rows * (steps + 1) * units);
    this.shown = shop.reserve(shop.rows * steps * units);
    this.dmemory = shop.reserve(shop.rows * units);
  }

  /** The memory before a step. */
  private memoryBefore(step: number, rows: number): number {
    return this.memories + step * rows * this.spec.units * 4;
  }

  protected override begin(rows: number): void {
    this.there.take(this.shop.weights[1].at, this.width, false);
    this.shop.kernels.clear(this.memories, rows * this.spec.units);
  }

  protected override step(step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (step > 0) this.there.multiply(this.stateBefore(step, rows), units, sums, this.width, rows, true);
    const shown = this.shown + step * rows * units * 4;
    this.shop.kernels.lstmStep(
      sums,
      this.bias,
      this.memoryBefore(step, rows),
      rows,
      units,
      gate,
      activation,
      this.memoryBefore(step + 1, rows),
      shown,
      this.stateBefore(step + 1, rows),
    );
  }

  protected override beginBack(rows: number): void {
    this.back.take(this.shop.weights[1].at, this.width, true);
    this.shop.kernels.clear(this.dmemory, rows * this.spec.units);
  }

  protected override stepBack(step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    const shown = this.shown + step * rows * units * 4;
    this.shop.kernels.lstmStepBack(
      sums,
      this.memoryBefore(step, rows),
      shown,
      this.gradientBefore(step + 1, rows),
      this.dmemory,
      rows,
      units,
      gate,
      activation,
    );
    if (step > 0) this.back.multiply(sums, this.width, this.gradientBefore(step, rows), units, rows, true);
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
      this.width,
      false,
      recurrent.gradient,
      this.width,
      units,
      this.width,
      steps * rows,
      true,
      scratch,
    );
  }
}
