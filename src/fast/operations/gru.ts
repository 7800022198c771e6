/**
 * The gated recurrent unit. At each step one matrix product gives the sums of both gates, and another one
 * those of the candidate, which reads the state multiplied by the reset gate (see `assembly/gru.ts`).
 */
import type { Kernels } from "../kernels.js";
import type { GRU } from "../../layers/gru.js";
import type { OperationContext } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { addTallProduct } from "../product.js";
import { RecurrentOperation } from "./recurrent.js";
import { recurrentSpec, type RecurrentSpec, type RecurrentUse } from "./recurrent-spec.js";

export const lowerGru = (use: RecurrentUse<GRU>): RecurrentSpec | undefined =>
  recurrentSpec("gru", use, use.layer.cell.recurrentActivationName);

export class GruOperation extends RecurrentOperation {
  /** The columns of U for the gates, and those for the candidate; the same transposed. */
  private readonly gates: PackedMatrix;
  private readonly candidate: PackedMatrix;
  private readonly gatesBack: PackedMatrix;
  private readonly candidateBack: PackedMatrix;
  /**
   * At each step: the state multiplied by the reset gate, which the candidate reads; and, of the current step
   * only, its gradient.
   */
  private readonly seen: number;
  private readonly dseen: number;

  constructor(spec: RecurrentSpec, context: OperationContext) {
    super(spec, context, 3);
    const { units, steps } = spec;
    this.gates = new PackedMatrix(context, units, 2 * units);
    this.candidate = new PackedMatrix(context, units, units);
    this.gatesBack = new PackedMatrix(context, 2 * units, units);
    this.candidateBack = new PackedMatrix(context, units, units);
    this.seen = context.reserve(context.rows * steps * units);
    this.dseen = context.training ? context.reserveTemporary(context.rows * units) : 0;
  }

  /** The address of the candidate's columns in U, in its gradient, or in a row of sums. */
  private candidateColumns(matrix: number): number {
    return matrix + 2 * this.spec.units * 4;
  }

  private seenAt(step: number, rows: number): number {
    return this.seen + step * rows * this.spec.units * 4;
  }

  protected override begin(kernels: Kernels): void {
    const { at } = this.context.weights[1];
    this.gates.pack(kernels, at, this.width, false);
    this.candidate.pack(kernels, this.candidateColumns(at), this.width, false);
  }

  protected override step(kernels: Kernels, step: number, rows: number, recalled: number): void {
    const { units, gate, activation } = this.spec;
    const [sums, before, seen] = [
      this.sumsOf(step, rows),
      this.stateBefore(step, rows),
      this.seenAt(step, rows),
    ];
    if (this.hasStateBefore(step))
      this.gates.multiply(kernels, {
        a: recalled,
        strideA: units,
        c: sums,
        strideC: this.width,
        rows,
        accumulate: true,
      });
    kernels.gruGates(sums, this.bias, recalled, rows, units, gate, seen);
    if (this.hasStateBefore(step))
      this.candidate.multiply(kernels, {
        a: seen,
        strideA: units,
        c: this.candidateColumns(sums),
        strideC: this.width,
        rows,
        accumulate: true,
      });
    kernels.gruState(sums, this.bias, before, rows, units, activation, this.stateBefore(step + 1, rows));
  }

  protected override beginBack(kernels: Kernels): void {
    const { at } = this.context.weights[1];
    this.gatesBack.pack(kernels, at, this.width, true);
    this.candidateBack.pack(kernels, this.candidateColumns(at), this.width, true);
  }

  protected override stepBack(kernels: Kernels, step: number, rows: number): void {
    const { units, gate, activation } = this.spec;
    const [sums, before, after] = [
      this.sumsOf(step, rows),
      this.stateBefore(step, rows),
      this.gradientBefore(step + 1, rows),
    ];
    const counts = this.countsOf(step, rows);
    kernels.gruStateBack(counts, sums, before, after, rows, units, activation, gate);
    this.candidateBack.multiply(kernels, {
      a: this.candidateColumns(sums),
      strideA: this.width,
      c: this.dseen,
      strideC: units,
      rows,
      accumulate: false,
    });
    const reset = sums + units * 4;
    const { recall } = this;
    const recalled = recall?.stateBefore(step, rows) ?? before;
    const drecalled = recall?.gradient ?? after;
    if (recall !== undefined) kernels.clear(drecalled, rows * units);
    kernels.gruGatesBack(counts, reset, recalled, reset, this.dseen, drecalled, rows, units, gate);
    this.gatesBack.multiply(kernels, {
      a: sums,
      strideA: this.width,
      c: drecalled,
      strideC: units,
      rows,
      accumulate: true,
    });
    recall?.addGradient(kernels, after, rows);
    kernels.addTo(this.gradientBefore(step, rows), after, rows * units);
  }

  protected override addRecurrentGradient(kernels: Kernels, rows: number): void {
    const {
      weights: [, { gradient }],
    } = this.context;
    const { units, steps } = this.spec;
    const { sums, width } = this;
    addTallProduct(kernels, {
      a: this.recalledStates,
      b: sums,
      strideB: width,
      c: gradient,
      strideC: width,
      rows: units,
      columns: 2 * units,
      inner: steps * rows,
      pack: this.packing,
    });
    addTallProduct(kernels, {
      a: this.seen,
      b: this.candidateColumns(sums),
      strideB: width,
      c: this.candidateColumns(gradient),
      strideC: width,
      rows: units,
      columns: units,
      inner: steps * rows,
      pack: this.packing,
    });
  }
}
