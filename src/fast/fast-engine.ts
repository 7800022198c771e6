/**
 * The engine that runs a model as a program of compiled kernels.
 *
 * A model's weights live in its layers' variables; here they are in the program's memory while it trains. They are taken from
 * the variables where these have new storage, which is how a variable tells that its numbers have changed, and given back
 * when someone is to see them (`synchronize`).
 */
import { inference } from "../model/training/autograd-engine.js";
import { takeRows } from "../model/training/batches.js";
import { callStream } from "../model/training/streams.js";
import type { Batch, BatchResult, RunnableModel, TrainingEngine } from "../model/training/training-engine.js";
import { sameShape, sizeOf } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { compiledModule, type Flavour } from "./compiled.js";
import { flavourFor } from "./deterministic.js";
import { fetchLists, fetchRows, listsOf, sourceOf, type Source } from "./fetch-batch.js";
import { cutBatch } from "./program/halves.js";
import { Machine, type MachineOptions } from "./program/machine.js";
import { fastOptimizer, type FastOptimizer } from "./program/optimizers.js";
import type { Part } from "./program/part.js";
import { planOf, type Planned } from "./program/plan.js";
import type { SparseRows } from "./sparse-rows.js";
import { TASKS, type Order } from "./threads/orders.js";
import { hasSecondThread, makeRoom, SharedProgram } from "./threads/second-thread.js";

/** What stands for an extent that only the data will tell, to find out whether a model has a program. */
const ANY_EXTENT = 64;

/** An engine for a model that has a program; undefined for others, and on machines that cannot run the kernels. */
export function fastEngine(model: RunnableModel): TrainingEngine | undefined {
  const { training, graph } = model;
  const rule = training && fastOptimizer(training.optimizer);
  if (training !== undefined && (rule === undefined || training.trainable.length === 0)) return undefined;
  if (
    planOf(
      model,
      graph.inputs[0].shape.slice(1).map((extent) => extent ?? ANY_EXTENT),
    ) === undefined
  )
    return undefined;
  const flavour = flavourFor(model);
  return flavour && new FastEngine(flavour, model, rule);
}

/** A part of a batch, with its examples. */
interface Running {
  readonly part: Part;
  /** The number of its first example in the batch. */
  readonly from: number;
  readonly rows: number;
  /** Whether its input is in lists. */
  readonly lists: boolean;
}

export class FastEngine implements TrainingEngine {
  readonly name = "compiled";
  private readonly flavour: Flavour;
  private readonly model: RunnableModel;
  private readonly rule: FastOptimizer | undefined;
  private planned: Planned | undefined;
  private machine: Machine | undefined;
  /** The machine as the second thread has it too. */
  private shared: SharedProgram | undefined;
  /** The storage of each variable when it was last the same as the memory's. */
  private known: (Variable["data"] | undefined)[] = [];
  /** How many steps the optimizer had made when its memory was last the same as here; undefined before. */
  private knownStep: number | undefined;
  /** Whether the memory is ahead of the variables. */
  private ahead = false;

  constructor(flavour: Flavour, model: RunnableModel, rule: FastOptimizer | undefined) {
    this.flavour = flavour;
    this.model = model;
    this.rule = rule;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    const { optimizer } = this.model.training!;
    const { machine, count, running } = this.place(batch);
    this.takeOptimizerMemory(machine);
    const step = optimizer.iterations;
    const stream = (position: number) => callStream(seed, step, position);
    const own = this.eachPart(running, { task: TASKS.learn, seed, step }, ({ part, from, rows }) =>
      part.learn(rows, from, stream),
    );
    const result = this.result(running, count, own, machine.penalties(true));
    if (!Number.isFinite(result.loss)) {
      machine.clearGradients();
      return result;
    }
    for (const { part } of running) part.keep();
    machine.gatherGradients();
    const rate = optimizer.currentLearningRate;
    this.rule!.step(machine.kernels, machine.weights, rate, ++optimizer.iterations);
    this.knownStep = optimizer.iterations;
    this.ahead = true;
    return result;
  }

  evaluateBatch(batch: Batch): BatchResult {
    const { machine, count, running } = this.place(batch);
    const own = this.eachPart(running, { task: TASKS.evaluate, seed: 0, step: 0 }, ({ part, rows }) =>
      part.loss(rows, false),
    );
    return this.result(running, count, own, machine.penalties(false));
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    const { count, running } = this.place({ inputs, targets: [] });
    this.eachPart(running, { task: TASKS.predict, seed: 0, step: 0 }, ({ part, rows }) => {
      part.run(rows);
      return 0;
    });
    return [this.output(running, count)];
  }

  /** Computes all parts, the second one in another thread where there is one; returns the sum of what they gave. */
  private eachPart(
    running: readonly Running[],
    order: Pick<Order, "task" | "seed" | "step">,
    compute: (each: Running) => number,
  ): number {
    const [first, second] = running;
    if (second === undefined) return compute(first);
    const { rows, from: before, lists } = second;
    const isElsewhere = this.shared?.begin({ ...order, rows, before, lists: lists ? 1 : 0 }) ?? false;
    const own = compute(first);
    return own + (isElsewhere ? this.shared!.finish() : compute(second));
  }

  synchronize(): void {
    const { machine, planned } = this;
    if (machine === undefined || planned === undefined || !this.ahead) return;
    planned.variables.forEach((variable, index) => {
      if (!planned.plan.weights[index].changes) return;
      variable.data = machine.weightNumbers(index).slice();
      this.known[index] = variable.data;
    });
    this.eachTrained((variable, index) =>
      this.model
        .training!.optimizer.slotsOf(variable)
        .forEach((memory, slot) => memory.set(machine.slotNumbers(index, slot))),
    );
    this.ahead = false;
  }

  private eachTrained(visit: (variable: Variable, index: number) => void): void {
    const { plan, variables } = this.planned!;
    variables.forEach((variable, index) => {
      if (plan.weights[index].trainable) visit(variable, index);
    });
  }

  /** The program for such examples, in a memory for as many, with the weights of now. */
  private ready(rows: number, inputShape: readonly number[]): Machine {
    if (
      this.machine === undefined ||
      this.machine.rows < rows ||
      !sameShape(this.planned!.plan.inputShape, inputShape)
    )
      this.layOut(rows, inputShape);
    const machine = this.machine!;
    this.planned!.variables.forEach((variable, index) => {
      if (this.known[index] === variable.data) return;
      machine.weightNumbers(index).set(variable.data);
      this.known[index] = variable.data;
    });
    return machine;
  }

  private layOut(rows: number, inputShape: readonly number[]): void {
    this.synchronize();
    this.machine = this.shared = undefined;
    this.planned = planOf(this.model, inputShape)!;
    const { plan } = this.planned;
    const options: MachineOptions = {
      plan,
      rows,
      training: this.model.training !== undefined,
      slots: this.rule?.slots ?? 0,
    };
    const isShared = rows >= plan.fewestForHalves && hasSecondThread();
    if (isShared) makeRoom();
    const module = compiledModule(this.flavour, isShared)!;
    this.machine = new Machine(module, options, isShared ? "shared" : "own");
    if (isShared)
      this.shared = new SharedProgram(this.machine, { module, options, memory: this.machine.memory });
    this.known = [];
    this.knownStep = undefined;
  }

  /** What the optimizer remembers, where someone else has made steps with it or this is the first. */
  private takeOptimizerMemory(machine: Machine): void {
    const { optimizer } = this.model.training!;
    if (this.knownStep === optimizer.iterations) return;
    this.eachTrained((variable, index) =>
      optimizer.slotsOf(variable).forEach((memory, slot) => machine.slotNumbers(index, slot).set(memory)),
    );
    this.knownStep = optimizer.iterations;
  }

  /** Puts a batch into the memory, cut into parts. */
  private place(batch: Batch): {
    readonly machine: Machine;
    readonly count: number;
    readonly running: readonly Running[];
  } {
    const source = sourceOf(batch);
    const machine = this.ready(source.count, source.x.shape.slice(1));
    const sparse = machine.parts[0].lists === undefined ? undefined : listsOf(source);
    const cuts = cutBatch(source.count, this.planned!.plan.fewestForHalves);
    const running = cuts
      .slice(1)
      .map((end, i) =>
        this.placePart(machine, machine.parts[i], cuts[i], end - cuts[i], source, sparse, batch),
      );
    return { machine, count: source.count, running };
  }

  private placePart(
    machine: Machine,
    part: Part,
    from: number,
    rows: number,
    source: Source,
    sparse: SparseRows | undefined,
    { targets: [target], weights }: Batch,
  ): Running {
    const { inputSize, head, words } = this.planned!.plan;
    const asLists =
      part.lists !== undefined &&
      fetchLists(source, sparse, from, from + rows, machine.lists(part.lists, rows));
    part.useLists(asLists);
    const running = { part, from, rows, lists: asLists };
    if (!asLists) fetchRows(source, from, from + rows, machine.numbers(part.input, rows * inputSize));
    if (words !== undefined && !machine.kernels.areWords(part.input, rows * inputSize, words))
      this.complain(source);
    if (target === undefined || head === undefined) return running;
    const { rowsPerExample, targetSize } = head;
    machine
      .numbers(part.targets, rows * targetSize)
      .set(target.data.subarray(from * targetSize, (from + rows) * targetSize));
    const counts = machine.numbers(part.rowWeights, rows * rowsPerExample);
    const share = 1 / (source.count * rowsPerExample);
    if (weights === undefined) counts.fill(share);
    else
      for (let row = 0; row < counts.length; row++)
        counts[row] = weights[0].data[from + Math.floor(row / rowsPerExample)] * share;
    return running;
  }

  /** Has the readable layers say what is wrong with words that are none. */
  private complain({ x, first, count, order }: Source): void {
    this.model.graph.run([takeRows(x, first, first + count, order)], inference);
  }

  private result(running: readonly Running[], count: number, own: number, penalties: number): BatchResult {
    return { loss: own + penalties, losses: [own], outputs: [this.output(running, count)] };
  }

  private output(running: readonly Running[], count: number): Tensor {
    const shape = [count, ...this.planned!.plan.outputShape];
    const data = new Float32Array(sizeOf(shape));
    for (const {
      part: {
        output: { at, size },
      },
      from,
      rows,
    } of running)
      data.set(this.machine!.numbers(at, rows * size), from * size);
    return new Tensor(data, shape);
  }
}
