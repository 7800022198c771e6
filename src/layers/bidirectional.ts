/**
 * Reads a sequence in both directions, with two recurrent layers of the same kind (Schuster and Paliwal
 * 1997), and merges what they give. The states are those of the forward layer, then those of the backward one.
 */
import { add, concat, div, mul, stack, unstack } from "../autograd/operations/operations.js";
import { choose } from "../errors/choose.js";
import { ArgumentError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { BatchShape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";
import { callContext } from "./call-context.js";
import type { Layer } from "./layer.js";
import { type CallContext, type LayerOptions } from "./layer.js";
import { maskOf, rememberMask } from "./mask.js";
import { checkStates } from "./check-states.js";
import { LayerWithStates } from "./layer-with-states.js";
import { RNN } from "./rnn.js";
import { savedLayer } from "./saved-layer.js";
import { isListOfShapes } from "./shapes.js";

/** How the outputs of the two directions become one. */
const MERGES = {
  sum: (a: Tensor, b: Tensor) => add(a, b),
  mul: (a: Tensor, b: Tensor) => mul(a, b),
  ave: (a: Tensor, b: Tensor) => div(add(a, b), 2),
  concat: (a: Tensor, b: Tensor) => concat([a, b], -1),
};

const MODES = { sum: "sum", mul: "mul", ave: "ave", concat: "concat" } as const;

export interface BidirectionalOptions extends LayerOptions {
  /** A recurrent layer; it is copied for each direction. */
  readonly layer: RNN;
  /** How the two outputs become one: "concat" by default; null gives both. */
  readonly mergeMode?: keyof typeof MERGES | null;
}

export class Bidirectional extends LayerWithStates {
  static override readonly className = "Bidirectional";
  static override readonly optionNames: readonly string[] = ["layer", "mergeMode"];
  readonly forwardLayer: RNN;
  readonly backwardLayer: RNN;
  readonly mergeMode: keyof typeof MERGES | null;
  private readonly layer: RNN;

  constructor(options: BidirectionalOptions) {
    super(options);
    const { layer, mergeMode = "concat" } = options;
    if (!(layer instanceof RNN)) throw notRecurrent(layer, this.label);
    this.layer = layer;
    this.forwardLayer = layer.copy({ name: `forward_${layer.label}` });
    this.backwardLayer = layer.copy({ name: `backward_${layer.label}`, goBackwards: !layer.goBackwards });
    this.mergeMode =
      mergeMode === null ? null : choose(MODES, mergeMode, { where: this.label, argument: "mergeMode" });
  }

  protected override get innerLayers(): readonly Layer[] {
    return [this.forwardLayer, this.backwardLayer];
  }

  /** The input of each direction: the sequences, and half of the states. */
  private halves<Each>([x, ...states]: readonly Each[]): readonly (readonly Each[])[] {
    const half = states.length / 2;
    return [
      [x, ...states.slice(0, half)],
      [x, ...states.slice(half)],
    ];
  }

  private shapes(inputShape: BatchShape | readonly BatchShape[]): readonly (readonly BatchShape[])[] {
    const list = isListOfShapes(inputShape) ? inputShape : [inputShape];
    const sizes = this.layer.cell.stateSizes;
    if (list.length > 1) checkStates(list.slice(1), [...sizes, ...sizes], list[0][0], this.label);
    return this.halves(list);
  }

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    const [forward, backward] = this.shapes(inputShape);
    this.forwardLayer.ensureBuilt(forward, this.random);
    this.backwardLayer.ensureBuilt(backward, this.random);
  }

  override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor | readonly Tensor[] {
    const whole = context ?? callContext(context, this.label);
    const [forward, backward] = this.halves(input instanceof Tensor ? [input] : input);
    const [y, ...states] = listOf(this.forwardLayer.call(forward, whole));
    const [reversed, ...more] = listOf(this.backwardLayer.call(backward, whole));
    // The backward layer gives its steps in the order in which it has read them.
    const z = this.layer.returnSequences ? stack(unstack(reversed, 1).reverse(), 1) : reversed;
    const merged = this.mergeMode === null ? [y, z] : [MERGES[this.mergeMode](y, z)];
    if (this.mergeMode === null) rememberMask(z, this.computeMask(input));
    const results = [...merged, ...states, ...more];
    return results.length === 1 ? results[0] : results;
  }

  override computeOutputShape(
    inputShape: BatchShape | readonly BatchShape[],
  ): BatchShape | readonly BatchShape[] {
    const [forward] = this.shapes(inputShape);
    const result = this.forwardLayer.computeOutputShape(forward);
    const [shape, ...states] = isListOfShapes(result) ? result : [result];
    const last = shape[shape.length - 1];
    const merged =
      this.mergeMode === null
        ? [shape, shape]
        : [this.mergeMode === "concat" ? [...shape.slice(0, -1), last === null ? null : 2 * last] : shape];
    const results = [...merged, ...states, ...states];
    return results.length === 1 ? results[0] : results;
  }

  override computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return this.layer.returnSequences ? maskOf(input instanceof Tensor ? input : input[0]) : undefined;
  }

  override getConfig(): Record<string, unknown> {
    return { ...super.getConfig(), layer: savedLayer(this.layer), mergeMode: this.mergeMode };
  }
}

function listOf(result: Tensor | readonly Tensor[]): readonly Tensor[] {
  return result instanceof Tensor ? [result] : result;
}

function notRecurrent(given: unknown, where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "layer",
    received: written(given),
    expected: { fr: "une couche récurrente", en: "a recurrent layer" },
    mend: {
      fr: "Par exemple bidirectional({ layer: layers.lstm({ units: 8 }) }).",
      en: "For example bidirectional({ layer: layers.lstm({ units: 8 }) }).",
    },
  });
}
