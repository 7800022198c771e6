/**
 * A network: layers that are connected to a graph, with their weights. It is itself a layer, so that networks
 * can be put together: the two halves of a generative network, for example. `Model` adds training to it.
 */
import { ArgumentError, ShapeError, StateError } from "../errors/errors.js";
import { written } from "../errors/written.js";
import { callContext } from "../layers/call-context.js";
import { Layer, type CallContext } from "../layers/layer.js";
import { checkShapes } from "../layers/shapes.js";
import { oneOrAll, SymbolicTensor } from "../layers/symbolic-tensor.js";
import { formatShape, type BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import type { ModelDescription } from "./description.js";
import { Graph } from "./graph.js";
import { nameLayers } from "./layer-names.js";
import {
  checkModelOptions,
  symbolicList,
  type FunctionalOptions,
  type ModelOptions,
} from "./model-options.js";
import { graphConfig } from "./saving/graph-config.js";
import { callStream, weightStream } from "./training/streams.js";

export abstract class Network extends Layer implements ModelDescription {
  readonly seed: number;
  /** Undefined for a chain that does not know its input's shape yet. */
  protected connected: Graph | undefined;
  /** The number of calls of `apply` so far; each call draws other random numbers. */
  private applied = 0;

  /**
   * @param waits whether inputs and outputs may be missing: a chain is connected later
   * @throws ArgumentError where inputs or outputs are missing, or an option does not exist
   */
  constructor(options: FunctionalOptions | ModelOptions, waits: boolean) {
    checkModelOptions(options ?? {}, "model", ["inputs", "outputs"]);
    const { name, seed = 1, inputs, outputs }: Partial<FunctionalOptions> = options ?? {};
    super({ name });
    this.seed = seed;
    if (!waits || inputs !== undefined || outputs !== undefined)
      this.connect(symbolicList(inputs, "inputs"), symbolicList(outputs, "outputs"));
  }

  /** Makes these layers the network's own: names them and creates their weights. */
  protected connect(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): void {
    const graph = new Graph(inputs, outputs);
    nameLayers(graph.layers, this.label);
    for (const node of graph.nodes)
      node.layer.ensureBuilt(
        graph.inputShapes(node),
        weightStream(this.seed, graph.layers.indexOf(node.layer)),
      );
    this.disconnect();
    this.connected = graph;
  }

  /** Removes the connections between the layers. */
  protected disconnect(): void {
    this.connected = undefined;
  }

  /** The layers and their connections. @throws StateError where the shape of the input is not known yet */
  get graph(): Graph {
    if (this.connected !== undefined) return this.connected;
    throw new StateError({
      where: this.label,
      argument: "layers",
      received: {
        fr: "un modèle dont la forme d’entrée n’est pas connue",
        en: "a model whose input shape is not known",
      },
      expected: { fr: "une première couche avec inputShape", en: "a first layer with inputShape" },
      mend: {
        fr: "Donnez inputShape à la première couche : layers.dense({ units: 4, inputShape: [784] }).",
        en: "Give inputShape to the first layer: layers.dense({ units: 4, inputShape: [784] }).",
      },
    });
  }

  /** Every layer once, in the order in which they run. */
  get layers(): readonly Layer[] {
    return this.graph.layers;
  }

  /** The layer of this name, or at this position. */
  getLayer(which: string | number): Layer {
    const found =
      typeof which === "number"
        ? Number.isInteger(which)
          ? this.layers.at(which)
          : undefined
        : this.layers.find(({ name }) => name === which);
    if (found !== undefined) return found;
    throw new StateError({
      where: this.label,
      argument: "getLayer",
      received: written(which),
      expected: this.layers.map(({ name }) => name).join(", "),
      mend: {
        fr: "Donnez le nom d’une de ces couches, ou sa position à partir de 0.",
        en: "Give the name of one of these layers, or its position from 0 on.",
      },
    });
  }

  override get built(): boolean {
    return this.connected !== undefined;
  }

  protected override get innerLayers(): readonly Layer[] {
    return this.graph.layers;
  }

  /** Called where the network is a layer of another one: the weights of a connected network exist already. */
  override ensureBuilt(inputShape: BatchShape | readonly BatchShape[]): void {
    this.connectTo(inputShape);
  }

  override computeOutputShape(
    inputShape: BatchShape | readonly BatchShape[],
  ): BatchShape | readonly BatchShape[] {
    checkShapes(inputShape, this.label);
    this.connectTo(inputShape);
    const shapes = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as readonly BatchShape[];
    if (shapes.length > this.graph.inputs.length)
      throw tooManyInputs(this.label, shapes.length, this.graph.inputs.length);
    this.graph.inputs.forEach(({ shape }, i) => {
      const given = shapes[i];
      if (
        given?.length === shape.length &&
        shape.every(
          (extent, axis) => axis === 0 || extent === null || given[axis] === null || extent === given[axis],
        )
      )
        return;
      throw new ShapeError({
        where: this.label,
        argument: "inputShape",
        received: given === undefined ? "–" : formatShape(given),
        expected: formatShape(shape),
        mend: {
          fr: "La sortie de ce qui précède doit avoir la forme d’entrée de ce modèle.",
          en: "The layer before must give the input shape of this model.",
        },
      });
    });
    const outputShapes = this.graph.outputs.map(({ shape }) => shape);
    return outputShapes.length === 1 ? outputShapes[0] : outputShapes;
  }

  override call(
    input: Tensor | readonly Tensor[],
    context?: Partial<CallContext>,
  ): Tensor | readonly Tensor[] {
    const { training, random } = callContext(context, this.label);
    const seed = training ? random.bits() : 0;
    const inputs = Array.isArray(input) ? (input as readonly Tensor[]) : [input as Tensor];
    const outputs = this.graph.run(inputs, (position) => ({
      training,
      random: callStream(seed, 0, position),
    }));
    return outputs.length === 1 ? outputs[0] : outputs;
  }

  /**
   * Applies the model like a layer. Numbers are computed with the operations of autograd, so that the result
   * can be differentiated.
   * @param context with `{ training: true }` dropout drops inputs, other ones at each call, and batch
   *                normalisation uses the batch
   * @returns the output; the list of all outputs where the model has several: `const [a, b] =
   *         model.apply<Tensor[]>(x)`
   * @throws ShapeError for an input that the model cannot take
   */
  override apply<Result extends SymbolicTensor | SymbolicTensor[] = SymbolicTensor>(
    input: SymbolicTensor | readonly SymbolicTensor[],
    context?: Partial<CallContext>,
  ): Result;
  override apply<Result extends Tensor | Tensor[] = Tensor>(
    input: Tensor | readonly Tensor[],
    context?: Partial<CallContext>,
  ): Result;
  override apply(
    input: SymbolicTensor | Tensor | readonly SymbolicTensor[] | readonly Tensor[],
    context?: Partial<CallContext>,
  ): SymbolicTensor | SymbolicTensor[] | Tensor | Tensor[] {
    const given = Array.isArray(input) ? (input as readonly unknown[]) : [input];
    if (given.some((each) => each instanceof SymbolicTensor))
      return super.apply<SymbolicTensor | SymbolicTensor[]>(input as SymbolicTensor, context);
    const random = callContext(context, this.label, () => callStream(this.seed, this.applied++, 0));
    return super.apply<Tensor | Tensor[]>(input as Tensor, random);
  }

  /** The symbolic tensors of the inputs: `model({ inputs: net.inputs, outputs: … })`. */
  get inputs(): readonly SymbolicTensor[] {
    return this.graph.inputs;
  }

  /** The symbolic tensors of the outputs, to which more layers can be applied. */
  get outputs(): readonly SymbolicTensor[] {
    return this.graph.outputs;
  }

  override get input(): SymbolicTensor | SymbolicTensor[] {
    return oneOrAll(this.inputs);
  }

  override get output(): SymbolicTensor | SymbolicTensor[] {
    return oneOrAll(this.outputs);
  }

  /**
   * Connects a chain whose input shape was not known before, and creates its weights; all other networks are
   * connected already.
   */
  protected connectTo(inputShape: BatchShape | readonly BatchShape[]): void {
    void inputShape;
  }

  /**
   * Only a network that is frozen as a whole saves `trainable`: older files, and those of TensorFlow.js, do
   * not have this key.
   */
  protected get frozenConfig(): { readonly trainable?: false } {
    return this.trainable ? {} : { trainable: false };
  }

  override getConfig(): Record<string, unknown> {
    return { ...graphConfig(this.graph, this.label), ...this.frozenConfig };
  }
}

/** The error for more tensors than the model has inputs. */
function tooManyInputs(where: string, given: number, count: number): ArgumentError {
  return new ArgumentError({
    where,
    argument: "input",
    received: { fr: `${given} tenseur(s)`, en: `${given} tensor(s)` },
    expected: { fr: `${count} tenseur(s)`, en: `${count} tensor(s)` },
    mend: {
      fr: "Donnez un tenseur par entrée du modèle ; plusieurs exemples vont dans un seul tenseur, [exemples, …].",
      en: "Give one tensor for each input of the model; several examples go into one tensor, [examples, …].",
    },
  });
}
