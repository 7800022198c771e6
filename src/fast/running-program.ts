/** A program of a model in memory, with its weights, which all threads compute. */
import { constrainedWeights } from "../model/training/autograd-engine.js";
import { withoutRecording } from "../autograd/tape.js";
import type { Batch, BatchResult, RunnableModel } from "../model/training/training-engine.js";
import { Tensor } from "../tensor/tensor.js";
import type { Source } from "./fetch-batch.js";
import { gather } from "./gather.js";
import { HostSteps } from "./host-steps.js";
import { kernelModule, type Flavour } from "./kernel-module.js";
import type { Operation, PartOf } from "./operations/operation.js";
import { placeInputs, placeTargets, type PlacedInputs } from "./place-batch.js";
import { ProgramInstance, type InstanceOptions } from "./program/instance.js";
import type { LoweredModel } from "./program/lower.js";
import { divisionOf, partSizes, type Division } from "./program/parts.js";
import type { FastOptimizer } from "./program/optimizers.js";
import type { Meeting, Task } from "./program/schedule.js";
import { workOf, type BatchWork } from "./program/work.js";
import { TASKS } from "./threads/commands.js";
import { collectUnusedMemory, hasOtherThreads, SharedProgram } from "./threads/workers.js";
import { WeightsInMemory } from "./weights-in-memory.js";

export interface RunningOptions {
  /** The most examples of a batch. */
  readonly rows: number;
  /** The kernel of the optimizer; undefined where it has none, or the model only predicts. */
  readonly rule: FastOptimizer | undefined;
}

export class RunningProgram {
  readonly lowered: LoweredModel;
  readonly instance: ProgramInstance;
  readonly weights: WeightsInMemory;
  private readonly model: RunnableModel;
  private readonly rule: FastOptimizer | undefined;
  private readonly division: Division;
  private readonly host: HostSteps;
  /** The same program in the other threads; undefined where the memory is not shared. */
  private readonly shared: SharedProgram | undefined;
  /** How many examples were placed last. */
  private examples = 0;
  /** Which inputs of which of their parts are in compressed rows (`sparseBit` of `program/work.ts`). */
  private sparse = 0;

  constructor(flavour: Flavour, model: RunnableModel, lowered: LoweredModel, { rows, rule }: RunningOptions) {
    this.model = model;
    this.lowered = lowered;
    this.rule = rule;
    const { program } = lowered;
    this.division = divisionOf(program);
    const isShared = rows >= this.division[0] && hasOtherThreads();
    const options: InstanceOptions = {
      program,
      division: this.division,
      rows,
      training: model.training !== undefined,
      slots: rule?.slots ?? 0,
      inTurn: !isShared,
    };
    if (isShared) collectUnusedMemory();
    const module = kernelModule(flavour, isShared)!;
    this.instance = new ProgramInstance(module, options, isShared ? "shared" : "own");
    if (isShared) this.shared = new SharedProgram(this.instance, module, options);
    this.host = new HostSteps(flavour, lowered, this.instance, this.division);
    this.weights = new WeightsInMemory(lowered, this.instance, rule && model.training!.optimizer);
  }

  /** Copies the inputs and the targets of a batch into memory. */
  place(sources: readonly Source[], batch: Batch): PlacedInputs {
    const { instance, division, model } = this;
    const destination = { program: this.lowered.program, instance, division };
    this.weights.take();
    const placed = placeInputs(destination, sources);
    this.examples = sources[0].count;
    this.sparse = placed.sparse;
    if (model.training !== undefined && batch.targets.length > 0)
      placeTargets(destination, batch, model.training);
    return placed;
  }

  /** Computes a task on the batch that was placed last. */
  compute(task: Task, batch: Batch, seed: number): BatchResult {
    const { instance, model, lowered } = this;
    const { training } = model;
    const work: BatchWork = {
      task,
      examples: this.examples,
      division: this.division,
      seed,
      step: training?.optimizer.iterations ?? 0,
    };
    if (task === "learn") this.weights.takeSlots();
    const hostLosses: number[] = [];
    this.runStages(work, batch, hostLosses);
    const sizes = partSizes(work.examples, this.division);
    if (task === "predict") return { loss: 0, losses: [], outputs: this.outputsOf(sizes) };
    const own = lowered.program.heads.map(({ kind }, head) =>
      kind === "host"
        ? hostLosses[head]
        : sizes.reduce((sum, _, part) => sum + instance.parts[part].losses[head], 0),
    );
    const loss = own.reduce((sum, each) => sum + each) + instance.penalties(task === "learn");
    const losses = own.map((each, head) => each / (training!.lossWeights?.[head] ?? 1));
    if (task === "learn") this.finishStep(Number.isFinite(loss), sizes.length);
    return resultOf(loss, losses, () => this.outputsOf(sizes));
  }

  /** Copies the outputs of the model for parts of these sizes. */
  private outputsOf(sizes: readonly number[]): readonly Tensor[] {
    const { memory, parts } = this.instance;
    return this.lowered.program.outputs.map(({ value, shape }) =>
      gather(
        memory,
        sizes.map((rows, part) => ({ at: parts[part].placed.values[value], rows })),
        shape,
      ),
    );
  }

  /** Runs all parts from meeting to meeting. */
  private runStages(work: BatchWork, batch: Batch, hostLosses: number[]): void {
    const { instance, shared, sparse } = this;
    const works = partSizes(work.examples, this.division).map((_, part) => workOf(work, part, sparse));
    const task = TASKS.indexOf(work.task);
    instance.parts[0].packWeights(work.task);
    instance.schedules[work.task].forEach((stage, index) => {
      const compute = (part: number) => instance.parts[part].run(stage, works[part]);
      if (stage.actions.length > 0) {
        if (shared === undefined || works.length === 1) works.forEach((_, part) => compute(part));
        else shared.run({ ...work, task, stage: index, sparse }, works.length, compute);
      }
      if (stage.meeting !== undefined) this.meet(stage.meeting, work, batch, hostLosses);
    });
  }

  private meet(meeting: Meeting, work: BatchWork, batch: Batch, hostLosses: number[]): void {
    switch (meeting.do) {
      case "exchange":
      case "exchangeBack": {
        const operations = this.partsOf(meeting.step, work.examples);
        const runtime = { ...this.instance, sparse: new Map<number, never>() };
        operations[0].operation[meeting.do]!(runtime, operations);
        return;
      }
      case "hostForward":
        for (const index of this.lowered.program.steps[meeting.step].operation.weights)
          this.weights.lendWeight(index);
        this.host.forward(meeting.step, work);
        return;
      case "hostBackward":
        this.host.backward(meeting.step, work);
        return;
      case "hostHead":
        hostLosses[meeting.head] = this.host.head(meeting.head, batch, this.model.training!, work);
    }
  }

  /** The operation of a step in all parts of a batch. */
  private partsOf(step: number, examples: number): readonly PartOf<Operation>[] {
    return partSizes(examples, this.division).map((rows, part) =>
      this.instance.parts[part].operationOf(step, rows),
    );
  }

  /** Changes the weights by the gradients of a training step; not where its loss is NaN or infinite. */
  private finishStep(isFinite: boolean, parts: number): void {
    const { instance } = this;
    if (!isFinite) {
      instance.clearGradients();
      this.host.undo();
      return;
    }
    this.host.done();
    // All parts use the same averages, and know the sums of the whole batch.
    instance.parts[0].updateAverages();
    instance.gatherGradients(parts);
    if (this.rule === undefined) this.applyOnHost();
    else {
      const { optimizer } = this.model.training!;
      const rate = optimizer.currentLearningRate;
      this.rule.step(instance.kernels, instance.weights, rate, ++optimizer.iterations);
      this.weights.changed();
    }
    this.constrain();
  }

  /** A step of an optimizer without a kernel, on the variables. */
  private applyOnHost(): void {
    const { optimizer, trainable } = this.model.training!;
    // The running averages are in memory.
    this.weights.changed();
    this.weights.synchronize();
    const gradients = new Map<unknown, Tensor>();
    this.weights.eachTrained((variable, index) =>
      gradients.set(variable, new Tensor(this.instance.gradientNumbers(index).slice(), variable.shape)),
    );
    withoutRecording(() =>
      optimizer.applyGradients(
        trainable,
        trainable.map((variable) => gradients.get(variable)!),
      ),
    );
    this.instance.clearGradients();
    this.weights.take();
  }

  /** Brings the weights that have changed back to those that their constraints allow. */
  private constrain(): void {
    const { trainable, rules } = this.model.training!;
    if (rules?.constrained === false) return;
    const constrained = constrainedWeights(this.model.graph).filter(({ variable }) =>
      trainable.includes(variable),
    );
    if (constrained.length === 0) return;
    for (const { variable, constraint } of constrained) {
      this.weights.lendWeight(this.lowered.variables.indexOf(variable));
      withoutRecording(() => variable.assign(constraint!.apply(variable)));
    }
    this.weights.take();
  }
}

/** A result whose outputs are copied when they are first read: often only metrics read them. */
function resultOf(
  loss: number,
  losses: readonly number[],
  copyOutputs: () => readonly Tensor[],
): BatchResult {
  let copied: readonly Tensor[] | undefined;
  return {
    loss,
    losses,
    get outputs() {
      return (copied ??= copyOutputs());
    },
  };
}
