/**
 * The operations of a program at work on a part of a batch, or on all of it.
 *
 * Everything a part writes but the weights is its own: values, gradients, scratch. So parts can run at the same time, each in
 * a thread, and what they add up does not depend on which thread does what.
 */
import type { Layout } from "../arena.js";
import type { Kernels } from "../kernels.js";
import { MOST_LISTED } from "../sparse-rows.js";
import type { Operation, SparseInput, Values, Weight, Workshop } from "../operations/operation.js";
import { buildOperation } from "../operations/operations.js";
import type { RandomStream } from "../../random/stream.js";
import { HEADS } from "./head.js";
import type { Plan } from "./plan.js";

/** Narrower inputs are not worth lists. */
const FEWEST_COLUMNS = 512;

export interface ListRoom extends SparseInput {
  /** How many numbers that are not zero there is room for. */
  readonly most: number;
}

function mayUseLists({ operations: [first], inputShape }: Plan): boolean {
  return first.kind === "dense" && inputShape.length === 1 && inputShape[0] >= FEWEST_COLUMNS;
}

function roomForLists(layout: Layout, rows: number, columns: number): ListRoom {
  const most = Math.ceil(rows * columns * MOST_LISTED);
  return { starts: layout.reserve(rows + 1), entries: layout.reserve(2 * most), most };
}

export class Part {
  readonly input: number;
  readonly output: Values;
  /** Targets, and what each row of the output counts. */
  readonly targets: number;
  readonly rowWeights: number;
  /** Room for an input that is mostly zero, as lists; undefined where that cannot be. */
  readonly lists: ListRoom | undefined;
  private readonly plan: Plan;
  private readonly before: Values;
  private readonly operations: readonly Operation[];
  /** The first operation that has weights to learn: the way back ends there. */
  private readonly firstToLearn: number;
  private readonly machine: {
    kernels?: Kernels;
    memory?: WebAssembly.Memory;
    scratch: number;
    lists?: SparseInput;
  };

  /** @param rows how many examples there are at most */
  constructor(plan: Plan, layout: Layout, rows: number, weights: readonly Weight[], training: boolean) {
    this.plan = plan;
    this.machine = { scratch: 0 };
    this.input = layout.reserve(rows * plan.inputSize);
    this.lists = mayUseLists(plan) ? roomForLists(layout, rows, plan.inputSize) : undefined;
    let scratchCount = 0;
    const shareScratch = (count: number) => {
      scratchCount = Math.max(scratchCount, count);
    };
    const values: Values[] = [{ at: this.input, gradient: 0, size: plan.inputSize }];
    const learned = plan.operations.map((spec) =>
      spec.weights.some((index) => weights[index].gradient !== 0),
    );
    this.firstToLearn = learned.indexOf(true);
    this.operations = plan.operations.map((spec, i) => {
      const [used, kept] = [spec.weights, spec.kept ?? []].map((indices) =>
        indices.map((index) => weights[index]),
      );
      const learns = training && i >= this.firstToLearn;
      const count = rows * spec.size;
      values.push({
        at: layout.reserve(count),
        gradient: learns ? layout.reserve(count) : 0,
        size: spec.size,
      });
      return buildOperation(
        spec,
        this.workshop(rows, training, values[0], values[i], values[i + 1], used, kept, layout, shareScratch),
      );
    });
    this.machine.scratch = layout.reserve(scratchCount);
    this.output = values[values.length - 1];
    this.before = values[values.length - 2];
    this.targets = layout.reserve(rows * (plan.head?.targetSize ?? 0));
    this.rowWeights = layout.reserve(rows * (plan.head?.rowsPerExample ?? 0));
  }

  private workshop(
    rows: number,
    training: boolean,
    first: Values,
    input: Values,
    output: Values,
    weights: readonly Weight[],
    kept: readonly Weight[],
    layout: Layout,
    shareScratch: (count: number) => void,
  ): Workshop {
    const { machine } = this;
    return {
      rows,
      training,
      input,
      output,
      weights,
      kept,
      shareScratch,
      reserve: (count) => layout.reserve(count),
      get lists() {
        return input === first ? machine.lists : undefined;
      },
      get scratch() {
        return machine.scratch;
      },
      get kernels() {
        return machine.kernels!;
      },
      get memory() {
        return machine.memory!;
      },
    };
  }

  /** Gives the part its memory, once that is made. */
  join(kernels: Kernels, memory: WebAssembly.Memory): void {
    Object.assign(this.machine, { kernels, memory });
    for (const operation of this.operations) operation.prepare?.();
  }

  /** Says whether the input of the next passes is in `lists`. */
  useLists(use: boolean): void {
    this.machine.lists = use ? this.lists : undefined;
  }

  /** From the input to the output. */
  run(rows: number): void {
    for (const operation of this.operations) operation.forward(rows, false);
  }

  /** Changes what operations keep from one step to the next. */
  keep(): void {
    for (const operation of this.operations) operation.keep?.();
  }

  /** From the input to the loss; writes the gradient that `backward` begins with. */
  loss(rows: number, training: boolean): number {
    const {
      plan: { head },
      machine: { kernels },
      before,
      output,
      targets,
      rowWeights: weights,
    } = this;
    const { fused, run } = HEADS[head!.loss];
    const last = this.operations.length - (fused ? 1 : 0);
    for (let i = 0; i < last; i++) this.operations[i].forward(rows, training);
    return run(kernels!, { before, output, targets, weights }, rows * head!.rowsPerExample, head!.columns);
  }

  /** From the input to the gradients of the weights; returns the loss. `before` examples of the batch are those of other parts. */
  learn(rows: number, before: number, stream: (position: number) => RandomStream): number {
    for (const operation of this.operations) operation.draw?.(stream, before, rows);
    const loss = this.loss(rows, true);
    this.backward(rows);
    return loss;
  }

  /** From the gradient of the output to those of the weights. */
  private backward(rows: number): void {
    const first = this.operations.length - (HEADS[this.plan.head!.loss].fused ? 2 : 1);
    for (let i = first; i >= this.firstToLearn; i--) this.operations[i].backward(rows);
  }
}
