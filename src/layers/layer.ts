/**
 * What every layer is: weights made once the shape of its input is known, and a function of its input and its weights.
 *
 * A layer of your own is a subclass with `call` (and `build` where it has weights, `computeOutputShape` where the shape
 * changes), written with the operations of autograd: its gradients follow by themselves.
 *
 *     class Scale extends Layer {
 *       override build() { this.factor = this.addWeight("factor", [1], ones()); }
 *       override call(x: Tensor) { return x.mul(this.factor); }
 *     }
 */
import { ShapeError, StateError } from "../errors/errors.js";
import { zeros } from "../tensor/create.js";
import type { Initializer } from "../initializers/initializer.js";
import { RandomStream } from "../random/stream.js";
import type { Regularizer } from "../regularizers/regularizer.js";
import { formatShape, sameShape, type Shape } from "../tensor/shape.js";
import { Tensor, Variable } from "../tensor/tensor.js";
import { maskOf, rememberMask } from "./mask.js";
import { SymbolicTensor, type BatchShape } from "./symbolic-tensor.js";

/** Options that every layer takes. */
export interface LayerOptions {
  /** By default the layer's kind and its number in the model: `dense_1`. */
  readonly name?: string;
  /** False to keep the weights as they are while the rest of the model learns. */
  readonly trainable?: boolean;
  /** The shape of one example; needed by a model's first layer. */
  readonly inputShape?: Shape;
  /** The shape of a batch, its first extent the batch size or null; instead of `inputShape`. */
  readonly batchInputShape?: BatchShape;
}

/** What a call may depend on beside its input. */
export interface CallContext {
  /** Whether the model is being trained: dropout drops, batch normalisation uses the batch's own statistics. */
  readonly training: boolean;
  /** Random numbers of this call. */
  readonly random: RandomStream;
}

/** A weight of a layer. */
export interface LayerWeight {
  readonly variable: Variable;
  readonly regularizer: Regularizer | undefined;
}

export abstract class Layer {
  /** The name of the layer's kind as Keras and TensorFlow.js save it, such as `Dense`; each kind has its own. */
  static readonly className: string = "Layer";

  /** Empty until the layer is named, by a person or by the model it is put into. */
  name: string;
  trainable: boolean;
  /** Whether the layer treats each step of a sequence by itself, so that the result has the mask of the input. */
  readonly supportsMasking: boolean = false;
  readonly batchInputShape: BatchShape | undefined;
  private readonly own: LayerWeight[] = [];
  private builtFor: BatchShape | undefined;
  private random = new RandomStream(1);

  constructor({ name = "", trainable = true, inputShape, batchInputShape }: LayerOptions = {}) {
    this.name = name;
    this.trainable = trainable;
    this.batchInputShape = batchInputShape ?? (inputShape === undefined ? undefined : [null, ...inputShape]);
  }

  get className(): string {
    return (this.constructor as typeof Layer).className;
  }

  /** What errors call the layer: its name, or its kind until it has one. */
  get label(): string {
    return this.name || this.className.replace(/^[A-Z]+(?![a-z])|^[A-Z]|\dD/g, (capitals) => capitals.toLowerCase());
  }

  /** The layer's function: one batch in, one batch out. */
  abstract call(input: Tensor | readonly Tensor[], context: CallContext): Tensor;

  /** Makes the weights, by `addWeight`. */
  build(inputShape: BatchShape | readonly BatchShape[]): void {
    void inputShape;
  }

  /**
   * The shape of the result; by default that of the input.
   * @throws ShapeError where the layer cannot take an input of this shape
   */
  computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    return inputShape as BatchShape;
  }

  /** Which steps of the result count (see `mask.ts`); undefined where all do. */
  computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return this.supportsMasking && input instanceof Tensor ? maskOf(input) : undefined;
  }

  /** The options that make this layer again, as Keras names them. */
  getConfig(): Record<string, unknown> {
    return { name: this.name, trainable: this.trainable, ...(this.batchInputShape === undefined ? {} : { batchInputShape: this.batchInputShape }) };
  }

  /**
   * Applies the layer. To a symbolic tensor: the functional way to write a model, nothing is computed yet. To numbers: checks
   * their shape, makes the weights if there are none yet, computes, and carries masks on.
   * @param context by default that of a prediction
   * @throws ShapeError where the layer cannot take an input of this shape
   */
  apply(input: SymbolicTensor | readonly SymbolicTensor[]): SymbolicTensor;
  apply(input: Tensor | readonly Tensor[], context?: CallContext): Tensor;
  apply(input: SymbolicTensor | Tensor | readonly SymbolicTensor[] | readonly Tensor[], context: CallContext = { training: false, random: new RandomStream(1) }): SymbolicTensor | Tensor {
    const inputs: readonly (SymbolicTensor | Tensor)[] = input instanceof SymbolicTensor || input instanceof Tensor ? [input] : input;
    const shapes = inputs.map(({ shape }) => shape);
    const shape = inputs === input ? shapes : shapes[0];
    const outputShape = this.computeOutputShape(shape);
    if (inputs.every(isSymbolic)) return new SymbolicTensor(outputShape, { layer: this, inputs });
    this.ensureBuilt(shape, new RandomStream(1));
    const numbers = input as Tensor | readonly Tensor[];
    return rememberMask(this.call(numbers, context), this.computeMask(numbers));
  }

  get built(): boolean {
    return this.builtFor !== undefined;
  }

  /**
   * Builds the layer unless it is built; a layer used twice keeps its weights.
   * @param random where its first weights come from; a model gives each layer its own, so that the same seed and the same
   *               model give the same weights whatever was made before
   */
  ensureBuilt(inputShape: BatchShape | readonly BatchShape[], random: RandomStream): void {
    if (this.built) return;
    this.random = random;
    this.build(inputShape);
    this.builtFor = inputShape as BatchShape;
  }

  /** Makes a weight; for `build`. */
  protected addWeight(name: string, shape: Shape, initializer: Initializer, { trainable = true, regularizer }: { trainable?: boolean; regularizer?: Regularizer } = {}): Variable {
    const variable = new Variable(shape.includes(0) ? zeros(shape) : initializer.apply(shape, this.random), { name, trainable });
    this.own.push({ variable, regularizer });
    return variable;
  }

  /** All weights, learned or not, in the order in which they were made. */
  get weights(): readonly Variable[] {
    return this.own.map(({ variable }) => variable);
  }

  /** The weights that training changes: none while `trainable` is false. */
  get trainableWeights(): readonly Variable[] {
    return this.trainable ? this.weights.filter(({ trainable }) => trainable) : [];
  }

  /** The weights that training changes and that have a regulariser. */
  get regularizedWeights(): readonly LayerWeight[] {
    return this.trainable ? this.own.filter(({ regularizer }) => regularizer !== undefined) : [];
  }

  countParams(): number {
    if (!this.built) throw this.notBuilt("countParams");
    return this.weights.reduce((count, { size }) => count + size, 0);
  }

  /** Copies of the weights. */
  getWeights(): Tensor[] {
    return this.weights.map((weight) => new Tensor(weight.dataSync(), weight.shape));
  }

  /** Replaces the weights. @throws ShapeError where their number or a shape differs */
  setWeights(values: readonly Tensor[]): void {
    if (!this.built) throw this.notBuilt("setWeights");
    const shapes = (tensors: readonly Tensor[]) => tensors.map(({ shape }) => formatShape(shape)).join(", ") || "[]";
    if (values.length !== this.weights.length || values.some(({ shape }, i) => !sameShape(shape, this.weights[i].shape))) {
      throw new ShapeError({
        where: this.label, argument: "weights", received: shapes(values), expected: shapes(this.weights),
        mend: { fr: "Donnez les poids dans l’ordre de getWeights(), chacun de sa forme.", en: "Give the weights in the order of getWeights(), each of its shape." },
      });
    }
    values.forEach((value, i) => this.weights[i].assign(value));
  }

  private notBuilt(where: string): StateError {
    return new StateError({
      where: this.label, argument: where, received: { fr: "une couche sans poids encore", en: "a layer without weights yet" },
      expected: { fr: "une couche dont la forme d’entrée est connue", en: "a layer whose input shape is known" },
      mend: { fr: "Donnez inputShape à la première couche du modèle, ou appelez-le une fois.", en: "Give inputShape to the model's first layer, or call the model once." },
    });
  }
}

function isSymbolic(value: SymbolicTensor | Tensor): value is SymbolicTensor {
  return value instanceof SymbolicTensor;
}
