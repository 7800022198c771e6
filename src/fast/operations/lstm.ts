/**
 * Long short-term memory: one matrix product gives the sums of all four gates of a step (see
 * `assembly/lstm.ts`).
 */
import type { Kernels } from "../kernels.js";
import type { LSTM } from "../../layers/lstm.js";
import type { OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { RecurrentOperation } from "./recurrent.js";
import { recurrentSpec, type RecurrentSpec, type RecurrentUse } from "./recurrent-spec.js";

export const lowerLstm = (use: RecurrentUse<LSTM>): RecurrentSpec | undefined =>
  recurrentSpec("lstm", use, use.layer.cell.recurrentActivationName);

export class LstmOperation extends RecurrentOperation {
  private readonly forwardMatrix: PackedMatrix;
  private readonly backwardMatrix: PackedMatrix;
  /**
   * The memory c of each step, after that before the first step; f(c) of each step; and, of the current step
   * only, the gradient of c.
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
    this.dmemory = context.training ? context.reserveTemporary(context.rows * units) : 0;
  }

  /** The address of the memory before a step. */
  private memoryBefore(step: number, rows: number): number {
    return this.memories + step * rows * this.spec.units * 4;
  }

  protected override statesBefore(step: number, rows: number): readonly number[] {
    return [this.stateBefore(step, rows), this.memoryBefore(step, rows)];
  }

  protected override firstGradients(rows: number): readonly number[] {
    return [this.gradientBefore(0, rows), this.dmemory];
  }

  protected override begin(kernels: Kernels): void {
    this.forwardMatrix.pack(kernels, this.context.weights[1].at, this.width, false);
  }

  protected override step(kernels: Kernels, step: number, rows: number, recalled: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    if (this.hasStateBefore(step))
      this.forwardMatrix.multiply(kernels, {
        a: recalled,
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
    const [, , ofMemory] = this.context.outputs;
    const count = rows * this.spec.units;
    if (ofMemory !== undefined && ofMemory.gradient !== 0)
      kernels.copy(ofMemory.gradient, this.dmemory, count);
    else kernels.clear(this.dmemory, count);
  }

  protected override stepBack(kernels: Kernels, step: number, rows: number): void {
    const { units, activation, gate } = this.spec;
    const sums = this.sumsOf(step, rows);
    const shown = this.shown + step * rows * units * 4;
    const counts = this.countsOf(step, rows);
    kernels.lstmStepBack(
      counts,
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
    this.addStateGradient(kernels, this.backwardMatrix, step, rows);
  }
}
