/**
 * A program in its memory: everything laid out for batches of up to so many examples.
 *
 * A batch may be cut into parts, which are computed one after the other or each in a thread; each has gradients of its own,
 * which are then added up in the order of the parts, so that the result does not depend on who computed what.
 */
import { Layout, numbersAt } from "../arena.js";
import { joinKernels } from "../compiled.js";
import type { Kernels } from "../kernels.js";
import type { SparseRows } from "../sparse-rows.js";
import { roomForParts } from "./halves.js";
import { Part, type ListRoom } from "./part.js";
import type { Plan } from "./plan.js";
import { WeightLayout } from "./weights.js";

export interface MachineOptions {
  readonly plan: Plan;
  /** How many examples there are at most. */
  readonly rows: number;
  readonly training: boolean;
  /** How many numbers the optimizer remembers of each weight. */
  readonly slots: number;
}

export class Machine {
  readonly rows: number;
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
  readonly weights: WeightLayout;
  readonly parts: readonly Part[];
  private readonly plan: Plan;

  /** @param where a memory that another thread laid out for the same, or whether to make one that can be shared */
  constructor(
    module: WebAssembly.Module,
    { plan, rows, training, slots }: MachineOptions,
    where: WebAssembly.Memory | "own" | "shared" = "own",
  ) {
    this.rows = rows;
    this.plan = plan;
    const layout = new Layout();
    const rooms = roomForParts(rows, plan.fewestForHalves);
    this.weights = new WeightLayout(plan.weights, layout, training ? rooms.length : 0, slots);
    this.parts = rooms.map((room, part) => {
      const weights = plan.weights.map((_, index) => this.weights.weight(index, part));
      return new Part(plan, layout, room, weights, training);
    });
    this.memory = where instanceof WebAssembly.Memory ? where : layout.make(where === "shared");
    this.kernels = joinKernels(module, this.memory);
    for (const part of this.parts) part.join(this.kernels, this.memory);
  }

  numbers(address: number, count: number): Float32Array {
    return numbersAt(this.memory, address, count);
  }

  /** The lists of so many rows. */
  lists({ starts, entries, most }: ListRoom, rows: number): SparseRows {
    const { buffer } = this.memory;
    return {
      starts: new Uint32Array(buffer, starts, rows + 1),
      entries: new Uint32Array(buffer, entries, 2 * most),
    };
  }

  /** The numbers of a weight. */
  weightNumbers(index: number): Float32Array {
    return this.numbers(this.weights.weight(index).at, this.plan.weights[index].size);
  }

  slotNumbers(index: number, slot: number): Float32Array {
    return this.numbers(this.weights.slot(index, slot), this.plan.weights[index].size);
  }

  /** Adds up the gradients of all parts in those of the first, and clears the others. */
  gatherGradients(): void {
    const { gradients, trainedCount } = this.weights;
    for (const other of gradients.slice(1)) {
      this.kernels.addTo(gradients[0], other, trainedCount);
      this.kernels.clear(other, trainedCount);
    }
  }

  clearGradients(): void {
    for (const gradients of this.weights.gradients) this.kernels.clear(gradients, this.weights.trainedCount);
  }

  /** The penalties on the weights; their gradients are added to those of the first part, where these are wanted. */
  penalties(withGradients: boolean): number {
    let total = 0;
    this.plan.weights.forEach(({ size, l1, l2 }, index) => {
      if (l1 === 0 && l2 === 0) return;
      const { at, gradient } = this.weights.weight(index);
      total += this.kernels.regularize(at, withGradients ? gradient : 0, size, l1, l2);
    });
    return total;
  }
}
