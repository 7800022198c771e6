/**
 * Long short-term memory: one matrix product gives the sums of all four gates of a step (see
 * `assembly/recurrent.ts`).
 */
import type { Kernels } from "../kernels.js";
import type { LSTM } from "../../layers/lstm.js";
import type { Lowering } from "./lowering.js";
import type { OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { multiplyMatrices } from "../product.js";
import { RecurrentOperation, recurrentSpec, type RecurrentSpec } from "./recurrent.js";

export const lowerLstm: Lowering<LSTM, RecurrentSpec> = (context) =>
  recurrentSpec("lstm", context, context.layer.cell.recurrentActivationName);

export class LstmOperation extends RecurrentOperation {
  private readonly forwardMatrix: PackedMatrix;
  private readonly backwardMatrix: PackedMatrix;
  /**
   * The memory c of each step, after a first one of zeros; f(c) of each step; and, of the current step only,
   * the gradient of c.
   */
  private readonly memories: number;
  private readonly shown: number;
  private readonly dmemory: number;

  constructor(spec: RecurrentSpec, context: OperationContext) {
    super(spec, context, 4);
    const { units, steps } = spec;
    this.forwardMatrix = new PackedMatrix(context, units, 4 * units);
    this.backwardMatrix = new PackedMatrix(context, 4 * units, units);
    this.memories = context.reserve(context.rows * (steps + 1) * units);
    this.shown = context.reserve(context.rows * steps * units);
    this.dmemory = context.reserve(context.rows * units);
  }

  /** The address of the memory before a step. */
  private memoryBefore(step: number, rows: number): number {
    return this.memories + step * rows * this.spec.units * 4;
  }

  protected override begin(kernels: Kernels, rows: number): void {
    this.forwardMatrix.pack(kernels, this.context.weights[1].at, this.width, false);
    kernels.clear(this.memories, rows * this.spec.units);
  }

  protected override step(kernels: Kernels, step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (step > 0)
      this.forwardMatrix.multiply(kernels, {
        a: this.stateBefore(step, rows),
        strideA: units,
        c: sums,
        strideC: this.width,
        rows,
        accumulate: true,
      });
    const shown = this.shown + step * rows * units * 4;
    kernels.lstmStep(
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

  protected override beginBack(kernels: Kernels, rows: number): void {
    this.backwardMatrix.pack(kernels, this.context.weights[1].at, this.width, true);
    kernels.clear(this.dmemory, rows * this.spec.units);
  }

  protected override stepBack(kernels: Kernels, step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    const shown = this.shown + step * rows * units * 4;
    kernels.lstmStepBack(
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
    if (step > 0)
      this.backwardMatrix.multiply(kernels, {
        a: sums,
        strideA: this.width,
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
      columns: this.width,
      inner: steps * rows,
      accumulate: true,
      pack: this.packing,
    });
  }
}
