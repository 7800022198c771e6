/**
 * Lowers layers of sequences to the operations of pictures: a sequence [time, features] is a picture [1,
 * time, features], whose numbers lie in the same order. A global maximum is a pooling with a single window.
 */
import type { Conv1D } from "../../layers/conv1d.js";
import type { GlobalMaxPooling1D, GlobalMaxPooling2D } from "../../layers/global-pooling.js";
import type { AveragePooling1D, MaxPooling1D } from "../../layers/pooling-1d.js";
import type { SlidingWindow } from "../../tensor/operations/window.js";
import type { AfterSpec } from "./activation.js";
import { convolutionOver, type ConvolutionSpec } from "./convolution.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import { poolingOver, type PoolingSpec } from "./pooling.js";
import { windowOver } from "./window.js";

export const lowerConv1d: Lowering<Conv1D, ConvolutionSpec | AfterSpec> = (context) => {
  const { kernelSize, strides, padding, dilationRate, label } = context.layer;
  // The kernels have the zeros of causal padding too: they are only before the sequence.
  const zeros = padding === "causal" ? dilationRate * (kernelSize - 1) : 0;
  const [time, features] = context.inputShape;
  const window = windowOver(
    [1, time + zeros, features],
    [1, kernelSize],
    {
      strides: [1, strides],
      padding: padding === "causal" ? "valid" : padding,
      dilations: [1, dilationRate],
    },
    label,
  );
  const causal: SlidingWindow = { ...window, input: [1, 1, time, features], before: [0, zeros] };
  return convolutionOver(padding === "causal" ? causal : window, context);
};

function poolingAlong(
  kind: PoolingSpec["kind"],
  context: LoweringContext<MaxPooling1D | AveragePooling1D>,
): readonly PoolingSpec[] {
  const { poolSize, strides, padding, label } = context.layer;
  const [picture, options] = [[1, ...context.inputShape], { strides: [1, strides], padding } as const];
  return poolingOver(kind, windowOver(picture, [1, poolSize], options, label), context);
}

export const lowerMaxPooling1d: Lowering<MaxPooling1D, PoolingSpec> = (context) =>
  poolingAlong("maxPooling", context);
export const lowerAveragePooling1d: Lowering<AveragePooling1D, PoolingSpec> = (context) =>
  poolingAlong("averagePooling", context);

export const lowerGlobalMax: Lowering<GlobalMaxPooling1D | GlobalMaxPooling2D, PoolingSpec> = (context) => {
  const { inputShape, layer } = context;
  const [height, width, channels] = inputShape.length === 2 ? [1, ...inputShape] : inputShape;
  return poolingOver(
    "maxPooling",
    windowOver([height, width, channels], [height, width], {}, layer.label),
    context,
  );
};
