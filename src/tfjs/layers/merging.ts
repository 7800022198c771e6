/**
 * Merging layers whose inputs have different numbers of axes: an input with fewer gets axes of one place behind
 * that of the batch, as in TensorFlow.js. The engine asks for equally many axes.
 */
import { reshape } from "../../autograd/operations/layout.js";
import type { CallContext, Layer } from "../../layers/layer.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";

type LayerKind = abstract new (...given: never[]) => Layer;

/** The layers that compute number by number. */
export const MERGING: ReadonlySet<string> = new Set([
  ...["add", "subtract", "multiply", "average", "maximum", "minimum"],
]);

const classes = new Map<unknown, object>();

/** Makes a merging layer take inputs with different numbers of axes. */
export function mergeAnyRanks<L extends Layer>(layer: L): L {
  const kind = layer.constructor as unknown as LayerKind;
  if (!classes.has(kind)) classes.set(kind, anyRanks(kind).prototype as object);
  Object.setPrototypeOf(layer, classes.get(kind)!);
  return layer;
}

/** Shapes with the axes that they lack. */
function filled<Extent>(shapes: readonly (readonly Extent[])[]): (readonly (Extent | 1)[])[] {
  const rank = Math.max(...shapes.map(({ length }) => length));
  return shapes.map(([batch, ...others]) => [
    batch,
    ...new Array<1>(rank - 1 - others.length).fill(1),
    ...others,
  ]);
}

function isListOfShapes(shape: BatchShape | readonly BatchShape[]): shape is readonly BatchShape[] {
  return Array.isArray(shape[0]);
}

function anyRanks(kind: LayerKind) {
  const { call } = kind.prototype as Layer;
  abstract class AnyRanks extends kind {
    override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
      return super.computeOutputShape(
        isListOfShapes(inputShape) ? filled(inputShape) : inputShape,
      ) as BatchShape;
    }

    override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
      if (!Array.isArray(input)) return call.call(this, input, context) as Tensor;
      const inputs = input as readonly Tensor[];
      const shapes = filled(inputs.map(({ shape }) => shape));
      const sameRank = inputs.map((each, i) =>
        each.rank === shapes[i].length ? each : reshape(each, shapes[i]),
      );
      return call.call(this, sameRank, context) as Tensor;
    }
  }
  return AnyRanks;
}
