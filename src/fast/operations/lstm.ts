/**
 * Long short-term memory: one matrix product gives the sums of all four gates of a step (see
 * `assembly/recurrent.ts`).
 */
import type { LSTM } from "../../layers/lstm.js";
import type { Lowering, OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
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

  protected override begin(rows: number): void {
    this.forwardMatrix.pack(this.context.weights[1].at, this.width, false);
    this.context.kernels.clear(this.memories, rows * this.spec.units);
  }

  protected override step(step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (step > 0)
      this.forwardMatrix.multiply(this.stateBefore(step, rows), units, sums, this.width, rows, true);
    const shown = this.shown + step * rows * units * 4;
    this.context.kernels.lstmStep(
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
    this.backwardMatrix.pack(this.context.weights[1].at, this.width, true);
    this.context.kernels.clear(this.dmemory, rows * this.spec.units);
  }

  protected override stepBack(step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    const shown = this.shown + step * rows * units * 4;
    this.context.kernels.lstmStepBack(
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
      this.backwardMatrix.multiply(sums, this.width, this.gradientBefore(step, rows), units, rows, true);
  }

  protected override addRecurrentGradient(rows: number): void {
    const {
      kernels,
      weights: [, recurrent],
      scratch,
    } = this.context;
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
