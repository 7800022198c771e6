/**
 * A chain of layers: the output of each layer is the input of the next one.
 *
 *     const model = sequential({ layers: [layers.dense({ units: 10, activation: "softmax", inputShape: [784] })] });
 */
import { ArgumentError, StateError } from "../errors/errors.js";
import type { Layer } from "../layers/layer.js";
import { SymbolicTensor } from "../layers/symbolic-tensor.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { nameLayers } from "./layer-names.js";
import { Model } from "./model.js";
import {
  checkLayer,
  checkLayerList,
  checkModelOptions,
  noLayerList,
  type ModelOptions,
} from "./model-options.js";
import type { Examples } from "./training/examples.js";
import type { BatchOptions } from "./training/options.js";
import { checkIdle } from "./training/under-way.js";

export interface SequentialOptions extends ModelOptions {
  readonly layers?: readonly Layer[];
}

/**
 * A model whose layers form a chain (`sequential` makes one).
 * @example
 * ```ts
 * const net = new Sequential();
 * net.add(layers.dense({ units: 1, inputShape: [2] }));
 * ```
 */
export class Sequential extends Model {
  static override readonly className = "Sequential";
  private readonly chain: Layer[] = [];
  /** The input and the output of each layer that is connected. */
  private places: SymbolicTensor[] = [];

  /** @throws ArgumentError where `layers` is not a list of layers, or an option does not exist */
  constructor(given: SequentialOptions = {}) {
    if (Array.isArray(given)) throw noLayerList(given);
    checkModelOptions(given, "sequential", ["layers"]);
    const { layers = [], ...options } = given;
    super(options);
    checkLayerList(layers);
    for (const layer of layers) this.add(layer);
  }

  override get layers(): readonly Layer[] {
    return this.chain;
  }

  /**
   * Adds a layer at the end. Its weights are created at once if the shape of its input is known.
   * @throws ShapeError where the layer cannot take the output of the last one, ArgumentError for a value that
   *         is not a layer
   */
  add(layer: Layer): void {
    checkLayer(layer, "layer");
    checkIdle(this, this.label, "add");
    const longer = [...this.chain, layer];
    nameLayers(longer, this.label);
    const [first] = longer;
    const start = this.built
      ? this.graph.inputs[0].shape
      : first instanceof Model
        ? first.graph.inputs[0].shape
        : first.batchInputShape;
    if (start !== undefined) this.connectChain(longer, start);
    this.chain.push(layer);
  }

  /** Removes the last layer. @throws StateError where there is none */
  pop(): void {
    checkIdle(this, this.label, "pop");
    if (this.chain.length === 0) {
      throw new StateError({
        where: this.label,
        argument: "pop",
        received: { fr: "un modèle sans couche", en: "a model without layers" },
        expected: { fr: "un modèle d’au moins une couche", en: "a model of at least one layer" },
        mend: {
          fr: "Ajoutez d’abord une couche par model.add(…).",
          en: "First add a layer by model.add(…).",
        },
      });
    }
    const shape = this.built ? this.graph.inputs[0].shape : undefined;
    this.chain.pop();
    this.disconnect();
    this.places = this.places.slice(0, this.chain.length + 1);
    if (shape !== undefined && this.chain.length > 0) this.connectChain(this.chain, shape);
  }

  protected override connectTo(inputShape: BatchShape | readonly BatchShape[]): void {
    if (!this.built && this.chain.length > 0) this.connectChain(this.chain, inputShape as BatchShape);
  }

  /** Applies the layers that are not connected yet, so that each is applied once. */
  private connectChain(chain: readonly Layer[], shape: BatchShape): void {
    if (this.places.length === 0) this.places.push(new SymbolicTensor(shape));
    const places = [...this.places];
    for (const layer of chain.slice(places.length - 1)) places.push(next(layer, places[places.length - 1]));
    this.connect([places[0]], [places[places.length - 1]]);
    this.places = places;
  }

  /**
   * The first layer's configuration contains the shape of its input, also where that shape came from the
   * data.
   */
  override getConfig(): Record<string, unknown> {
    const batchInputShape = this.graph.inputs[0].shape;
    return {
      name: this.label,
      ...this.frozenConfig,
      layers: this.chain.map((layer, i) => ({
        className: layer.className,
        config:
          i === 0 && !(layer instanceof Model)
            ? { ...layer.getConfig(), batchInputShape }
            : layer.getConfig(),
      })),
    };
  }

  override predict(x: Examples, options?: BatchOptions): Tensor {
    return super.predict(x, options) as Tensor;
  }

  override predictOnBatch(x: Examples): Tensor {
    return super.predictOnBatch(x) as Tensor;
  }
}

/** What a layer of a chain gives. @throws ArgumentError for a layer of several outputs */
function next(layer: Layer, place: SymbolicTensor): SymbolicTensor {
  const output = layer.apply<SymbolicTensor | SymbolicTensor[]>(place);
  if (!Array.isArray(output)) return output;
  throw new ArgumentError({
    where: "sequential",
    argument: "layer",
    received: { fr: `une couche de ${output.length} sortie(s)`, en: `a layer of ${output.length} output(s)` },
    expected: { fr: "une couche d’une seule sortie", en: "a layer of one output" },
    mend: {
      fr: "Plusieurs sorties se relient dans model({ inputs, outputs }) : const [y, h] = layer.apply(x) ; ou retirez returnState.",
      en: "Several outputs are connected in model({ inputs, outputs }): const [y, h] = layer.apply(x); or remove returnState.",
    },
  });
}
