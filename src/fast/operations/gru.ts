/**
 * The gated recurrent unit: one product for both gates of a step, and one for the candidate, which sees of the state what the
 * reset gate lets through (see `assembly/recurrent.ts`).
 */
import type { GRU } from "../../layers/gru.js";
import type { Recognise, Workshop } from "./operation.js";
import { PackedMatrix } from "./packed.js";
import { RecurrentOperation, recurrentSpec, type RecurrentSpec } from "./recurrent.js";

export const recogniseGru: Recognise<GRU> = (recognition) =>
  recurrentSpec("gru", recognition, recognition.layer.recurrentActivationName);

export class GruOperation extends RecurrentOperation {
  /** The columns of U that make gates, and those that make candidates. */
  private readonly gates: PackedMatrix;
  private readonly candidate: PackedMatrix;
  private readonly gatesBack: PackedMatrix;
  private readonly candidateBack: PackedMatrix;
  /** What the candidate saw of the state at each step, the gradient of that, and the reset gate that the gradients overwrite. */
  private readonly seen: number;
  private readonly dseen: number;

  constructor(spec: RecurrentSpec, shop: Workshop) {
    super(spec, shop, 3);
    const { units, steps } = spec;
    this.gates = new PackedMatrix(shop, units, 2 * units);
    this.candidate = new PackedMatrix(shop, units, units);
    this.gatesBack = new PackedMatrix(shop, 2 * units, units);
    this.candidateBack = new PackedMatrix(shop, units, units);
    this.seen = shop.reserve(shop.rows * steps * units);
    this.dseen = shop.reserve(shop.rows * units);
  }

  /** Where the candidates' columns of U begin, or of its gradient. */
  private candidateColumns(matrix: number): number {
    return matrix + 2 * this.spec.units * 4;
  }

  private seenAt(step: number, rows: number): number {
    return this.seen + step * rows * this.spec.units * 4;
  }

  protected override begin(): void {
    const { at } = this.shop.weights[1];
    this.gates.take(at, this.width, false);
    this.candidate.take(this.candidateColumns(at), this.width, false);
  }

  protected override step(step: number, rows: number): void {
    const { kernels } = this.shop;
    const { units, gate, activation } = this.spec;
    const [sums, before, seen] = [
      this.sumsOf(step, rows),
      this.stateBefore(step, rows),
      this.seenAt(step, rows),
    ];
    if (step > 0) this.gates.multiply(before, units, sums, this.width, rows, true);
    kernels.gruGates(sums, this.bias, before, rows, units, gate, seen);
    if (step > 0) this.candidate.multiply(seen, units, this.candidateColumns(sums), this.width, rows, true);
    kernels.gruState(sums, this.bias, before, rows, units, activation, this.stateBefore(step + 1, rows));
  }

  protected override beginBack(): void {
    const { at } = this.shop.weights[1];
    this.gatesBack.take(at, this.width, true);
    this.candidateBack.take(this.candidateColumns(at), this.width, true);
  }

  protected override stepBack(step: number, rows: number): void {
    const { kernels } = this.shop;
    const { units, gate, activation } = this.spec;
    const [sums, before, after] = [
      this.sumsOf(step, rows),
      this.stateBefore(step, rows),
      this.gradientBefore(step + 1, rows),
    ];
    kernels.gruStateBack(sums, before, after, rows, units, activation, gate);
    this.candidateBack.multiply(this.candidateColumns(sums), this.width, this.dseen, units, rows, false);
    const reset = sums + units * 4;
    kernels.gruGatesBack(reset, before, reset, this.dseen, after, rows, units, gate);
    this.gatesBack.multiply(sums, this.width, after, units, rows, true);
    kernels.addTo(this.gradientBefore(step, rows), after, rows * units);
  }

  protected override addRecurrentGradient(rows: number): void {
    const {
      kernels,
      weights: [, { gradient }],
      scratch,
    } = this.shop;
    const { units, steps } = this.spec;
    const { sums, width } = this;
    kernels.gemm(
      this.states,
      units,
      true,
      sums,
      width,
      false,
      gradient,
      width,
      units,
      2 * units,
      steps * rows,
      true,
      scratch,
    );
    kernels.gemm(
      this.seen,
      units,
      true,
      this.candidateColumns(sums),
      width,
      false,
      this.candidateColumns(gradient),
      width,
      units,
      units,
      steps * rows,
      true,
      scratch,
    );
  }
}
