/**
 * The engine that runs a model as a program of compiled kernels.
 *
 * A model's weights live in its layers' variables; here they are in the program's memory while it trains. They are taken from
 * the variables where these have new storage, which is how a variable tells that its numbers have changed, and given back
 * when someone is to see them (`synchronize`).
 */
import { callStream } from "../model/streams.js";
import type { Batch, BatchResult, Program, TrainingEngine, TrainingPlan } from "../model/training-engine.js";
import { sizeOf } from "../tensor/shape.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import { fastestModule } from "./compiled.js";
import { Machine } from "./program/machine.js";
import { fastOptimizer, type FastOptimizer } from "./program/optimizers.js";
import type { Part } from "./program/part.js";
import { planOf, type Plan, type Planned } from "./program/plan.js";

/** An engine for a model that has a program; undefined for others, and on machines that cannot run the kernels. */
export function fastEngine(program: Program): TrainingEngine | undefined {
  const { training } = program;
  const rule = training && fastOptimizer(training.optimizer);
  if (training !== undefined && (rule === undefined || training.trainable.length === 0)) return undefined;
  const planned = planOf(program);
  const module = planned && fastestModule();
  return module && new FastEngine(module, planned, program, rule);
}

export class FastEngine implements TrainingEngine {
  readonly name = "compiled";
  private readonly module: WebAssembly.Module;
  private readonly plan: Plan;
  private readonly variables: readonly Variable[];
  private readonly training: TrainingPlan | undefined;
  private readonly rule: FastOptimizer | undefined;
  private readonly outputShape: readonly (number | null)[];
  private machine: Machine | undefined;
  /** The storage of each variable when it was last the same as the memory's. */
  private readonly known: (Variable["data"] | undefined)[] = [];
  /** How many steps the optimizer had made when its memory was last the same as here; undefined before. */
  private knownStep: number | undefined;
  /** Whether the memory is ahead of the variables. */
  private ahead = false;

  constructor(module: WebAssembly.Module, { plan, variables }: Planned, { graph, training }: Program, rule: FastOptimizer | undefined) {
    this.module = module;
    this.plan = plan;
    this.variables = variables;
    this.training = training;
    this.rule = rule;
    this.outputShape = graph.outputs[0].shape;
  }

  trainBatch(batch: Batch, seed: number): BatchResult {
    const { optimizer } = this.training!;
    const machine = this.ready(batch.inputs[0].shape[0]);
    this.takeOptimizerMemory(machine);
    const step = optimizer.iterations;
    const stream = (position: number) => callStream(seed, step, position);
    let own = 0;
    const running = this.place(machine, batch);
    for (const { part, from, rows } of running) {
      part.draw(stream, from, rows);
      own += part.loss(rows, true);
    }
    const result = this.result(machine, batch, own, machine.penalties(true));
    if (!Number.isFinite(result.loss)) {
      machine.clearGradients();
      return result;
    }
    for (const { part, rows } of running) part.backward(rows);
    machine.gatherGradients();
    const rate = optimizer.currentLearningRate;
    this.rule!.step(machine.kernels, machine.weights, rate, ++optimizer.iterations);
    this.knownStep = optimizer.iterations;
    this.ahead = true;
    return result;
  }

  evaluateBatch(batch: Batch): BatchResult {
    const machine = this.ready(batch.inputs[0].shape[0]);
    const own = this.place(machine, batch).reduce((sum, { part, rows }) => sum + part.loss(rows, false), 0);
    return this.result(machine, batch, own, machine.penalties(false));
  }

  predictBatch(inputs: readonly Tensor[]): readonly Tensor[] {
    const rows = inputs[0].shape[0];
    const machine = this.ready(rows);
    for (const { part, rows: count } of this.place(machine, { inputs, targets: [] })) part.run(count);
    return [this.output(machine, rows)];
  }

  synchronize(): void {
    const { machine } = this;
    if (machine === undefined || !this.ahead) return;
    this.variables.forEach((variable, index) => {
      if (!this.plan.weights[index].trainable) return;
      variable.data = machine.weightNumbers(index).slice();
      this.known[index] = variable.data;
      this.training!.optimizer.slotsOf(variable).forEach((memory, slot) => memory.set(machine.slotNumbers(index, slot)));
    });
    this.ahead = false;
  }

  /** The program in a memory for batches of so many examples, with the weights of now. */
  private ready(rows: number): Machine {
    if (this.machine === undefined || this.machine.rows < rows) {
      this.synchronize();
      this.machine = undefined;
      this.machine = new Machine(this.module, { plan: this.plan, rows, parts: 1, training: this.training !== undefined, slots: this.rule?.slots ?? 0 });
      this.known.fill(undefined);
      this.knownStep = undefined;
    }
    const machine = this.machine;
    this.variables.forEach((variable, index) => {
      if (this.known[index] === variable.data) return;
      machine.weightNumbers(index).set(variable.data);
      this.known[index] = variable.data;
    });
    return machine;
  }

  /** What the optimizer remembers, where someone else has made steps with it or this is the first. */
  private takeOptimizerMemory(machine: Machine): void {
    const { optimizer } = this.training!;
    if (this.knownStep === optimizer.iterations) return;
    this.variables.forEach((variable, index) => {
      if (!this.plan.weights[index].trainable) return;
      optimizer.slotsOf(variable).forEach((memory, slot) => machine.slotNumbers(index, slot).set(memory));
    });
    this.knownStep = optimizer.iterations;
  }

  /** Puts a batch into the parts. */
  private place(machine: Machine, { inputs: [input], targets: [target], weights }: Batch): readonly { readonly part: Part; readonly from: number; readonly rows: number }[] {
    const { inputSize, head } = this.plan;
    const count = input.shape[0];
    const cuts = machine.cuts(count);
    return machine.parts.map((part, i) => {
      const [from, to] = [cuts[i], cuts[i + 1]];
      const rows = to - from;
      machine.numbers(part.input, rows * inputSize).set(input.data.subarray(from * inputSize, to * inputSize));
      if (target !== undefined && head !== undefined) {
        const { rowsPerExample, targetSize } = head;
        machine.numbers(part.targets, rows * targetSize).set(target.data.subarray(from * targetSize, to * targetSize));
        const counts = machine.numbers(part.rowWeights, rows * rowsPerExample);
        const share = 1 / (count * rowsPerExample);
        for (let row = 0; row < counts.length; row++) counts[row] = weights === undefined ? share : weights.data[from + Math.floor(row / rowsPerExample)] * share;
      }
      return { part, from, rows };
    });
  }

  private result(machine: Machine, batch: Batch, own: number, penalties: number): BatchResult {
    return { loss: own + penalties, losses: [own], outputs: [this.output(machine, batch.inputs[0].shape[0])] };
  }

  private output(machine: Machine, count: number): Tensor {
    const shape = [count, ...this.outputShape.slice(1)] as number[];
    const data = new Float32Array(sizeOf(shape));
    const cuts = machine.cuts(count);
    machine.parts.forEach(({ output }, i) => data.set(machine.numbers(output.at, (cuts[i + 1] - cuts[i]) * output.size), cuts[i] * output.size));
    return new Tensor(data, shape);
  }
}
