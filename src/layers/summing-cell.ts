/**
 * The base class of the cells of simpleRNN, gru and lstm. At each step a unit computes one or several weighted
 * sums, of the input with the kernel [features, sums · units] and of the state with the recurrent kernel
 * [units, sums · units]; each kind of cell computes its next states from the sums.
 */
import { activationNamed, type Activation, type ActivationName } from "../activations/activations.js";
import { add, matMul, mul, reshape, unstack } from "../autograd/operations/operations.js";
import type { Initializer } from "../initializers/initializers.js";
import type { DataType } from "../tensor/dtype.js";
import type { BatchShape, Shape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { callContext, type CallContext } from "./call-context.js";
import { dropoutFactors } from "./dropout.js";
import { KERNEL_OPTIONS, type KernelOptions } from "./kernel-layer.js";
import { dropoutRate, truth, wholeNumber } from "./options.js";
import { RNNCell, type CellStep, type SequenceStep } from "./rnn-cell.js";
import { checkLast, known } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface CellOptions extends KernelOptions, WeightOptions<"recurrent"> {
  /** The number of units, which is the length of the state. */
  readonly units: number;
  /**
   * The probability that an input is dropped during training, the same ones at every step (Gal and Ghahramani
   * 2016).
   */
  readonly dropout?: number;
  /** The probability that a number of the state is dropped, likewise, in the sums. */
  readonly recurrentDropout?: number;
}

/** The names of the options of these cells. */
export const CELL_OPTIONS = [
  "units",
  "dropout",
  "recurrentDropout",
  "recurrentInitializer",
  "recurrentRegularizer",
  "recurrentConstraint",
  ...KERNEL_OPTIONS,
] as const;

/**
 * Computes the next states.
 * @param sums   the contribution of the input to the sums, bias included: [batch, sums · units]
 * @param states each [batch, units]; the first is the output of the step before
 * @param recall gives the output as it enters the sums: unchanged, or after recurrent dropout
 * @returns the next states, the first of which is the output
 */
export type NextStates = (
  sums: Tensor,
  states: readonly Tensor[],
  recall: (output: Tensor) => Tensor,
) => readonly Tensor[];

/** The factors of dropout for a sequence; undefined where nothing is dropped. */
interface Dropped {
  readonly input: Tensor | undefined;
  readonly recall: (output: Tensor) => Tensor;
}

export abstract class SummingCell extends RNNCell {
  readonly units: number;
  readonly activationName: ActivationName;
  readonly useBias: boolean;
  readonly dropout: number;
  readonly recurrentDropout: number;
  kernel!: Variable;
  recurrentKernel!: Variable;
  bias: Variable | undefined;
  protected readonly activation: Activation;
  /** The number of sums that a unit computes at each step. */
  protected abstract readonly sumCount: number;
  private readonly kinds: WeightParts<"kernel" | "recurrent" | "bias">;

  constructor(options: CellOptions) {
    super(options);
    this.units = wholeNumber(options.units, this.label, "units");
    this.activationName = options.activation ?? "tanh";
    this.activation = activationNamed(this.activationName, this.label);
    this.useBias = truth(options.useBias, true, this.label, "useBias");
    this.dropout = dropoutRate(options.dropout ?? 0, this.label, "dropout");
    this.recurrentDropout = dropoutRate(options.recurrentDropout ?? 0, this.label, "recurrentDropout");
    this.kinds = weightParts<"kernel" | "recurrent" | "bias">(
      options,
      { kernel: "glorotUniform", recurrent: "orthogonal", bias: "zeros" },
      this.label,
    );
  }

  /** The function that computes the next states; it can prepare tensors that are the same at every step. */
  protected abstract prepare(): NextStates;

  /** Gives the initial values of the bias. */
  protected get biasInitializer(): Initializer {
    return this.kinds.bias.initializer;
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const shape = this.stepShape(inputShape);
    const columns = this.sumCount * this.units;
    const { kernel, recurrent, bias } = this.kinds;
    const features = known(shape[shape.length - 1], shape, this.label);
    this.kernel = this.addWeight("kernel", [features, columns], kernel.initializer, kernel);
    this.recurrentKernel = this.addWeight(
      "recurrent_kernel",
      [this.units, columns],
      recurrent.initializer,
      recurrent,
    );
    if (this.useBias) this.bias = this.addWeight("bias", [columns], this.biasInitializer, bias);
  }

  /** The contribution of inputs [rows, features] to the sums. */
  private sums(x: Tensor): Tensor {
    const products = matMul(x, this.kernel);
    return this.bias === undefined ? products : add(products, this.bias);
  }

  private drop([batch, features]: Shape, dtype: DataType, { training, random }: CallContext): Dropped {
    const factors = (size: number, rate: number) =>
      training && rate > 0 ? dropoutFactors([batch, size], rate, random, dtype) : undefined;
    const input = factors(features, this.dropout);
    const ofState = factors(this.units, this.recurrentDropout);
    return { input, recall: (output) => (ofState === undefined ? output : mul(output, ofState)) };
  }

  override begin(shape: Shape, dtype: DataType, context: CallContext): CellStep {
    if (this.weights.length === 0) throw this.notBuilt("call");
    const { input, recall } = this.drop(shape, dtype, context);
    const next = this.prepare();
    return (x, states) =>
      withOutput(next(this.sums(input === undefined ? x : mul(x, input)), states, recall));
  }

  /** The contribution of the inputs does not depend on the states, so one product computes it for all steps. */
  override beginSequence(x: Tensor, context: CallContext): SequenceStep {
    const [batch, time, features] = this.sequences(x).shape;
    const { input, recall } = this.drop([batch, features], x.dtype, context);
    const seen = input === undefined ? x : mul(x, reshape(input, [batch, 1, features]));
    const steps = unstack(reshape(this.sums(reshape(seen, [-1, features])), [batch, time, -1]), 1);
    const next = this.prepare();
    return (number, states) => withOutput(next(steps[number], states, recall));
  }

  override call(input: Tensor | readonly Tensor[], context?: CallContext): readonly Tensor[] {
    const [x, ...states] = this.inputAndStates(input);
    checkLast(x.shape, 2, this.features, this.label);
    return this.begin(x.shape, x.dtype, callContext(context, this.label))(x, states);
  }

  override get features(): number | null {
    return this.built ? this.kernel.shape[0] : null;
  }

  override getConfig(): Record<string, unknown> {
    const { units, activationName, useBias, dropout, recurrentDropout } = this;
    return {
      ...super.getConfig(),
      units,
      activation: activationName,
      useBias,
      dropout,
      recurrentDropout,
      ...savedParts(this.kinds),
    };
  }
}

/** The output is the first of the states. */
function withOutput(states: readonly Tensor[]): readonly Tensor[] {
  return [states[0], ...states];
}

export interface GatedCellOptions extends CellOptions {
  /**
   * The activation of the gates; "hardSigmoid" by default, as in TensorFlow.js (newer versions of Keras:
   * "sigmoid").
   */
  readonly recurrentActivation?: ActivationName;
}

/** The names of the options of cells with gates. */
export const GATED_CELL_OPTIONS = ["recurrentActivation", ...CELL_OPTIONS] as const;

/**
 * The base class of cells with gates. A gate is a factor from 0 to 1 for each unit, computed at each step, by
 * which the cell multiplies a state or an input to keep, admit or suppress it.
 */
export abstract class GatedCell extends SummingCell {
  readonly recurrentActivationName: ActivationName;
  protected readonly gate: Activation;

  constructor(options: GatedCellOptions) {
    super(options);
    this.recurrentActivationName = options.recurrentActivation ?? "hardSigmoid";
    this.gate = activationNamed(this.recurrentActivationName, this.label);
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), recurrentActivation: this.recurrentActivationName };
  }
}
