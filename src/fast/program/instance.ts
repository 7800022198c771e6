/**
 * A program in memory: the arrays of all operations, for batches of up to a given number of examples, and
 * the kernels.
 *
 * A batch may be divided into parts, which are computed one after the other or in several threads. Each part
 * has gradients of its own; they are added up pair by pair, in an order that does not depend on which thread
 * computed which. One thread alone may add some of them up as it computes them (`joined-gradients.ts`).
 */
import { Layout, numbersAt } from "../memory-layout.js";
import { instantiateKernels } from "../kernel-module.js";
import type { Kernels } from "../kernels.js";
import type { SparseRows } from "../sparse-rows.js";
import { joinedGradients } from "./joined-gradients.js";
import { partCapacities, type Division } from "./parts.js";
import { Part } from "./part.js";
import { placePart, SharedArrays, type SparseBuffer } from "./placed-part.js";
import type { Program } from "./program.js";
import { scheduleFor, type Stage, type Task } from "./schedule.js";
import { WeightLayout } from "./weights.js";

export interface InstanceOptions {
  readonly program: Program;
  readonly division: Division;
  /** The most examples of a batch. */
  readonly rows: number;
  readonly training: boolean;
  /** How many numbers the optimizer keeps for each weight. */
  readonly slots: number;
  /** Whether one thread computes all parts of a batch, one after the other. */
  readonly inTurn: boolean;
}

export class ProgramInstance {
  readonly rows: number;
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
  readonly weights: WeightLayout;
  readonly parts: readonly Part[];
  readonly schedules: Readonly<Record<Task, readonly Stage[]>>;
  private readonly program: Program;

  /**
   * @param memory the memory that another thread made for the same options; or which kind of memory to make:
   *   one for this thread alone, or one that threads can share
   */
  constructor(
    module: WebAssembly.Module,
    { program, division, rows, training, slots, inTurn }: InstanceOptions,
    memory: WebAssembly.Memory | "own" | "shared" = "own",
  ) {
    this.rows = rows;
    this.program = program;
    this.schedules = {
      learn: training ? scheduleFor(program, "learn") : [],
      evaluate: training ? scheduleFor(program, "evaluate") : [],
      predict: scheduleFor(program, "predict"),
    };
    const layout = new Layout();
    const capacities = partCapacities(rows, division);
    this.weights = new WeightLayout(
      program.weights,
      layout,
      training ? capacities.length : 0,
      slots,
      joinedGradients(program, inTurn ? Math.max(0, ...capacities.slice(1)) : Infinity),
    );
    const shared = new SharedArrays(layout);
    const placed = capacities.map((capacity, part) =>
      placePart(program, layout, {
        shared,
        rows: capacity,
        weights: program.weights.map((_, index) => this.weights.weight(index, part)),
        training,
      }),
    );
    this.memory = memory instanceof WebAssembly.Memory ? memory : layout.make(memory === "shared");
    this.kernels = instantiateKernels(module, this.memory);
    const runtime = { kernels: this.kernels, memory: this.memory };
    this.parts = placed.map((each) => new Part(program, each, runtime));
  }

  numbers(address: number, count: number): Float32Array {
    return numbersAt(this.memory, address, count);
  }

  /** The arrays of a sparse input of so many rows. */
  sparseRows({ starts, entries, most }: SparseBuffer, rows: number): SparseRows {
    const { buffer } = this.memory;
    return {
      starts: new Uint32Array(buffer, starts, rows + 1),
      entries: new Uint32Array(buffer, entries, 2 * most),
    };
  }

  weightNumbers(index: number): Float32Array {
    return this.numbers(this.weights.weight(index).at, this.program.weights[index].size);
  }

  /** The gradient of a trained weight, in the first part. */
  gradientNumbers(index: number): Float32Array {
    return this.numbers(this.weights.weight(index).gradient, this.program.weights[index].size);
  }

  slotNumbers(index: number, slot: number): Float32Array {
    return this.numbers(this.weights.slot(index, slot), this.program.weights[index].size);
  }

  /** Adds the gradients of so many parts to those of the first, and clears the others. */
  gatherGradients(parts: number): void {
    if (parts === 1) return;
    const {
      gradients: [first, second],
      pieces,
    } = this.weights;
    const distance = (second - first) / 4;
    for (const { at, count, joined } of pieces)
      if (!joined) this.kernels.gatherParts(at, distance, parts, count);
      else if (parts > 2) this.kernels.gatherParts(at, 2 * distance, parts / 2, count);
  }

  clearGradients(): void {
    for (const gradients of this.weights.gradients) this.kernels.clear(gradients, this.weights.trainedCount);
  }

  /** The penalties on the weights; where asked for, their gradients are added to those of the first part. */
  penalties(withGradients: boolean): number {
    let total = 0;
    this.program.weights.forEach(({ size, l1, l2 }, index) => {
      if (l1 === 0 && l2 === 0) return;
      const { at, gradient } = this.weights.weight(index);
      total += this.kernels.regularize(at, withGradients ? gradient : 0, size, l1, l2);
    });
    return total;
  }
}
