/** The layer of a case with its inputs. */
import "../../src/autograd/methods.js";
import { concat } from "../../src/autograd/operations/operations.js";
import type { CallContext, Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import { RandomStream } from "../../src/random/stream.js";
import { randomNormal, tensor } from "../../src/tensor/create.js";
import { sizeOf, type Shape } from "../../src/tensor/shape.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { optionsOf, type Kind, type LayerCase } from "./cases.js";

export const BATCH = 3;

export const context = (training: boolean): CallContext => ({ training, random: new RandomStream(1) });

export function inputShapes({ inputShape }: LayerCase): readonly Shape[] {
  return listOfShapes(inputShape);
}

export function outputShapes({ outputShape }: LayerCase): readonly Shape[] {
  return listOfShapes(outputShape);
}

function listOfShapes(given: Shape | readonly Shape[]): readonly Shape[] {
  return given.length === 0 || typeof given[0] === "number" ? [given as Shape] : (given as readonly Shape[]);
}

/** The shape of what `valueOf` gives. */
export function valueShape(each: LayerCase): Shape {
  const shapes = outputShapes(each);
  return shapes.length === 1
    ? [BATCH, ...shapes[0]]
    : [BATCH, shapes.reduce((sum, shape) => sum + sizeOf(shape), 0)];
}

/** The output of the layer; several side by side, each as [batch, numbers]. */
export function valueOf(
  layer: Layer,
  inputs: readonly Tensor[],
  training: boolean,
  options: LayerCase["call"] = {},
): Tensor {
  const result = layer.call(asInput(inputs), { ...context(training), ...options });
  return result instanceof Tensor
    ? result
    : concat(
        result.map((each) => each.reshape([BATCH, -1])),
        1,
      );
}

export function inputsOf(each: LayerCase, seed = 1): Tensor[] {
  return inputShapes(each).map((shape, i) => {
    const normal = randomNormal([BATCH, ...shape], 0, 1, "float32", seed + 10 * i);
    return each.words === undefined
      ? normal
      : tensor(
          normal.data.map((value) => Math.floor(Math.abs(value) * 100) % (each.words ?? 1)),
          normal.shape,
          "int32",
        );
  });
}

/** A single input by itself, several as a list. */
export function asInput<Value>(values: readonly Value[]): Value | readonly Value[] {
  return values.length === 1 ? values[0] : values;
}

/** Makes a layer of ours. */
export function make(kind: Kind, options: object): Layer {
  return (layers[kind] as (options: object) => Layer)(options);
}

/** The layer of the case, with random weights and running averages. */
export function ourLayer(each: LayerCase, inputs: readonly Tensor[], seed = 2): Layer {
  const layer = make(each.kind, { ...optionsOf(each, make), name: "tried" });
  layer.ensureBuilt(asInput(inputs.map(({ shape }) => shape)) as Shape, new RandomStream(seed));
  layer.setWeights(
    layer.weights.map((weight, i) => {
      const values = randomNormal(weight.shape, 0, 0.6, "float32", seed + i);
      return weight.name === "moving_variance" ? values.abs().add(0.5) : values;
    }),
  );
  return layer;
}

/** The case in double precision: the training layer as a function, and the tensors that have gradients. */
export function exactly(each: LayerCase): { readonly f: () => Tensor; readonly of: readonly Tensor[] } {
  const inputs = inputsOf(each).map((input) => (each.words === undefined ? input.cast("float64") : input));
  const layer = ourLayer(each, inputs);
  layer.weights.forEach((weight) => weight.assign(weight.cast("float64")));
  // Word numbers are not real numbers, so they have no gradient.
  return {
    f: () => valueOf(layer, inputs, true, each.call),
    of: [...(each.words === undefined ? inputs : []), ...layer.trainableWeights],
  };
}
