/**
 * Layers of pictures whose channels are the second axis, [batch, channels, height, width]. The engine computes
 * with the channels last, so the input is transposed before and the result after. Such a layer trains on
 * autograd.
 */
import { transpose } from "../../autograd/operations/layout.js";
import type { CallContext, Layer } from "../../layers/layer.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Tensor } from "../../tensor/tensor.js";

type LayerKind = abstract new (...given: never[]) => Layer;

/** The class of layers that take the channels first, for each class that takes them last. */
const classes = new Map<unknown, object>();

/** Whether layers of this class have pictures or sequences with channels. */
export function hasChannels(layer: Layer): boolean {
  const { optionNames } = layer.constructor as unknown as { readonly optionNames: readonly string[] };
  return optionNames.includes("dataFormat");
}

/** Makes a layer take its channels first. */
export function takeChannelsFirst<L extends Layer>(layer: L): L {
  const kind = layer.constructor as unknown as LayerKind;
  if (!classes.has(kind)) classes.set(kind, channelsFirst(kind).prototype as object);
  Object.setPrototypeOf(layer, classes.get(kind)!);
  return layer;
}

function last<Extent>([batch, channels, ...places]: readonly Extent[]): Extent[] {
  return [batch, ...places, channels];
}

/** A shape with the channels first; as it is where the layer has no places left. */
function first<Extent>(shape: readonly Extent[], rank: number): Extent[] {
  if (shape.length < rank) return [...shape];
  const [batch, ...others] = shape;
  return [batch, others[others.length - 1], ...others.slice(0, -1)];
}

function channelsFirst(kind: LayerKind) {
  const { call } = kind.prototype as Layer;
  abstract class ChannelsFirst extends kind {
    override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
      const shape = inputShape as BatchShape;
      return first(super.computeOutputShape(last(shape)) as BatchShape, shape.length);
    }

    override build(inputShape: BatchShape | readonly BatchShape[]): void {
      super.build(last(inputShape as BatchShape));
    }

    override call(input: Tensor | readonly Tensor[], context: CallContext): Tensor {
      const x = (Array.isArray(input) ? input[0] : input) as Tensor;
      const axes = x.shape.map((_, axis) => axis);
      const result = call.call(this, transpose(x, last(axes)), context) as Tensor;
      return result.rank < x.rank ? result : transpose(result, first(axes, x.rank));
    }

    override getConfig(): Record<string, unknown> {
      return { ...super.getConfig(), dataFormat: "channelsFirst" };
    }
  }
  return ChannelsFirst;
}
