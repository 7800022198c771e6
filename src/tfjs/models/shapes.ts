/** The shape of a model's output for inputs of another shape than its own, as TensorFlow.js computes it. */
import type { Model as EngineModel } from "../../model/model.js";
import type { BatchShape } from "../../tensor/shape.js";

type Shapes = BatchShape | readonly BatchShape[];

const listOf = (shapes: Shapes) => (Array.isArray(shapes[0]) ? shapes : [shapes]) as readonly BatchShape[];

/**
 * Asks each layer for the shape of its output, one after the other.
 * @throws ShapeError of a layer that cannot take its input
 */
export function shapesThrough({ graph }: EngineModel, inputShape: Shapes): Shapes {
  const shapes: BatchShape[] = [...listOf(inputShape)];
  for (const { layer, inputs, outputs } of graph.nodes) {
    const own = inputs.map((slot) => shapes[slot]);
    const results = listOf(layer.computeOutputShape(own.length === 1 ? own[0] : own));
    outputs.forEach((slot, i) => (shapes[slot] = results[i]));
  }
  const results = graph.outputSlots.map((slot) => shapes[slot]);
  return results.length === 1 ? results[0] : results;
}
