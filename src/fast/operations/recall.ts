/**
 * Dropout of the states of a recurrent layer: its products read the state before each step multiplied by factors,
 * the same ones at every step.
 */
import type { RandomStream } from "../../random/stream.js";
import type { Kernels } from "../kernels.js";
import { DropoutFactors } from "./dropout.js";
import type { OperationContext, Runtime } from "./operation.js";

export class Recall {
  /** The address of what the products read at all steps, [steps, rows, units]. */
  readonly states: number;
  /** The address of memory for the gradient of what they read at one step. */
  readonly gradient: number;
  private readonly factors: DropoutFactors;
  private readonly units: number;

  constructor(context: OperationContext, steps: number, units: number, rate: number) {
    this.units = units;
    this.states = context.reserve(context.rows * steps * units);
    this.gradient = context.reserveTemporary(context.rows * units);
    this.factors = new DropoutFactors(context, units, rate);
  }

  draw(runtime: Runtime, random: RandomStream, skipped: number, rows: number): void {
    this.factors.draw(runtime, random, skipped, rows);
  }

  stateBefore(step: number, rows: number): number {
    return this.states + step * rows * this.units * 4;
  }

  /** Computes what the products of a step read from the state before it. */
  forward(kernels: Kernels, state: number, step: number, rows: number): void {
    kernels.multiply(state, this.factors.at, this.stateBefore(step, rows), rows * this.units);
  }

  /** Adds to the gradient of the state before a step what `gradient` contains. */
  addGradient(kernels: Kernels, state: number, rows: number): void {
    kernels.multiply(this.gradient, this.factors.at, this.gradient, rows * this.units);
    kernels.addTo(state, this.gradient, rows * this.units);
  }
}
