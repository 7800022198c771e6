/**
 * The base classes of the recurrent layers, which read a sequence step by step and keep a state that depends
 * on all earlier steps. All steps have the same weights; gradients flow back through all steps
 * (backpropagation through time).
 *
 * [batch, time, features] becomes [batch, units], the state after the last step, or with `returnSequences`
 * [batch, time, units], the state after each step. At each step a unit computes one or several weighted sums,
 * of the input with the kernel [features, sums · units] and of the state with the recurrent kernel [units,
 * sums · units]. The cell of a layer computes the next state from the sums.
 */
import { add, matMul, mul, reshape, stack, unstack, where } from "../autograd/operations/operations.js";
import { activationNamed, type Activation, type ActivationName } from "../activations/activations.js";
import { zeros } from "../tensor/create.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { dropoutFactors } from "./dropout.js";
import { KERNEL_OPTIONS, KernelLayer, type KernelOptions } from "./kernel-layer.js";
import { callContext } from "./call-context.js";
import type { CallContext } from "./layer.js";
import { maskOf } from "./mask.js";
import { dropoutRate, truth, wholeNumber } from "./options.js";
import { checkLast, known, one, sequences } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface RecurrentOptions extends KernelOptions, WeightOptions<"recurrent"> {
  /** The number of units, which is the length of the state. */
  readonly units: number;
  /**
   * Whether to give the state after every step, as a following recurrent layer needs; by default only after
   * the last one.
   */
  readonly returnSequences?: boolean;
  /** Whether to read the sequence backwards; false by default. */
  readonly goBackwards?: boolean;
  /**
   * The probability that an input is dropped during training, the same ones at every step (Gal and Ghahramani
   * 2016).
   */
  readonly dropout?: number;
  /** The probability that a number of the state is dropped, likewise, in the sums. */
  readonly recurrentDropout?: number;
}

/** The names of the options of every recurrent layer. */
export const RECURRENT_OPTIONS = [
  "units",
  "returnSequences",
  "goBackwards",
  "dropout",
  "recurrentDropout",
  "recurrentInitializer",
  "recurrentRegularizer",
  "recurrentConstraint",
  ...KERNEL_OPTIONS,
] as const;

/**
 * Computes one step.
 * @param sums   the contribution of the input to the sums, bias included: [batch, sums · units]
 * @param states as many as `stateCount`, each [batch, units]; the first is the layer's output
 * @param recall gives the output as it enters the sums: unchanged, or after recurrent dropout
 * @returns the next states
 */
export type RecurrentCell = (
  sums: Tensor,
  states: readonly Tensor[],
  recall: (output: Tensor) => Tensor,
) => readonly Tensor[];

export abstract class Recurrent extends KernelLayer {
  readonly units: number;
  readonly returnSequences: boolean;
  readonly goBackwards: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  recurrentKernel!: Variable;
  /** The number of sums that a unit computes at each step. */
  protected abstract readonly sumCount: number;
  protected abstract readonly stateCount: number;
  private readonly recurrentParts: WeightParts<"recurrent">;

  constructor(options: RecurrentOptions, defaults: { readonly activation: ActivationName }) {
    super(options, defaults);
    this.units = wholeNumber(options.units, this.label, "units");
    this.returnSequences = truth(options.returnSequences, false, this.label, "returnSequences");
    this.goBackwards = truth(options.goBackwards, false, this.label, "goBackwards");
    this.dropout = dropoutRate(options.dropout ?? 0, this.label, "dropout");
    this.recurrentDropout = dropoutRate(options.recurrentDropout ?? 0, this.label, "recurrentDropout");
    this.recurrentParts = weightParts<"recurrent">(options, { recurrent: "orthogonal" }, this.label);
  }

  /** The cell for all steps of one call; it can prepare tensors that are the same at every step. */
  protected abstract makeCell(): RecurrentCell;

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = sequences(inputShape, this.label);
    const columns = this.sumCount * this.units;
    this.makeKernel([known(shape[2], shape, this.label), columns]);
    this.recurrentKernel = this.addWeight(
      "recurrent_kernel",
      [this.units, columns],
      this.recurrentParts.recurrent.initializer,
      this.recurrentParts.recurrent,
    );
    this.makeBias(columns);
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
    const { training, random } = context ?? callContext(context, this.label);
    const x = one(input);
    const [batch, time, features] = x.shape;
    const seen =
      training && this.dropout > 0
        ? mul(x, dropoutFactors([batch, 1, features], this.dropout, random, x.dtype))
        : x;
    // The contribution of the input does not depend on the state, so one product computes it for all steps.
    const products = matMul(reshape(seen, [-1, features]), this.kernel);
    const sums = this.bias === undefined ? products : add(products, this.bias);
    const steps = unstack(reshape(sums, [batch, time, -1]), 1);
    const mask = maskOf(x);
    const counts = mask && unstack(reshape(mask, [batch, time, 1]), 1);
    const factors =
      training && this.recurrentDropout > 0
        ? dropoutFactors([batch, this.units], this.recurrentDropout, random, x.dtype)
        : undefined;
    const recall = (output: Tensor) => (factors === undefined ? output : mul(output, factors));

    const cell = this.makeCell();
    const outputs: Tensor[] = [];
    let states: readonly Tensor[] = Array.from({ length: this.stateCount }, () => zeros([batch, this.units]));
    for (let i = 0; i < time; i++) {
      const t = this.goBackwards ? time - 1 - i : i;
      const before = states;
      const next = cell(steps[t], before, recall);
      // Padding does not change the states.
      states =
        counts === undefined ? next : next.map((state, which) => where(counts[t], state, before[which]));
      outputs.push(states[0]);
    }
    return this.returnSequences ? stack(outputs, 1) : states[0];
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = sequences(inputShape, this.label);
    checkLast(shape, 3, this.built ? this.kernel.shape[0] : null, this.label);
    return this.returnSequences ? [shape[0], shape[1], this.units] : [shape[0], this.units];
  }

  override computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return this.returnSequences ? maskOf(one(input)) : undefined;
  }

  override getConfig(): Record<string, unknown> {
    const { units, returnSequences, goBackwards, dropout, recurrentDropout } = this;
    return {
      ...super.getConfig(),
      units,
      returnSequences,
      goBackwards,
      dropout,
      recurrentDropout,
      ...savedParts(this.recurrentParts),
    };
  }
}

export interface GatedOptions extends RecurrentOptions {
  /**
   * The activation of the gates; "hardSigmoid" by default, as in TensorFlow.js (newer versions of Keras:
   * "sigmoid").
   */
  readonly recurrentActivation?: ActivationName;
}

/** The names of the options of recurrent layers with gates. */
export const GATED_OPTIONS = ["recurrentActivation", ...RECURRENT_OPTIONS] as const;

/**
 * The base class of recurrent layers with gates. A gate is a factor from 0 to 1 for each unit, computed at
 * each step, by which the cell multiplies a state or an input to keep, admit or suppress it.
 */
export abstract class Gated extends Recurrent {
  readonly recurrentActivationName: ActivationName;
  protected readonly gate: Activation;

  constructor(options: GatedOptions) {
    super(options, { activation: "tanh" });
    this.recurrentActivationName = options.recurrentActivation ?? "hardSigmoid";
    this.gate = activationNamed(this.recurrentActivationName, this.label);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), recurrentActivation: this.recurrentActivationName };
  }
}
