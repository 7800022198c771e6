/**
 * The engine that runs a model as a program of compiled kernels.
 *
 * During training the weights are in the program's memory. The engine copies them from the layers' variables
 * when the storage of a variable is another array than before (a variable gets a new array whenever its
 * numbers change), and back to the variables when other code is about to read them (`synchronize`).
 */
import { inference } from "../model/training/autograd-engine.js";
import { takeRows } from "../model/training/batches.js";
import { callStream } from "../model/training/streams.js";
import type { Batch, BatchResult, RunnableModel, TrainingEngine } from "../model/training/training-engine.js";
import { sameShape, sizeOf } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { kernelModule, type Flavour } from "./kernel-module.js";
import { flavourFor } from "./deterministic.js";
import { compressedRowsOf, fetchCompressedRows, fetchRows, sourceOf, type Source } from "./fetch-batch.js";
import { cutBatch } from "./program/halves.js";
import { ProgramInstance, type InstanceOptions } from "./program/instance.js";
import { fastOptimizer, type FastOptimizer } from "./program/optimizers.js";
import type { Part } from "./program/part.js";
import { lowerModel, type LoweredModel } from "./program/program.js";
import type { SparseRows } from "./sparse-rows.js";
import { TASKS, type Command } from "./threads/commands.js";
import { hasSecondThread, collectUnusedMemory, SharedProgram } from "./threads/second-thread.js";

/** Replaces extents that only the data determine, to find out whether a model can be lowered. */
const ANY_EXTENT = 64;

/**
 * The engine for a model that can be lowered to a program; undefined for others, and where the kernels cannot
 * run.
 */
export function fastEngine(model: RunnableModel): TrainingEngine | undefined {
  const { training, graph } = model;
  const rule = training && fastOptimizer(training.optimizer);
  if (training !== undefined && (rule === undefined || training.trainable.length === 0)) return undefined;
  if (
    lowerModel(
      model,
      graph.inputs[0].shape.slice(1).map((extent) => extent ?? ANY_EXTENT),
    ) === undefined
  )
    return undefined;
  const flavour = flavourFor(model);
  return flavour && new FastEngine(flavour, model, rule);
}

/** A part of a batch, its examples placed in memory. */
interface Running {
  readonly part: Part;
  /** The number of its first example in the batch. */
  readonly from: number;
  readonly rows: number;
  /** Whether its input is in compressed rows. */
  readonly sparse: boolean;
}

export class FastEngine implements TrainingEngine {
  readonly name = "compiled";
  private readonly flavour: Flavour;
  private readonly model: RunnableModel;
  private readonly rule: FastOptimizer | undefined;
  private lowered: LoweredModel | undefined;
  private instance: ProgramInstance | undefined;
  /** The same program in the second thread; undefined where the memory is not shared. */
  private shared: SharedProgram | undefined;
  /** The storage of each variable when it last agreed with the memory. */
  private known: (Variable["data"] | undefined)[] = [];
  /**
   * How many steps the optimizer had made when its slots last agreed with the memory; undefined before the
   * first time.
   */
  private knownStep: number | undefined;
  /** Whether training has changed the weights in memory since the variables were last updated. */
  private ahead = false;

  constructor(flavour: Flavour, model: RunnableModel, rule: FastOptimizer | undefined) {
    this.flavour = flavour;
    this.model = model;
    this.rule = rule;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    const { optimizer } = this.model.training!;
    const { instance, count, running } = this.place(batch);
    this.takeOptimizerMemory(instance);
    const step = optimizer.iterations;
    const stream = (position: number) => callStream(seed, step, position);
    const own = this.eachPart(running, { task: TASKS.learn, seed, step }, ({ part, from, rows }) =>
      part.learn(rows, from, stream),
    );
    const result = this.result(running, count, own, instance.penalties(true));
    if (!Number.isFinite(result.loss)) {
      instance.clearGradients();
      return result;
    }
    for (const { part } of running) part.updateAverages();
    instance.gatherGradients();
    const rate = optimizer.currentLearningRate;
    this.rule!.step(instance.kernels, instance.weights, rate, ++optimizer.iterations);
    this.knownStep = optimizer.iterations;
    this.ahead = true;
    return result;
  }

  evaluateBatch(batch: Batch): BatchResult {
    const { instance, count, running } = this.place(batch);
    const own = this.eachPart(running, { task: TASKS.evaluate, seed: 0, step: 0 }, ({ part, rows }) =>
      part.loss(rows, false),
    );
    return this.result(running, count, own, instance.penalties(false));
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    const { count, running } = this.place({ inputs, targets: [] });
    this.eachPart(running, { task: TASKS.predict, seed: 0, step: 0 }, ({ part, rows }) => {
      part.run(rows);
      return 0;
    });
    return [this.output(running, count)];
  }

  /**
   * Computes all parts, the second one in another thread where there is one; returns the sum of the results.
   */
  private eachPart(
    running: readonly Running[],
    command: Pick<Command, "task" | "seed" | "step">,
    compute: (each: Running) => number,
  ): number {
    const [first, second] = running;
    if (second === undefined) return compute(first);
    const { rows, from: before, sparse } = second;
    const isElsewhere = this.shared?.begin({ ...command, rows, before, sparse: sparse ? 1 : 0 }) ?? false;
    const own = compute(first);
    return own + (isElsewhere ? this.shared!.finish() : compute(second));
  }

  synchronize(): void {
    const { instance, lowered } = this;
    if (instance === undefined || lowered === undefined || !this.ahead) return;
    lowered.variables.forEach((variable, index) => {
      if (!lowered.program.weights[index].changes) return;
      variable.storage = instance.weightNumbers(index).slice();
      this.known[index] = variable.storage;
    });
    this.eachTrained((variable, index) =>
      this.model
        .training!.optimizer.slotsOf(variable)
        .forEach((memory, slot) => memory.set(instance.slotNumbers(index, slot))),
    );
    this.ahead = false;
  }

  private eachTrained(visit: (variable: Variable, index: number) => void): void {
    const { program, variables } = this.lowered!;
    variables.forEach((variable, index) => {
      if (program.weights[index].trainable) visit(variable, index);
    });
  }

  /** The program for examples of this shape, with memory for at least so many and the current weights. */
  private ready(rows: number, inputShape: readonly number[]): ProgramInstance {
    if (
      this.instance === undefined ||
      this.instance.rows < rows ||
      !sameShape(this.lowered!.program.inputShape, inputShape)
    )
      this.layOut(rows, inputShape);
    const instance = this.instance!;
    this.lowered!.variables.forEach((variable, index) => {
      if (this.known[index] === variable.storage) return;
      instance.weightNumbers(index).set(variable.storage);
      this.known[index] = variable.storage;
    });
    return instance;
  }

  private layOut(rows: number, inputShape: readonly number[]): void {
    this.synchronize();
    this.instance = this.shared = undefined;
    this.lowered = lowerModel(this.model, inputShape)!;
    const { program } = this.lowered;
    const options: InstanceOptions = {
      program,
      rows,
      training: this.model.training !== undefined,
      slots: this.rule?.slots ?? 0,
    };
    const isShared = rows >= program.fewestForHalves && hasSecondThread();
    if (isShared) collectUnusedMemory();
    const module = kernelModule(this.flavour, isShared)!;
    this.instance = new ProgramInstance(module, options, isShared ? "shared" : "own");
    if (isShared)
      this.shared = new SharedProgram(this.instance, { module, options, memory: this.instance.memory });
    this.known = [];
    this.knownStep = undefined;
  }

  /**
   * Copies the slots of the optimizer into memory, if other code has made steps with it, or this is the first
   * step.
   */
  private takeOptimizerMemory(instance: ProgramInstance): void {
    const { optimizer } = this.model.training!;
    if (this.knownStep === optimizer.iterations) return;
    this.eachTrained((variable, index) =>
      optimizer.slotsOf(variable).forEach((memory, slot) => instance.slotNumbers(index, slot).set(memory)),
    );
    this.knownStep = optimizer.iterations;
  }

  /** Copies a batch into memory, divided into parts. */
  private place(batch: Batch): {
    readonly instance: ProgramInstance;
    readonly count: number;
    readonly running: readonly Running[];
  } {
    const source = sourceOf(batch);
    const instance = this.ready(source.count, source.x.shape.slice(1));
    const sparse = instance.parts[0].sparse === undefined ? undefined : compressedRowsOf(source);
    const cuts = cutBatch(source.count, this.lowered!.program.fewestForHalves);
    const running = cuts
      .slice(1)
      .map((end, i) =>
        this.placePart(instance, instance.parts[i], cuts[i], end - cuts[i], source, sparse, batch),
      );
    return { instance, count: source.count, running };
  }

  private placePart(
    instance: ProgramInstance,
    part: Part,
    from: number,
    rows: number,
    source: Source,
    sparse: SparseRows | undefined,
    { targets: [target], weights }: Batch,
  ): Running {
    const { inputSize, head, words } = this.lowered!.program;
    const isSparse =
      part.sparse !== undefined &&
      fetchCompressedRows(source, sparse, from, from + rows, instance.sparseRows(part.sparse, rows));
    part.useSparseInput(isSparse);
    const running = { part, from, rows, sparse: isSparse };
    if (!isSparse) fetchRows(source, from, from + rows, instance.numbers(part.input, rows * inputSize));
    if (words !== undefined && !instance.kernels.areWords(part.input, rows * inputSize, words))
      this.complain(source);
    if (target === undefined || head === undefined) return running;
    const { rowsPerExample, targetSize, smoothing, classes } = head;
    const placed = instance.numbers(part.targets, rows * targetSize);
    placed.set(target.storage.subarray(from * targetSize, (from + rows) * targetSize));
    if (smoothing > 0)
      for (let i = 0; i < placed.length; i++) placed[i] = placed[i] * (1 - smoothing) + smoothing / classes;
    const counts = instance.numbers(part.rowWeights, rows * rowsPerExample);
    const share = this.lossWeight / (source.count * rowsPerExample);
    if (weights === undefined) counts.fill(share);
    else
      for (let row = 0; row < counts.length; row++)
        counts[row] = weights[0].storage[from + Math.floor(row / rowsPerExample)] * share;
    return running;
  }

  /** Runs the readable layers on words out of range: the embedding throws the error. */
  private complain({ x, first, count, order }: Source): void {
    this.model.graph.run([takeRows(x, first, first + count, order)], inference);
  }

  private result(running: readonly Running[], count: number, own: number, penalties: number): BatchResult {
    return { loss: own + penalties, losses: [own / this.lossWeight], outputs: [this.output(running, count)] };
  }

  /** How much the loss of the output counts. */
  private get lossWeight(): number {
    return this.model.training?.lossWeights?.[0] ?? 1;
  }

  private output(running: readonly Running[], count: number): Tensor {
    const shape = [count, ...this.lowered!.program.outputShape];
    const data = new Float32Array(sizeOf(shape));
    for (const {
      part: {
        output: { at, size },
      },
      from,
      rows,
    } of running)
      data.set(this.instance!.numbers(at, rows * size), from * size);
    return new Tensor(data, shape);
  }
}
