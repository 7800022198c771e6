/**
 * What recurrent layers have in common: they read a sequence step by step and carry along a state, their memory of what came
 * before. The same weights serve every step; gradients flow back through all of them (backpropagation through time).
 *
 * [batch, time, features] becomes [batch, units], the state after the last step, or with `returnSequences` [batch, time,
 * units], that after each. A unit makes one sum or several at a step, of the input by the kernel [features, sums · units] and
 * of the state by the recurrent kernel [units, sums · units]; what it does with them is its kind's own.
 */
import { add, matMul, mul, reshape, stack, unstack, where } from "../autograd/operations/operations.js";
import type { ActivationName } from "../activations/activations.js";
import { zeros } from "../tensor/create.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor, Variable } from "../tensor/tensor.js";
import { switches } from "./dropout.js";
import { KERNEL_OPTIONS, KernelLayer, type KernelOptions } from "./kernel-layer.js";
import { callContext } from "./call-context.js";
import type { CallContext } from "./layer.js";
import { maskOf } from "./mask.js";
import { dropoutRate, truth, wholeNumber } from "./options.js";
import { checkLast, known, one, sequences } from "./shapes.js";
import { savedParts, weightParts, type WeightOptions, type WeightParts } from "./weight-parts.js";

export interface RecurrentOptions extends KernelOptions, WeightOptions<"recurrent"> {
  /** How many units: the length of the state. */
  readonly units: number;
  /** Whether to give the state after every step, for a recurrent layer to follow, or after the last alone (the default). */
  readonly returnSequences?: boolean;
  /** Whether to read from the end to the beginning; false by default. */
  readonly goBackwards?: boolean;
  /** The share of the inputs switched off while training, the same ones at every step (Gal and Ghahramani 2016). */
  readonly dropout?: number;
  /** The share of the state switched off, likewise, where it enters the sums. */
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
  ...KERNEL_OPTIONS,
] as const;

/**
 * One step.
 * @param sums   what the input contributes to the sums, bias included: [batch, sums · units]
 * @param states as many as `stateCount` says, each [batch, units]; the first is the layer's output
 * @param recall the output as it enters the sums: as it is, or with a part switched off
 * @returns the next states
 */
export type Step = (
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
  /** How many sums a unit makes at each step. */
  protected abstract readonly sumCount: number;
  protected abstract readonly stateCount: number;
  private readonly recurrentParts: WeightParts<"recurrent">;

  constructor(options: RecurrentOptions, usual: { readonly activation: ActivationName }) {
    super(options, usual);
    this.units = wholeNumber(options.units, this.label, "units");
    this.returnSequences = truth(options.returnSequences, false, this.label, "returnSequences");
    this.goBackwards = truth(options.goBackwards, false, this.label, "goBackwards");
    this.dropout = dropoutRate(options.dropout ?? 0, this.label, "dropout");
    this.recurrentDropout = dropoutRate(options.recurrentDropout ?? 0, this.label, "recurrentDropout");
    this.recurrentParts = weightParts<"recurrent">(options, { recurrent: "orthogonal" }, this.label);
  }

  /** Prepares what is the same at every step of a call. */
  protected abstract begin(): Step;

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
        ? mul(x, switches([batch, 1, features], this.dropout, random, x.dtype))
        : x;
    // What the input contributes does not depend on the state: one product for all steps.
    const products = matMul(reshape(seen, [-1, features]), this.kernel);
    const sums = this.bias === undefined ? products : add(products, this.bias);
    const steps = unstack(reshape(sums, [batch, time, -1]), 1);
    const mask = maskOf(x);
    const counts = mask && unstack(reshape(mask, [batch, time, 1]), 1);
    const kept =
      training && this.recurrentDropout > 0
        ? switches([batch, this.units], this.recurrentDropout, random, x.dtype)
        : undefined;
    const recall = (output: Tensor) => (kept === undefined ? output : mul(output, kept));

    const step = this.begin();
    const outputs: Tensor[] = [];
    let states: readonly Tensor[] = Array.from({ length: this.stateCount }, () => zeros([batch, this.units]));
    for (let i = 0; i < time; i++) {
      const t = this.goBackwards ? time - 1 - i : i;
      const before = states;
      const next = step(steps[t], before, recall);
      // At a step that is only filling the states stay as they are.
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
