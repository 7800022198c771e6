/**
 * Kernels of PyTorch in the order of the axes here.
 *
 * PyTorch has the outputs first and the window last, [outputs, inputs, …window], where Keras and
 * TensorFlow.js have […window, inputs, outputs]; a transposed convolution has both the other way round in the
 * same places. It flattens pictures with the channels first, so that the rows of a dense kernel after a
 * flatten layer must be put in another order.
 */
import { reshape, transpose } from "../../autograd/operations/operations.js";
import type { Layer } from "../../layers/layer.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { PlacedWeight } from "../description.js";
import type { Graph } from "../graph.js";

/** The order of axes for a kernel of this rank. */
const ORDERS: Readonly<Record<number, readonly number[]>> = { 2: [1, 0], 3: [2, 1, 0], 4: [2, 3, 1, 0] };

/** A tensor of PyTorch as the value of this weight; undefined for a kernel of another rank. */
export function fromPyTorch(
  { name, variable, owner, graph }: PlacedWeight,
  tensor: Tensor,
): Tensor | undefined {
  if (name !== "kernel" && name !== "recurrent_kernel") return tensor;
  const order = ORDERS[tensor.rank];
  if (order === undefined || tensor.rank !== variable.rank) return undefined;
  const picture = owner.className === "Dense" ? flattenedPicture(graph, owner) : undefined;
  if (picture === undefined) return transpose(tensor, order);
  const [height, width, channels] = picture;
  const [outputs, inputs] = tensor.shape;
  if (inputs !== height * width * channels) return undefined;
  return reshape(transpose(reshape(tensor, [outputs, channels, height, width]), [2, 3, 1, 0]), [
    inputs,
    outputs,
  ]);
}

/**
 * The shape of the pictures that a flatten layer turns into the inputs of this layer; undefined where there
 * is none.
 */
function flattenedPicture(graph: Graph, layer: Layer): readonly [number, number, number] | undefined {
  let node = graph.nodes.find((each) => each.layer === layer);
  while (node?.inputs.length === 1) {
    const [slot] = node.inputs;
    node = graph.writerOf(slot)?.node;
    // Dropout and activations keep the order of the numbers.
    if (node === undefined || (node.layer.className !== "Flatten" && node.layer.weights.length > 0))
      return undefined;
    if (node.layer.className !== "Flatten") continue;
    const shape = graph.inputShapes(node) as BatchShape;
    return shape.length === 4 && !shape.slice(1).includes(null)
      ? (shape.slice(1) as [number, number, number])
      : undefined;
  }
  return undefined;
}
