/**
 * The common part of the recurrent layers: x W for all steps in one product; then, step by step, h U is added
 * to the sums, and each kind of layer computes its state from them.
 *
 * The arrays here have the steps as their first axis, [steps, rows, …], so that a step of all sequences is
 * contiguous. The states begin with those before the first step: zeros, or further inputs. In the backward
 * pass the gradients of the sums overwrite the sums; the gradients of W, U and the bias are then three
 * products over all steps at once.
 *
 * A step that the mask leaves out repeats the states of the step before. Its gradient of the states goes back
 * to that step unchanged, and the gradients of its sums are zeros.
 */
import type { Kernels } from "../kernels.js";
import { packedSize } from "../kernels/matrices.js";
import { addTallProduct, backThroughProduct, multiplyMatrices } from "../product.js";
import { DropoutFactors } from "./dropout.js";
import type { PackedMatrix } from "./packed.js";
import { Recall } from "./recall.js";
import type { Operation, OperationContext, Runtime, StreamOf, Values } from "./operation.js";
import { RecurrentOutputs } from "./recurrent-outputs.js";
import type { RecurrentSpec } from "./recurrent-spec.js";

export abstract class RecurrentOperation implements Operation {
  protected readonly spec: RecurrentSpec;
  protected readonly context: OperationContext;
  /** How many numbers a row of sums has. */
  protected readonly width: number;
  /** The input, the sums and the states, with the steps as first axis. */
  private readonly x: number;
  protected readonly sums: number;
  protected readonly states: number;
  private readonly gradients: number;
  private readonly dx: number;
  protected readonly packing: number;
  /** The mask with the steps as first axis; 0 where there is none. */
  private readonly counts: number;
  private readonly outputs: RecurrentOutputs;
  private readonly factors: DropoutFactors | undefined;
  protected readonly recall: Recall | undefined;

  constructor(spec: RecurrentSpec, context: OperationContext, sumCount: number) {
    this.spec = spec;
    this.context = context;
    const { steps, features, units } = spec;
    const { rows, training, input } = context;
    this.width = sumCount * units;
    this.x = context.reserve(rows * steps * features);
    this.sums = context.reserve(rows * steps * this.width);
    this.states = context.reserve(rows * (steps + 1) * units);
    this.counts = spec.readsMask === true ? context.reserve(rows * steps) : 0;
    this.outputs = new RecurrentOutputs(spec, context, this.counts);
    this.factors =
      training && spec.dropout > 0 ? new DropoutFactors(context, features, spec.dropout) : undefined;
    this.recall =
      training && spec.recurrentDropout > 0
        ? new Recall(context, steps, units, spec.recurrentDropout)
        : undefined;
    this.gradients = training ? context.reserveTemporary(2 * rows * units) : 0;
    this.dx = input.gradient === 0 ? 0 : context.reserveTemporary(rows * steps * features);
    this.packing = context.reserveTemporary(packedSize(Math.max(this.width, features, units)));
  }

  /** Packs the recurrent kernel, and prepares the forward pass through all steps. */
  protected abstract begin(kernels: Kernels, rows: number): void;
  /**
   * Computes the states after a step from the sums of its input.
   * @param recalled the address of the state before it as the products read it
   */
  protected abstract step(kernels: Kernels, step: number, rows: number, recalled: number): void;
  protected abstract beginBack(kernels: Kernels, rows: number): void;
  /**
   * Computes the gradient of a step's sums from that of the states after it, and adds to the gradient of the
   * state before it.
   */
  protected abstract stepBack(kernels: Kernels, step: number, rows: number): void;
  /** The address of the states before all steps, as the products of a training step have read them. */
  protected get recalledStates(): number {
    return this.recall?.states ?? this.states;
  }

  /**
   * Adds to the gradient of the recurrent kernel, from the gradients of all sums, where each of them reads the
   * states before the steps.
   */
  protected addRecurrentGradient(kernels: Kernels, rows: number): void {
    const { units, steps } = this.spec;
    addTallProduct(kernels, {
      a: this.recalledStates,
      b: this.sums,
      c: this.context.weights[1].gradient,
      rows: units,
      columns: this.width,
      inner: steps * rows,
      pack: this.packing,
    });
  }

  /**
   * Adds to the gradient of the state before a step: by the sums of the step, and where a step does not count,
   * the gradient of the state after it.
   * @param matrix the recurrent kernel, packed transposed
   */
  protected addStateGradient(kernels: Kernels, matrix: PackedMatrix, step: number, rows: number): void {
    const { units } = this.spec;
    const [after, before] = [this.gradientBefore(step + 1, rows), this.gradientBefore(step, rows)];
    if (this.hasStateBefore(step)) {
      const { recall } = this;
      matrix.multiply(kernels, {
        a: this.sumsOf(step, rows),
        strideA: this.width,
        c: recall?.gradient ?? before,
        strideC: units,
        rows,
        accumulate: recall === undefined,
      });
      recall?.addGradient(kernels, before, rows);
    }
    const counts = this.countsOf(step, rows);
    if (counts !== 0) kernels.addRepeated(counts, after, before, rows, units);
  }

  /** The addresses of each state before a step; those after it are the ones before the next step. */
  protected statesBefore(step: number, rows: number): readonly number[] {
    return [this.stateBefore(step, rows)];
  }

  /** The addresses of the gradients of each state before the first step. */
  protected firstGradients(rows: number): readonly number[] {
    return [this.gradientBefore(0, rows)];
  }

  /** The address of a step's sums. */
  protected sumsOf(step: number, rows: number): number {
    return this.sums + step * rows * this.width * 4;
  }

  /** The address of the output of the step before a step, which is the first of its states. */
  protected stateBefore(step: number, rows: number): number {
    return this.states + step * rows * this.spec.units * 4;
  }

  /**
   * The address of the gradient of the state before a step. There are two places, which the steps use in turn: so the
   * gradients stay in the cache.
   */
  protected gradientBefore(step: number, rows: number): number {
    return this.gradients + (step % 2) * rows * this.spec.units * 4;
  }

  /** The address of a step's mask: a number for each row; 0 where there is none. */
  protected countsOf(step: number, rows: number): number {
    return this.counts === 0 ? 0 : this.counts + step * rows * 4;
  }

  protected get bias(): number {
    return this.context.weights[2]?.at ?? 0;
  }

  /** Whether the state before a step may have other numbers than zeros. */
  protected hasStateBefore(step: number): boolean {
    return step > 0 || this.spec.hasInitialStates;
  }

  /** The inputs that are initial states. */
  private get initialStates(): readonly Values[] {
    const { inputs } = this.context;
    const { hasInitialStates, readsMask } = this.spec;
    return hasInitialStates ? inputs.slice(1, readsMask === true ? -1 : undefined) : [];
  }

  draw(runtime: Runtime, stream: StreamOf, before: number, rows: number, examples: number): void {
    const { path, drawnBefore, dropout, features, units } = this.spec;
    // The factors of the whole batch for one purpose come before those for the next.
    const first = examples * drawnBefore;
    this.factors?.draw(runtime, stream(path!), first + before * features, rows);
    const ofInput = dropout > 0 ? examples * features : 0;
    this.recall?.draw(runtime, stream(path!), first + ofInput + before * units, rows);
  }

  /** Multiplies each step of a sequence of inputs, or of their gradients, with the factors of dropout. */
  private drop(kernels: Kernels, sequences: number, rows: number): void {
    const { steps, features } = this.spec;
    if (this.factors === undefined) return;
    for (let step = 0; step < steps; step++) {
      const at = sequences + step * rows * features * 4;
      kernels.multiply(at, this.factors.at, at, rows * features);
    }
  }

  forward(runtime: Runtime, rows: number, training: boolean): void {
    const { kernels } = runtime;
    const {
      inputs,
      input,
      outputs: [, ...lastStates],
      weights: [kernel],
    } = this.context;
    const { steps, features, units, backwards } = this.spec;
    kernels.stepsFirst(input.at, rows, steps, features, features, backwards, this.x);
    if (training) this.drop(kernels, this.x, rows);
    multiplyMatrices(kernels, {
      a: this.x,
      b: kernel.at,
      c: this.sums,
      rows: steps * rows,
      columns: this.width,
      inner: features,
      pack: this.packing,
    });
    if (this.counts !== 0)
      kernels.stepsFirst(inputs[inputs.length - 1].at, rows, steps, 1, 1, backwards, this.counts);
    this.statesBefore(0, rows).forEach((at, which) => {
      if (this.spec.hasInitialStates) kernels.copy(this.initialStates[which].at, at, rows * units);
      else kernels.clear(at, rows * units);
    });
    this.begin(kernels, rows);
    for (let step = 0; step < steps; step++) {
      const before = this.stateBefore(step, rows);
      const recall = training ? this.recall : undefined;
      recall?.forward(kernels, before, step, rows);
      this.step(kernels, step, rows, recall?.stateBefore(step, rows) ?? before);
      if (this.counts !== 0) this.repeatStates(kernels, step, rows);
    }
    this.outputs.write(runtime, rows, (step) => this.stateBefore(step, rows));
    const last = this.statesBefore(steps, rows);
    lastStates.forEach(({ at }, which) => kernels.copy(last[which], at, rows * units));
  }

  private repeatStates(kernels: Kernels, step: number, rows: number): void {
    const after = this.statesBefore(step + 1, rows);
    this.statesBefore(step, rows).forEach((before, which) =>
      kernels.repeatRows(this.countsOf(step, rows), before, after[which], rows, this.spec.units),
    );
  }

  backward(runtime: Runtime, rows: number): void {
    const { kernels } = runtime;
    const {
      input,
      weights: [kernel, recurrent, bias],
    } = this.context;
    const { steps, features, units, backwards } = this.spec;
    const { x, sums, width, packing } = this;
    this.beginBack(kernels, rows);
    this.backThroughSteps(runtime, rows);
    const all = steps * rows;
    if (recurrent.gradient !== 0) this.addRecurrentGradient(kernels, rows);
    if (bias !== undefined && bias.gradient !== 0) kernels.addRows(sums, bias.gradient, all, width);
    if (kernel.gradient !== 0)
      addTallProduct(kernels, {
        a: x,
        b: sums,
        c: kernel.gradient,
        rows: features,
        columns: width,
        inner: all,
        pack: packing,
      });
    backThroughProduct(kernels, {
      x,
      w: kernel.at,
      dy: sums,
      dx: this.dx,
      dw: 0,
      rows: all,
      columns: width,
      inner: features,
      pack: packing,
    });
    if (input.gradient !== 0) {
      this.drop(kernels, this.dx, rows);
      kernels.stepsSecond(this.dx, rows, steps, features, features, backwards, input.gradient, input.adds);
    }
    const first = this.firstGradients(rows);
    this.initialStates.forEach(({ gradient, adds }, which) => {
      if (gradient === 0) return;
      if (adds) kernels.addTo(gradient, first[which], rows * units);
      else kernels.copy(first[which], gradient, rows * units);
    });
  }

  private backThroughSteps(runtime: Runtime, rows: number): void {
    const { kernels } = runtime;
    const [, ofState] = this.context.outputs;
    const { steps, units } = this.spec;
    const begin = this.outputs.gradientsOfStates(runtime, rows);
    begin(steps, this.gradientBefore(steps, rows));
    if (ofState !== undefined && ofState.gradient !== 0)
      kernels.addTo(this.gradientBefore(steps, rows), ofState.gradient, rows * units);
    for (let step = steps - 1; step >= 0; step--) {
      begin(step, this.gradientBefore(step, rows));
      this.stepBack(kernels, step, rows);
    }
  }
}
