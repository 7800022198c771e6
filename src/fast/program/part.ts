/**
 * The operations of a program on a part of a batch, or on the whole batch.
 *
 * All arrays that a part writes are its own: values, gradients, scratch. It shares only the weights, which it
 * reads. So two threads can compute two parts at the same time, and the sum of their gradients does not
 * depend on which thread did which.
 */
import type { Layout } from "../memory-layout.js";
import type { Kernels } from "../kernels.js";
import { MAX_DENSITY } from "../sparse-rows.js";
import type { Operation, OperationContext, SparseInput, Values, Weight } from "../operations/operation.js";
import { buildOperation, type OperationSpec } from "../operations/operations.js";
import type { RandomStream } from "../../random/stream.js";
import { HEADS } from "./head.js";
import type { Program } from "./program.js";

/** For narrower inputs compressed rows save no time. */
const MIN_SPARSE_COLUMNS = 512;

/** Memory for a sparse input. */
export interface SparseBuffer extends SparseInput {
  /** The most numbers other than zero that fit. */
  readonly most: number;
}

function mayBeSparse({ operations: [first], inputShape }: Program): boolean {
  return first.kind === "dense" && inputShape.length === 1 && inputShape[0] >= MIN_SPARSE_COLUMNS;
}

function sparseBuffer(layout: Layout, rows: number, columns: number): SparseBuffer {
  const most = Math.ceil(rows * columns * MAX_DENSITY);
  return { starts: layout.reserve(rows + 1), entries: layout.reserve(2 * most), most };
}

/** What the contexts of a part's operations have in common. */
interface SharedContext {
  readonly rows: number;
  readonly training: boolean;
  readonly reserve: (count: number) => number;
  readonly shareScratch: (count: number) => void;
}

export class Part {
  readonly input: number;
  readonly output: Values;
  /** The addresses of the targets, and of the weight of each row of the output in the loss. */
  readonly targets: number;
  readonly rowWeights: number;
  /** Memory for the input in compressed rows; undefined where that form is not worth it for this program. */
  readonly sparse: SparseBuffer | undefined;
  private readonly program: Program;
  /** The input of the last operation. */
  private readonly beforeLast: Values;
  private readonly operations: readonly Operation[];
  /** The first operation with trained weights: the backward pass ends there. */
  private readonly firstTrained: number;
  /** What the operations read through their contexts, and what exists only after they were built. */
  private readonly runtime: {
    kernels?: Kernels;
    memory?: WebAssembly.Memory;
    scratch: number;
    sparse?: SparseInput;
  };

  /** @param rows the most examples of this part */
  constructor(program: Program, layout: Layout, rows: number, weights: readonly Weight[], training: boolean) {
    this.program = program;
    this.runtime = { scratch: 0 };
    this.input = layout.reserve(rows * program.inputSize);
    this.sparse = mayBeSparse(program) ? sparseBuffer(layout, rows, program.inputSize) : undefined;
    let scratchCount = 0;
    const shared: SharedContext = {
      rows,
      training,
      reserve: (count) => layout.reserve(count),
      shareScratch: (count) => {
        scratchCount = Math.max(scratchCount, count);
      },
    };
    const values: Values[] = [{ at: this.input, gradient: 0, size: program.inputSize }];
    this.firstTrained = program.operations.findIndex((spec) =>
      spec.weights.some((index) => weights[index].gradient !== 0),
    );
    this.operations = program.operations.map((spec, i) => {
      const hasGradient = training && i >= this.firstTrained;
      const count = rows * spec.size;
      values.push({
        at: layout.reserve(count),
        gradient: hasGradient ? layout.reserve(count) : 0,
        size: spec.size,
      });
      return buildOperation(spec, this.contextOf(spec, shared, weights, values[i], values[i + 1], values[0]));
    });
    this.runtime.scratch = layout.reserve(scratchCount);
    this.output = values[values.length - 1];
    this.beforeLast = values[values.length - 2];
    this.targets = layout.reserve(rows * (program.head?.targetSize ?? 0));
    this.rowWeights = layout.reserve(rows * (program.head?.rowsPerExample ?? 0));
  }

  private contextOf(
    spec: OperationSpec,
    shared: SharedContext,
    weights: readonly Weight[],
    input: Values,
    output: Values,
    first: Values,
  ): OperationContext {
    const { runtime } = this;
    return {
      ...shared,
      input,
      output,
      weights: spec.weights.map((index) => weights[index]),
      averages: (spec.averages ?? []).map((index) => weights[index]),
      get sparse() {
        return input === first ? runtime.sparse : undefined;
      },
      get scratch() {
        return runtime.scratch;
      },
      get kernels() {
        return runtime.kernels!;
      },
      get memory() {
        return runtime.memory!;
      },
    };
  }

  /** Gives the operations their memory, once it exists. */
  attach(kernels: Kernels, memory: WebAssembly.Memory): void {
    Object.assign(this.runtime, { kernels, memory });
    for (const operation of this.operations) operation.prepare?.();
  }

  /**
   * Chooses where the next passes read the input: in compressed rows (`sparse`), or in full rows (`input`).
   */
  useSparseInput(use: boolean): void {
    this.runtime.sparse = use ? this.sparse : undefined;
  }

  /** Computes the output. */
  run(rows: number): void {
    for (const operation of this.operations) operation.forward(rows, false);
  }

  updateAverages(): void {
    for (const operation of this.operations) operation.updateAverages?.();
  }

  /** Computes the loss, and the gradient that the backward pass begins with. */
  loss(rows: number, training: boolean): number {
    const {
      program: { head },
      runtime: { kernels },
      beforeLast,
      output,
      targets,
      rowWeights: weights,
    } = this;
    const { fused, run } = HEADS[head!.loss];
    const count = this.operations.length - (fused ? 1 : 0);
    for (let i = 0; i < count; i++) this.operations[i].forward(rows, training);
    return run(
      kernels!,
      { before: beforeLast, output, targets, weights },
      rows * head!.rowsPerExample,
      head!.columns,
    );
  }

  /**
   * Computes the gradients of the weights; returns the loss.
   * @param before how many examples of the batch are in the parts before this one
   */
  learn(rows: number, before: number, stream: (position: number) => RandomStream): number {
    for (const operation of this.operations) operation.draw?.(stream, before, rows);
    const loss = this.loss(rows, true);
    this.backward(rows);
    return loss;
  }

  private backward(rows: number): void {
    const last = this.operations.length - (HEADS[this.program.head!.loss].fused ? 2 : 1);
    for (let i = last; i >= this.firstTrained; i--) this.operations[i].backward(rows);
  }
}
