/**
 * The steps of a program outside of the kernels, for the whole batch: layers and losses that no kernel computes run on
 * autograd; layers that keep states between batches get them and give them back.
 *
 * Such a step takes its inputs out of the memory of all parts, and puts its outputs there; in the backward
 * pass it does the same with gradients. Autograd records the layer in the forward pass, once for each batch.
 */
import { activationNamed } from "../activations/activations.js";
import { chainRuleFrom, recordRun, withoutRecording, type Recording } from "../autograd/tape.js";
import { rememberMask } from "../layers/mask.js";
import { inference, meanLoss } from "../model/training/autograd-engine.js";
import { checkDependence } from "../model/training/dependence.js";
import type { Batch, TrainingSetup } from "../model/training/training-engine.js";
import { fill } from "../tensor/create.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { onPlainKernels } from "./deterministic.js";
import type { Flavour } from "./kernel-module.js";
import { gather, scatter, type Piece } from "./gather.js";
import type { Values } from "./operations/operation.js";
import type { ProgramInstance } from "./program/instance.js";
import type { HostCall, LayerCall, StatesCall, WordsCall } from "./program/host-call.js";
import type { LoweredModel } from "./program/lower.js";
import { partSizes, type Division } from "./program/parts.js";
import type { HostHeadSpec } from "./program/head.js";
import type { HostSpec } from "./program/step.js";
import type { PlacedStep } from "./program/placed-part.js";
import { streamAt, type BatchWork } from "./program/work.js";

/** A layer that ran forward in a training step. */
interface Recorded {
  readonly recording: Recording;
  readonly inputs: readonly Tensor[];
  readonly outputs: readonly Tensor[];
}

export class HostSteps {
  private readonly lowered: LoweredModel;
  private readonly instance: ProgramInstance;
  private readonly division: Division;
  /** Runs a computation on autograd; on the kernels of the program's flavour. */
  private readonly onAutograd: <Result>(work: () => Result) => Result;
  private readonly recorded = new Map<number, Recorded>();
  /** The variables whose storage a layer has replaced: its states and running averages. */
  private readonly before = new Map<Variable, Variable["storage"]>();

  constructor(flavour: Flavour, lowered: LoweredModel, instance: ProgramInstance, division: Division) {
    this.onAutograd = flavour === "plain" ? onPlainKernels : (work) => work();
    this.lowered = lowered;
    this.instance = instance;
    this.division = division;
  }

  /** Does the work of a step; the weights of a layer must be in its variables. */
  forward(step: number, work: BatchWork): void {
    const call = this.callOf(step);
    if (call.kind === "layer") this.runLayer(step, call, work);
    else this.exchange(step, call, work.examples);
  }

  /** Hands numbers to a layer that kernels compute, or takes them from it. */
  private exchange(step: number, call: StatesCall | WordsCall, examples: number): void {
    const { memory } = this.instance;
    const input = (i: number) => this.pieces(examples, step, ({ inputs }) => inputs[i].at);
    switch (call.kind) {
      case "check":
        call.layer.checkWords(gather(memory, input(0), call.shape));
        return;
      case "recall":
        call.layer.statesBefore(examples).forEach((state, i) =>
          scatter(
            state,
            memory,
            this.pieces(examples, step, ({ outputs }) => outputs[i].at),
          ),
        );
        return;
      case "keep":
        call.layer.keepStates(call.layer.cell.stateSizes.map((size, i) => gather(memory, input(i), [size])));
    }
  }

  private runLayer(step: number, call: LayerCall, { task, examples, seed, step: number }: BatchWork): void {
    const inputs = this.inputsOf(step, call, examples);
    const { layer, options, path } = call;
    const training = task === "learn";
    const context = training ? { training, random: streamAt(path, seed, number) } : inference();
    let outputs: readonly Tensor[] = [];
    const run = () => {
      const result = layer.apply<Tensor | Tensor[]>(inputs.length === 1 ? inputs[0] : inputs, {
        ...context,
        ...options,
      });
      outputs = Array.isArray(result) ? result : [result];
      return outputs[0];
    };
    if (training) {
      for (const variable of layer.weights)
        if (!this.before.has(variable)) this.before.set(variable, variable.storage);
      const recording = this.onAutograd(() => recordRun(run, [...inputs, ...layer.weights], true));
      this.recorded.set(step, { recording, inputs, outputs });
    } else this.onAutograd(() => withoutRecording(run));
    outputs.forEach((output, i) =>
      scatter(
        output,
        this.instance.memory,
        this.pieces(examples, step, (placed) => placed.outputs[i].at),
      ),
    );
  }

  private inputsOf(step: number, { inputShapes, masked }: LayerCall, examples: number): readonly Tensor[] {
    const { memory } = this.instance;
    const take = (input: number, shape: readonly number[]) =>
      gather(
        memory,
        this.pieces(examples, step, ({ inputs }) => inputs[input].at),
        shape,
      );
    let masks = inputShapes.length;
    return inputShapes.map((shape, i) => {
      const input = take(i, shape);
      return masked[i] ? rememberMask(input, take(masks++, shape.slice(0, 1))) : input;
    });
  }

  /** Computes the gradients of the inputs and of the weights of a layer. */
  backward(step: number, { examples }: BatchWork): void {
    const { recording, inputs, outputs } = this.recorded.get(step)!;
    this.recorded.delete(step);
    const seeds = new Map<Tensor, Tensor>();
    // Only layers have a gradient.
    (this.callOf(step) as LayerCall).outputShapes.forEach((shape, i) => {
      const at = ({ outputs: arrays }: PlacedStep) => arrays[i].gradient;
      if (at(this.instance.parts[0].placed.steps[step]) !== 0)
        seeds.set(outputs[i], gather(this.instance.memory, this.pieces(examples, step, at), shape));
    });
    const gradients = this.onAutograd(() => chainRuleFrom(recording, seeds));
    inputs.forEach((input, i) =>
      this.putGradient(step, examples, (placed) => placed.inputs[i], gradients.get(input)),
    );
    partSizes(examples, this.division).forEach((rows, part) => this.instance.parts[part].addUp(step, rows));
    const { variables, program } = this.lowered;
    for (const index of program.steps[step].operation.weights) {
      const gradient = gradients.get(variables[index]);
      if (gradient === undefined || !program.weights[index].trainable) continue;
      const sum = this.instance.gradientNumbers(index);
      gradient.storage.forEach((value, i) => (sum[i] += value));
    }
  }

  private putGradient(
    step: number,
    examples: number,
    values: (placed: PlacedStep) => Values,
    gradient: Tensor | undefined,
  ): void {
    const pieces = this.pieces(examples, step, (placed) => values(placed).gradient);
    if (pieces[0].at === 0) return;
    if (gradient !== undefined) scatter(gradient, this.instance.memory, pieces);
    else {
      const { size } = values(this.instance.parts[0].placed.steps[step]);
      for (const { at, rows } of pieces) this.instance.kernels.clear(at, rows * size);
    }
  }

  /**
   * Computes the loss of an output, and in a training step its gradient.
   * @returns the mean loss, times its weight in the total
   */
  head(index: number, batch: Batch, training: TrainingSetup, { task, examples }: BatchWork): number {
    const { memory, parts, kernels } = this.instance;
    const { outputs, heads, values } = this.lowered.program;
    const { reads, activation } = heads[index] as HostHeadSpec;
    const sizes = partSizes(examples, this.division);
    const pieces = (which: "reads" | "gradient") =>
      sizes.map((rows, part): Piece => ({ at: parts[part].placed.heads[index][which], rows }));
    const read = gather(memory, pieces("reads"), outputs[index].shape);
    const factor = training.lossWeights?.[index] ?? 1;
    let output = read;
    const compute = () => {
      if (activation !== undefined) output = activationNamed(activation, "fit")(read);
      return meanLoss(training.losses[index], batch.targets[index], output, batch.weights?.[index]);
    };
    if (task !== "learn") return factor * this.onAutograd(() => withoutRecording(compute)).item();
    const recording = this.onAutograd(() => recordRun(compute, [read]));
    // One of several losses may depend on nothing.
    const losses = outputs.length === 1 ? [recording.value] : [recording.value, output];
    const targets = [batch.targets[index]];
    checkDependence(recording, { losses, outputs: [output] }, { ...batch, targets }, training.trainable);
    const places = pieces("gradient");
    if (places[0].at !== 0) {
      const seeds = new Map([[recording.value, fill(recording.value.shape, factor)]]);
      const gradient = this.onAutograd(() => chainRuleFrom(recording, seeds)).get(read);
      if (gradient !== undefined) scatter(gradient, memory, places);
      else for (const { at, rows } of places) kernels.clear(at, rows * values[reads].size);
      sizes.forEach((rows, part) => parts[part].addUpHead(index, rows));
    }
    return factor * recording.value.item();
  }

  /** Gives the layers back the states and averages that they had before this step. */
  undo(): void {
    for (const [variable, storage] of this.before) variable.storage = storage;
    this.done();
  }

  /** Forgets the step. */
  done(): void {
    this.before.clear();
    this.recorded.clear();
  }

  private callOf(step: number): HostCall {
    const { operation } = this.lowered.program.steps[step];
    return this.lowered.hostCalls[(operation as HostSpec).call];
  }

  /** Where the parts have an array of a step. */
  private pieces(examples: number, step: number, address: (placed: PlacedStep) => number): readonly Piece[] {
    return partSizes(examples, this.division).map((rows, part) => ({
      at: address(this.instance.parts[part].placed.steps[step]),
      rows,
    }));
  }
}
