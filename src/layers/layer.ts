/**
 * The base class of all layers: weights that are created when the shape of the input is known, and a function
 * of input and weights.
 *
 * A layer of your own is a subclass with `call` (and `build` if it has weights, `computeOutputShape` if it
 * changes the shape), written with the operations of autograd, which compute its gradients.
 *
 *     class Scale extends Layer {
 *       override build() { this.factor = this.addWeight("factor", [1], ones()); }
 *       override call(x: Tensor) { return x.mul(this.factor); }
 *     }
 */
import { ArgumentError, StateError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import type { Constraint } from "../constraints/constraints.js";
import type { Initializer } from "../initializers/initializer.js";
import { RandomStream } from "../random/stream.js";
import type { Regularizer } from "../regularizers/regularizers.js";
import type { Kinds } from "../errors/kinds.js";
import type { Sentence } from "../language/language.js";
import type { BatchShape, Shape } from "../tensor/shape.js";
import { Tensor, Variable } from "../tensor/tensor.js";
import { callContext, type CallContext } from "./call-context.js";
import { checkLayerOptions, readLayerOptions, type LayerOptions } from "./layer-options.js";
import { assignWeights, initialValue, type LayerWeight } from "./layer-weights.js";
import { maskOf, rememberMask } from "./mask.js";
import { checkShapes, isListOfShapes } from "./shapes.js";
import { oneOrAll, SymbolicTensor, type LayerCall } from "./symbolic-tensor.js";

export type { CallContext } from "./call-context.js";
export type { LayerOptions } from "./layer-options.js";
export type { LayerWeight } from "./layer-weights.js";

/**
 * The base class of all layers. A layer of your own is a subclass with `call`, and with `build` if it has
 * weights.
 * @example
 * ```ts
 * class Double extends Layer {
 *   static override readonly className = "Double";
 *   override call(x: Tensor): Tensor {
 *     return x.mul(2);
 *   }
 * }
 * registerLayer(Double);
 * ```
 */
export abstract class Layer {
  /** The class name under which Keras and TensorFlow.js save such layers, for example `Dense`. */
  static readonly className: string = "Layer";
  /**
   * The names of the options of this class, besides those of every layer; other options are refused. A class
   * of your own without `optionNames` accepts all options.
   */
  static readonly optionNames: readonly string[] | undefined = undefined;

  /** Empty until an option or a model names the layer. */
  name: string;
  trainable: boolean;
  /**
   * Whether the layer computes each step of a sequence independently, so that the result has the mask of the
   * input.
   */
  readonly supportsMasking: boolean = false;
  readonly batchInputShape: BatchShape | undefined;
  private readonly own: LayerWeight[] = [];
  private builtFor: BatchShape | undefined;
  /** The stream of the initial weights; for `build`. */
  protected random = new RandomStream(1);
  private readonly given: readonly Tensor[] | undefined;
  /** The uses of the layer in models. */
  private readonly uses: LayerCall[] = [];
  /** The options of a call that this class has, besides `training` and `random`. */
  protected readonly callKinds: Kinds<string> = {};

  /** @throws ArgumentError for an option that the layer does not have, or a value that is not allowed */
  constructor(options: LayerOptions = {}) {
    const kind = new.target as typeof Layer;
    // A subclass without `optionNames` of its own may have other options than its base class, so they are not
    // checked.
    if (Object.hasOwn(kind, "optionNames")) checkLayerOptions(options, kind.optionNames ?? [], this.label);
    const { name, trainable, batchInputShape, weights } = readLayerOptions(options, this.label);
    this.name = name;
    this.trainable = trainable;
    this.batchInputShape = batchInputShape;
    this.given = weights;
  }

  private refused(argument: string, value: unknown, expected: Sentence, mend: Sentence): ArgumentError {
    return new ArgumentError({ where: this.label, argument, received: written(value), expected, mend });
  }

  get className(): string {
    return (this.constructor as typeof Layer).className;
  }

  /** The name of the layer in errors: its own name or, until it has one, the name of its class. */
  get label(): string {
    return (
      this.name ||
      this.className.replace(/^[A-Z]+(?![a-z])|^[A-Z]|\dD/g, (capitals) => capitals.toLowerCase())
    );
  }

  /** Computes the output for one batch, or the list of outputs. */
  abstract call(input: Tensor | readonly Tensor[], context: CallContext): Tensor | readonly Tensor[];

  /** Creates the weights, by `addWeight`. */
  build(inputShape: BatchShape | readonly BatchShape[]): void {
    void inputShape;
  }

  /**
   * The shape of the output, or the list of shapes of several outputs; by default the shape of the input.
   * @param context what a call is given besides its input, where the outputs depend on it
   * @throws ShapeError where the layer cannot take an input of this shape
   */
  computeOutputShape(
    inputShape: BatchShape | readonly BatchShape[],
    context?: CallContext,
  ): BatchShape | readonly BatchShape[] {
    void context;
    checkShapes(inputShape, this.label);
    return inputShape as BatchShape;
  }

  /** The mask of the first output (see `mask.ts`); undefined where all steps count. */
  computeMask(input: Tensor | readonly Tensor[]): Tensor | undefined {
    return this.supportsMasking && input instanceof Tensor ? maskOf(input) : undefined;
  }

  /** The options that make this layer again, as Keras names them. */
  getConfig(): Record<string, unknown> {
    return {
      name: this.name,
      trainable: this.trainable,
      ...(this.batchInputShape === undefined ? {} : { batchInputShape: this.batchInputShape }),
    };
  }

  /**
   * Applies the layer. A symbolic tensor gives another one, which describes a model without computing
   * anything. For a tensor of numbers the layer checks the shape, creates its weights if necessary, computes
   * the output, and passes the mask on.
   * @param context by default the context of a prediction; with a symbolic tensor, what is given here holds
   *                for every computation of the model
   * @returns the output; the list of all outputs where the layer has several: `const [y, state] =
   *          layer.apply<Tensor[]>(x)`
   * @throws ShapeError where the layer cannot take an input of this shape, ArgumentError for a value that is
   *         not a tensor
   */
  apply<Result extends SymbolicTensor | SymbolicTensor[] = SymbolicTensor>(
    input: SymbolicTensor | readonly SymbolicTensor[],
    context?: Partial<CallContext>,
  ): Result;
  apply<Result extends Tensor | Tensor[] = Tensor>(
    input: Tensor | readonly Tensor[],
    context?: Partial<CallContext>,
  ): Result;
  apply(
    input: SymbolicTensor | Tensor | readonly SymbolicTensor[] | readonly Tensor[],
    context?: Partial<CallContext>,
  ): SymbolicTensor | SymbolicTensor[] | Tensor | Tensor[] {
    const inputs = this.checkedInputs(input);
    const shapes = inputs.map(({ shape }) => shape);
    const shape = inputs === input ? shapes : shapes[0];
    const whole = callContext(context, this.label, undefined, this.callKinds);
    const outputShape = this.computeOutputShape(shape, whole);
    if (inputs.every(isSymbolic)) return this.describeCall(inputs, outputShape, context ?? {});
    this.ensureBuilt(shape, new RandomStream(1));
    const numbers = input as Tensor | readonly Tensor[];
    return this.withMask(this.call(numbers, whole), numbers);
  }

  /** Notes a use of the layer in a model; gives its outputs. */
  private describeCall(
    inputs: readonly SymbolicTensor[],
    outputShape: BatchShape | readonly BatchShape[],
    options: Readonly<Record<string, unknown>>,
  ): SymbolicTensor | SymbolicTensor[] {
    const several = isListOfShapes(outputShape);
    const outputs: SymbolicTensor[] = [];
    const call: LayerCall = { layer: this, inputs, options, outputs };
    for (const shape of several ? outputShape : [outputShape]) outputs.push(new SymbolicTensor(shape, call));
    this.uses.push(call);
    return several ? [...outputs] : outputs[0];
  }

  /** The result of a call, whose first tensor gets the mask. */
  private withMask(result: Tensor | readonly Tensor[], input: Tensor | readonly Tensor[]): Tensor | Tensor[] {
    const first = result instanceof Tensor ? result : result[0];
    rememberMask(first, this.computeMask(input));
    return result instanceof Tensor ? result : [...result];
  }

  /**
   * The symbolic tensor that the layer is applied to in a model, or their list.
   * @throws StateError where the layer is in no model, or is used several times
   */
  get input(): SymbolicTensor | SymbolicTensor[] {
    return oneOrAll(this.onlyUse("input").inputs);
  }

  /**
   * The symbolic tensor that the layer gives in a model, or their list: `model({ inputs: net.inputs, outputs:
   * net.getLayer("dense_1").output })` is the part of `net` up to this layer.
   * @throws StateError where the layer is in no model, or is used several times
   */
  get output(): SymbolicTensor | SymbolicTensor[] {
    return oneOrAll(this.onlyUse("output").outputs);
  }

  /** The uses of the layer in models, the first one first. */
  get calls(): readonly LayerCall[] {
    return this.uses;
  }

  private onlyUse(argument: string): LayerCall {
    if (this.uses.length === 1) return this.uses[0];
    const count = this.uses.length;
    throw new StateError({
      where: this.label,
      argument,
      received:
        count === 0
          ? { fr: "une couche qui n’est dans aucun modèle", en: "a layer that is in no model" }
          : { fr: `une couche utilisée ${count} fois`, en: `a layer that is used ${count} times` },
      expected: { fr: "une couche utilisée une seule fois", en: "a layer that is used once" },
      mend:
        count === 0
          ? {
              fr: "Appliquez-la d’abord : const y = layer.apply(x), avec const x = input({ shape: [2] }).",
              en: "Apply it first: const y = layer.apply(x), with const x = input({ shape: [2] }).",
            }
          : {
              fr: "Gardez ce que donne chaque apply(x) : const y = layer.apply(x).",
              en: "Keep what each apply(x) gives: const y = layer.apply(x).",
            },
    });
  }

  /** The inputs as a list. @throws ArgumentError for a value that is not a tensor */
  protected checkedInputs(input: unknown): readonly (SymbolicTensor | Tensor)[] {
    const inputs: readonly unknown[] = Array.isArray(input) ? input : [input];
    const kind = inputs[0] instanceof SymbolicTensor ? SymbolicTensor : Tensor;
    if (inputs.length > 0 && inputs.every((each) => each instanceof kind))
      return inputs as readonly (SymbolicTensor | Tensor)[];
    throw this.refused(
      "input",
      input,
      { fr: "un tenseur, ou une liste de tenseurs", en: "a tensor, or a list of tensors" },
      {
        fr: "Des nombres deviennent un lot d’exemples par tensor([[1, 2], [3, 4]]) ; un modèle se décrit à partir de input({ shape: [2] }).",
        en: "Numbers become a batch of examples by tensor([[1, 2], [3, 4]]); a model is described from input({ shape: [2] }).",
      },
    );
  }

  get built(): boolean {
    return this.builtFor !== undefined;
  }

  /**
   * Builds the layer unless it is built already: a layer that is used twice has one set of weights.
   * @param random the random stream of its initial weights; a model gives each layer a stream of its own, so
   *               that the same seed and the same model give the same weights, whatever was created before
   */
  ensureBuilt(inputShape: BatchShape | readonly BatchShape[], random: RandomStream): void {
    if (this.built) return;
    checkShapes(inputShape, this.label);
    if (!(random instanceof RandomStream))
      throw this.refused(
        "random",
        random,
        { fr: "un flux de nombres aléatoires", en: "a stream of random numbers" },
        {
          fr: "apply(x) construit la couche avec son propre flux.",
          en: "apply(x) builds the layer with a stream of its own.",
        },
      );
    this.random = random;
    this.build(inputShape);
    this.builtFor = inputShape as BatchShape;
    if (this.given !== undefined) this.setWeights(this.given);
  }

  /** Creates a weight; for `build`. */
  protected addWeight(
    name: string,
    shape: Shape,
    initializer: Initializer,
    {
      trainable = true,
      regularizer,
      constraint,
    }: { trainable?: boolean; regularizer?: Regularizer; constraint?: Constraint } = {},
  ): Variable {
    const first = initialValue(shape, initializer, this.random, this.label, `${name}Initializer`);
    const variable = new Variable(first, { name, trainable });
    this.own.push({ name, variable, regularizer, constraint });
    return variable;
  }

  /** The layers that this one is made of; their weights belong to it too. */
  protected get innerLayers(): readonly Layer[] {
    return [];
  }

  /** All weights, trainable or not, in the order of their creation. */
  get weights(): readonly Variable[] {
    return [
      ...this.own.map(({ variable }) => variable),
      ...this.innerLayers.flatMap(({ weights }) => weights),
    ];
  }

  /** The name of one of these weights in its layer, such as `kernel`; files keep the weight under it. */
  nameOfWeight(weight: Variable): string {
    const own = this.own.find(({ variable }) => variable === weight);
    const inner = this.innerLayers.find(({ weights }) => weights.includes(weight));
    return own?.name ?? inner?.nameOfWeight(weight) ?? weight.name;
  }

  /** The weights that training changes; none while `trainable` is false. */
  get trainableWeights(): readonly Variable[] {
    if (!this.trainable) return [];
    const own = this.own.map(({ variable }) => variable).filter(({ trainable }) => trainable);
    return [...own, ...this.innerLayers.flatMap(({ trainableWeights }) => trainableWeights)];
  }

  /** The weights that training changes and that have a regularizer. */
  get regularizedWeights(): readonly LayerWeight[] {
    if (!this.trainable) return [];
    const own = this.own.filter(({ regularizer }) => regularizer !== undefined);
    return [...own, ...this.innerLayers.flatMap(({ regularizedWeights }) => regularizedWeights)];
  }

  /** The weights that training changes and that have a constraint. */
  get constrainedWeights(): readonly LayerWeight[] {
    if (!this.trainable) return [];
    const own = this.own.filter(({ constraint }) => constraint !== undefined);
    return [...own, ...this.innerLayers.flatMap(({ constrainedWeights }) => constrainedWeights)];
  }

  /** Whether the layer keeps states from one batch to the next. */
  get stateful(): boolean {
    return this.innerLayers.some(({ stateful }) => stateful);
  }

  /** Lets the layer begin anew, where it keeps states from one batch to the next. */
  resetStates(): void {
    for (const part of this.innerLayers) if (part.stateful) part.resetStates();
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
    assignWeights(this.weights, values, this.label);
  }

  /** The error for a method that needs weights which do not exist yet. */
  protected notBuilt(where: string): StateError {
    return new StateError({
      where: this.label,
      argument: where,
      received: { fr: "une couche sans poids encore", en: "a layer without weights yet" },
      expected: {
        fr: "une couche dont la forme d’entrée est connue",
        en: "a layer whose input shape is known",
      },
      mend: {
        fr: "Donnez inputShape à la première couche du modèle, ou appelez-le une fois.",
        en: "Give inputShape to the model's first layer, or call the model once.",
      },
    });
  }
}

function isSymbolic(value: SymbolicTensor | Tensor): value is SymbolicTensor {
  return value instanceof SymbolicTensor;
}
