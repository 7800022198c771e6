/**
 * A model as the playground draws it: columns of neurons, each a dense layer with the layers after it that have
 * no neurons of their own, such as dropout, batch normalisation or an activation.
 */
import { valueAndGradients, withoutRecording } from "../autograd/tape.js";
import { ArgumentError } from "../errors/errors.js";
import { Dense } from "../layers/dense.js";
import { Dropout } from "../layers/dropout.js";
import { InputLayer } from "../layers/input-layer.js";
import type { Layer } from "../layers/layers.js";
import type { Model } from "../model/model.js";
import { inference } from "../model/training/autograd-engine.js";
import type { Examples } from "../model/training/examples.js";
import { Tensor, type Variable } from "../tensor/tensor.js";
import type { Column, Pick, Picked } from "./protocol/messages.js";

interface ChainColumn {
  readonly dense: Dense;
  readonly layers: Layer[];
}

export class Chain {
  readonly inputs: number;
  private readonly columns: readonly ChainColumn[];
  private readonly model: Model;

  /** @throws ArgumentError for a model that is no chain of dense layers */
  constructor(model: Model) {
    this.model = model;
    const columns: ChainColumn[] = [];
    const { nodes, inputs } = model.graph;
    for (const { layer, inputs: read, outputShapes } of nodes) {
      if (layer instanceof InputLayer) continue;
      if (read.length > 1 || outputShapes.length !== 1 || outputShapes[0].length !== 2) throw noChain(layer);
      if (layer instanceof Dense) columns.push({ dense: layer, layers: [layer] });
      else if (columns.length === 0) throw noChain(layer);
      else columns[columns.length - 1].layers.push(layer);
    }
    this.inputs = inputs[0].shape[1] ?? 0;
    if (
      inputs.length !== 1 ||
      inputs[0].shape.length !== 2 ||
      columns.length !== model.layers.filter(isDense).length
    )
      throw noChain(nodes[0].layer);
    this.columns = columns;
  }

  get shape(): readonly Column[] {
    return this.columns.map(({ dense, layers }) => ({
      units: dense.units,
      activation: activationOf(layers),
      dropout: layers.find((layer): layer is Dropout => layer instanceof Dropout)?.rate ?? 0,
    }));
  }

  /** The activations of every column for these inputs [points, inputs]: [points, units] each, row by row. */
  activations(points: Float32Array): readonly ArrayLike<number>[] {
    return withoutRecording(() => {
      let value = new Tensor(points, [points.length / this.inputs, this.inputs]);
      return this.columns.map(({ layers }) => {
        for (const layer of layers) value = layer.call(value, inference()) as Tensor;
        return value.storage;
      });
    });
  }

  /** The weights of all columns: the kernel row by row, then the biases (0 where there are none). */
  weights(): Float32Array<ArrayBuffer> {
    return Float32Array.from(
      this.columns.flatMap(({ dense: { kernel, bias, units } }) => [
        ...kernel.storage,
        ...(bias?.storage ?? new Float32Array(units)),
      ]),
    );
  }

  /** The numbers of a neuron or a link, with the derivatives of the loss on all examples; null if it is gone. */
  inspect({ column, neuron, from }: Pick, x: Examples, y: Examples): Picked | null {
    const dense = this.columns[column]?.dense;
    if (dense === undefined || neuron >= dense.units) return null;
    const [inputs, units] = dense.kernel.shape;
    if (from !== undefined && from >= inputs) return null;
    const { loss, trainable } = this.model.lossOf(x, y);
    const { gradients } = valueAndGradients(loss, trainable);
    const read = (variable: Variable | undefined, at: number) => ({
      value: variable?.storage[at] ?? 0,
      gradient: (variable && gradients[trainable.indexOf(variable)]?.storage[at]) ?? 0,
    });
    if (from !== undefined) return { column, neuron, from, ...read(dense.kernel, from * units + neuron) };
    const incoming = Array.from({ length: inputs }, (_, i) => read(dense.kernel, i * units + neuron));
    return { column, neuron, ...read(dense.bias, neuron), incoming };
  }
}

function isDense(layer: Layer): boolean {
  return layer instanceof Dense;
}

/** The name of the last activation that a column applies. */
function activationOf(layers: readonly Layer[]): string {
  const named = layers
    .map((layer) => layer.getConfig().activation)
    .filter((name) => typeof name === "string");
  return named.at(-1) ?? "linear";
}

function noChain({ label }: Layer): ArgumentError {
  return new ArgumentError({
    where: "playground",
    argument: "model",
    received: { fr: `un modèle avec la couche ${label}`, en: `a model with the layer ${label}` },
    expected: {
      fr: "une suite de couches denses, sur des exemples d’une ou deux colonnes",
      en: "a chain of dense layers, on examples of one or two columns",
    },
    mend: {
      fr: "Le terrain de jeu montre des couches dense, et entre elles dropout, activation ou normalisation.",
      en: "The playground shows dense layers, and between them dropout, activation or normalisation.",
    },
  });
}
