/** A part of a batch that can be computed: its places, in a memory that exists. */
import type { PartOf, Operation, Runtime, StreamOf } from "../operations/operation.js";
import { HEADS } from "./head.js";
import type { PlacedPart } from "./placed-part.js";
import type { Program } from "./program.js";
import type { Action, Stage, Task } from "./schedule.js";

/** The examples that a part computes now, and what for. */
export interface PartWork {
  readonly task: Task;
  readonly rows: number;
  /** How many examples of the batch are in the parts before this one. */
  readonly before: number;
  /** How many examples the batch has. */
  readonly examples: number;
  /** Which inputs are in compressed rows: a bit for each. */
  readonly sparse: number;
  readonly stream: StreamOf;
}

export class Part {
  readonly placed: PlacedPart;
  private readonly program: Program;
  private readonly full: Runtime;
  /** The same with inputs in compressed rows, by their bits. */
  private readonly compressed = new Map<number, Runtime>();

  constructor(program: Program, placed: PlacedPart, runtime: Omit<Runtime, "sparse">) {
    this.program = program;
    this.placed = placed;
    this.full = { ...runtime, sparse: new Map() };
    for (const { operation } of placed.steps) operation?.prepare?.(this.full);
  }

  /** Computes from the weights what all parts of a batch read. */
  packWeights(task: Task): void {
    for (const { operation } of this.placed.steps) operation?.packWeights?.(this.full, task === "learn");
  }

  /** Computes a stage of a task. */
  run({ actions }: Stage, work: PartWork): void {
    for (const action of actions) this.act(action, work);
  }

  private act(action: Action, { rows, before, examples, sparse, task, stream }: PartWork): void {
    const runtime = this.runtimeFor(sparse);
    switch (action.do) {
      case "draw":
        for (const { operation } of this.placed.steps)
          operation?.draw?.(runtime, stream, before, rows, examples);
        return;
      case "summarize":
        this.placed.steps[action.step].operation!.summarize!(runtime, rows);
        return;
      case "forward":
        this.placed.steps[action.step].operation!.forward(runtime, rows, task === "learn");
        return;
      case "head":
        this.computeLoss(action.head, rows);
        return;
      case "summarizeBack":
        this.placed.steps[action.step].operation!.summarizeBack!(runtime, rows);
        return;
      case "backward":
        this.placed.steps[action.step].operation!.backward(runtime, rows);
        this.addUp(action.step, rows);
    }
  }

  private runtimeFor(sparse: number): Runtime {
    if (sparse === 0) return this.full;
    let runtime = this.compressed.get(sparse);
    if (runtime === undefined) {
      const inputs = this.program.inputs.flatMap(({ value }, input) =>
        (sparse & (1 << input)) === 0
          ? []
          : [[this.placed.values[value], this.placed.sparse[input]!] as const],
      );
      this.compressed.set(sparse, (runtime = { ...this.full, sparse: new Map(inputs) }));
    }
    return runtime;
  }

  /** Adds the gradients that a step has computed by themselves to those of the other steps. */
  addUp(step: number, rows: number): void {
    for (const { from, to, size } of this.placed.steps[step].additions)
      this.full.kernels.addTo(to, from, rows * size);
  }

  /** The same for the gradient that a head has computed. */
  addUpHead(index: number, rows: number): void {
    const { addition } = this.placed.heads[index];
    if (addition !== undefined) this.full.kernels.addTo(addition.to, addition.from, rows * addition.size);
  }

  private computeLoss(index: number, rows: number): void {
    const head = this.program.heads[index];
    if (head.kind === "host") return;
    const arrays = this.placed.heads[index];
    const count = rows * head.rowsPerExample;
    this.losses[index] = HEADS[head.loss].run(this.full.kernels, arrays, count, head);
    this.addUpHead(index, rows);
  }

  /** The losses of the heads on this part. */
  get losses(): Float64Array {
    const { memory } = this.full;
    return new Float64Array(memory.buffer, this.placed.losses, this.program.heads.length);
  }

  /** The operation of a step with how many examples it has now. */
  operationOf(step: number, rows: number): PartOf<Operation> {
    return { operation: this.placed.steps[step].operation!, rows };
  }

  updateAverages(): void {
    for (const { operation } of this.placed.steps) operation?.updateAverages?.(this.full);
  }
}
