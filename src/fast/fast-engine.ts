/** The engine that runs a model as a program of compiled kernels. */
import { inference } from "../model/training/autograd-engine.js";
import { takeRows } from "../model/training/batches.js";
import type { Batch, BatchResult, RunnableModel, TrainingEngine } from "../model/training/training-engine.js";
import { sameShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import type { Flavour } from "./kernel-module.js";
import { flavourFor } from "./deterministic.js";
import { sourcesOf, type Source } from "./fetch-batch.js";
import { fastOptimizer, type FastOptimizer } from "./program/optimizers.js";
import { lowerModel } from "./program/lower.js";
import type { Task } from "./program/schedule.js";
import { RunningProgram } from "./running-program.js";

/** Replaces extents that only the data determine, to find out whether a model can be lowered. */
const ANY_EXTENT = 64;

/**
 * The engine for a model that can be lowered to a program; undefined for others, and where the kernels cannot
 * run.
 */
export function fastEngine(model: RunnableModel): TrainingEngine | undefined {
  const { training, graph } = model;
  if (training !== undefined && training.trainable.length === 0) return undefined;
  const shapes = graph.inputs.map(({ shape }) => shape.slice(1).map((extent) => extent ?? ANY_EXTENT));
  if (lowerModel(model, shapes) === undefined) return undefined;
  const flavour = flavourFor(model);
  return flavour && new FastEngine(flavour, model);
}

export class FastEngine implements TrainingEngine {
  readonly name = "compiled";
  private readonly flavour: Flavour;
  private readonly model: RunnableModel;
  /** The kernel of the optimizer; undefined where it has none. */
  private readonly rule: FastOptimizer | undefined;
  private running: RunningProgram | undefined;

  constructor(flavour: Flavour, model: RunnableModel) {
    this.flavour = flavour;
    this.model = model;
    this.rule = model.training && fastOptimizer(model.training.optimizer);
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    return this.compute("learn", batch, seed);
  }

  evaluateBatch(batch: Batch): BatchResult {
    return this.compute("evaluate", batch, 0);
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    return this.compute("predict", { inputs, targets: [] }, 0).outputs;
  }

  lend(): void {
    this.running?.weights.lend();
  }

  synchronize(): void {
    this.running?.weights.synchronize();
  }

  private compute(task: Task, batch: Batch, seed: number): BatchResult {
    const sources = sourcesOf(batch);
    const running = this.programFor(sources);
    if (running.place(sources, batch).hasOtherThanWords) this.complain(sources);
    return running.compute(task, batch, seed);
  }

  /** The program for examples of these shapes, with memory for at least so many and the current weights. */
  private programFor(sources: readonly Source[]): RunningProgram {
    const [{ count }] = sources;
    const shapes = sources.map(({ x }) => x.shape.slice(1));
    const { running } = this;
    if (
      running === undefined ||
      running.instance.rows < count ||
      !running.lowered.program.inputs.every(({ shape }, i) => sameShape(shape, shapes[i]))
    ) {
      running?.weights.synchronize();
      // The memory of the program before may be freed before the new one is made.
      this.running = undefined;
      const lowered = lowerModel(this.model, shapes)!;
      this.running = new RunningProgram(this.flavour, this.model, lowered, { rows: count, rule: this.rule });
    }
    return this.running!;
  }

  /** Runs the readable layers on words out of range: the embedding throws the error. */
  private complain(sources: readonly Source[]): void {
    const inputs = sources.map(({ x, first, count, order }) => takeRows(x, first, first + count, order));
    this.model.graph.run(inputs, inference);
  }
}
