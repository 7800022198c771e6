/**
 * The base class of cells: a cell computes one step of a sequence. A recurrent layer (`rnn.ts`) applies it to
 * all steps, one after the other.
 *
 * A cell of your own is a subclass with `stateSize` and `call`, which takes the input of the step and the
 * states, each [batch, …], and gives the output and the next states:
 *
 *     class Counter extends RNNCell {
 *       override readonly stateSize = 1;
 *       override call([x, sum]: readonly Tensor[]) { const next = sum.add(x); return [next, next]; }
 *     }
 */
import type { DataType } from "../tensor/dtype.js";
import { unstack } from "../autograd/operations/operations.js";
import type { BatchShape, Shape } from "../tensor/shape.js";
import { noTensor, Tensor } from "../tensor/tensor.js";
import { checkStates } from "./check-states.js";
import { checkShapes, isListOfShapes } from "./shapes.js";
import { Layer, type CallContext, type LayerOptions } from "./layer.js";

/** Computes one step: from the input and the states to the output and the next states. */
export type CellStep = (x: Tensor, states: readonly Tensor[]) => readonly Tensor[];

/** The same for a sequence that is known in advance, by the number of the step. */
export type SequenceStep = (step: number, states: readonly Tensor[]) => readonly Tensor[];

/**
 * The base class of the cells of recurrent layers. A cell of your own is a subclass with `stateSize` and
 * `call`.
 * @example
 * ```ts
 * class Counter extends layers.RNNCell {
 *   static override readonly className = "Counter";
 *   override readonly stateSize = 1;
 *   override call([x, sum]: readonly Tensor[]): readonly Tensor[] {
 *     const next = sum.add(x);
 *     return [next, next];
 *   }
 * }
 * layers.rnn({ cell: new Counter(), returnSequences: true });
 * ```
 */
export abstract class RNNCell extends Layer {
  /** The length of the state, or the lengths of several states; the first is that of the output. */
  abstract readonly stateSize: number | readonly number[];
  /** What the constructor was given. */
  private readonly options: LayerOptions;

  constructor(options: LayerOptions = {}) {
    super(options);
    this.options = options;
  }

  /** The lengths of all states. */
  get stateSizes(): readonly number[] {
    return typeof this.stateSize === "number" ? [this.stateSize] : this.stateSize;
  }

  /** @returns the output, followed by the next states */
  abstract override call(input: Tensor | readonly Tensor[], context: CallContext): readonly Tensor[];

  /** The shape of the input of a step, among the shapes of the input and the states. */
  protected stepShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    checkShapes(inputShape, this.label);
    return isListOfShapes(inputShape) ? inputShape[0] : inputShape;
  }

  /** The shapes of the output and of the next states. */
  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): readonly BatchShape[] {
    const [batch] = this.stepShape(inputShape);
    const sizes = this.stateSizes;
    return [sizes[0], ...sizes].map((size) => [batch, size]);
  }

  /**
   * The input of a step and the states, as `call` is given them.
   * @throws ArgumentError for anything but tensors, ShapeError for states that are not those of the cell
   */
  protected inputAndStates(input: unknown): readonly [Tensor, ...Tensor[]] {
    if (!Array.isArray(input) || input.length === 0 || !input.every((each) => each instanceof Tensor))
      throw noTensor(input, this.label, "input");
    const [x, ...states] = input as unknown as readonly [Tensor, ...Tensor[]];
    checkStates(
      states.map(({ shape }) => shape),
      this.stateSizes,
      x.shape[0] ?? null,
      this.label,
    );
    return [x, ...states];
  }

  /**
   * Begins a sequence: computes what is the same at every step, such as the factors of dropout.
   * @param shape the shape of the input of a step, [batch, features]
   */
  begin(shape: Shape, dtype: DataType, context: CallContext): CellStep {
    checkShapes(shape, this.label);
    void dtype;
    return (x, states) => this.call([x, ...states], context);
  }

  /** @throws ArgumentError for anything but a tensor */
  protected sequences(x: unknown): Tensor {
    if (x instanceof Tensor) return x;
    throw noTensor(x, this.label, "input");
  }

  /** Begins a sequence whose inputs are known: [batch, time, features]. */
  beginSequence(x: Tensor, context: CallContext): SequenceStep {
    const { shape, dtype } = this.sequences(x);
    const step = this.begin([shape[0], ...shape.slice(2)], dtype, context);
    const inputs = unstack(x, 1);
    return (number, states) => step(inputs[number], states);
  }

  /** The number of features that the weights were made for; null where it is not known. */
  get features(): number | null {
    return null;
  }

  /** Another cell with the same options, without weights yet. */
  copy(): RNNCell {
    return new (this.constructor as new (options: LayerOptions) => RNNCell)({
      ...this.options,
      weights: undefined,
    });
  }
}
