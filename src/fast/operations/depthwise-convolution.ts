/**
 * Depthwise convolution (see `assembly/depthwise.ts`), alone or before a dense layer over the channels, as
 * which the second half of a separable convolution is computed.
 */
import type { DepthwiseConv2D } from "../../layers/depthwise-conv2d.js";
import type { SeparableConv2D } from "../../layers/separable-conv2d.js";
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import {
  activationAfter,
  backwardActivation,
  forwardActivation,
  type AfterSpec,
  type KnownActivation,
} from "./activation.js";
import { denseSpec, type DenseSpec } from "./dense.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import type { Operation, OperationContext, Runtime, Values } from "./operation.js";
import { GROUP_NUMBERS, groupsOf, ofGroup, type Group } from "./window-product.js";
import { PlacedWindow, windowOver, type WindowSpec } from "./window.js";

export interface DepthwiseConvolutionSpec extends WindowSpec {
  readonly kind: "depthwiseConvolution";
  /** How many filters each channel has. */
  readonly multiplier: number;
  readonly activation: KnownActivation;
}

const LINEAR: KnownActivation = { function: ACTIVATION_KINDS.linear, alpha: 0 };

function windowOf({ layer, inputShape }: LoweringContext<DepthwiseConv2D | SeparableConv2D>): SlidingWindow {
  const { kernelSize, strides, padding, dilationRate: dilations } = layer.window;
  return windowOver(inputShape, kernelSize, { strides, padding, dilations }, layer.label);
}

function depthwiseSpec(
  { layer }: LoweringContext<DepthwiseConv2D | SeparableConv2D>,
  window: SlidingWindow,
  activation: KnownActivation,
  weights: readonly number[],
): DepthwiseConvolutionSpec {
  const multiplier = layer.depthMultiplier;
  const size = sizeOf(window.output) * window.input[3] * multiplier;
  return {
    kind: "depthwiseConvolution",
    size,
    window,
    multiplier,
    activation,
    multiplications: size * sizeOf(window.kernel),
    weights,
  };
}

export const lowerDepthwise: Lowering<DepthwiseConv2D, DepthwiseConvolutionSpec | AfterSpec> = (context) => {
  const { layer, outputShape, weight } = context;
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const weights = [weight(layer.depthwiseKernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])];
  return [depthwiseSpec(context, windowOf(context), activation.own, weights), ...activation.after];
};

export const lowerSeparable: Lowering<SeparableConv2D, DepthwiseConvolutionSpec | DenseSpec | AfterSpec> = (
  context,
) => {
  const { layer, outputShape, weight } = context;
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const depthwise = depthwiseSpec(context, windowOf(context), LINEAR, [weight(layer.depthwiseKernel)]);
  const dense = denseSpec({
    inputs: depthwise.window.input[3] * depthwise.multiplier,
    outputShape,
    readsData: false,
    activation: activation.own,
    weights: [weight(layer.pointwiseKernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  });
  return [depthwise, dense, ...activation.after];
};

export class DepthwiseConvolutionOperation implements Operation {
  private readonly spec: DepthwiseConvolutionSpec;
  private readonly context: OperationContext;
  private readonly window: PlacedWindow;
  /** The window that goes over dY, and the filters for it; undefined where that is no such convolution. */
  private readonly transposed: { readonly window: PlacedWindow; readonly filters: number } | undefined;

  constructor(spec: DepthwiseConvolutionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.window = new PlacedWindow(context, spec.window);
    const transposed = context.input.gradient === 0 ? undefined : transposedWindow(spec);
    this.transposed = transposed && {
      window: new PlacedWindow(context, transposed),
      filters: context.reserveShared(sizeOf(transposed.kernel) * transposed.input[3]),
    };
  }

  prepare(runtime: Runtime): void {
    this.window.write(runtime);
    this.transposed?.window.write(runtime);
  }

  packWeights({ kernels }: Runtime, training: boolean): void {
    if (!training || this.transposed === undefined) return;
    const { kernel, input } = this.spec.window;
    const bytes = input[3] * 4;
    const taps = sizeOf(kernel);
    // The places of the window in the reverse order.
    for (let tap = 0; tap < taps; tap++)
      kernels.copy(
        this.context.weights[0].at + tap * bytes,
        this.transposed.filters + (taps - 1 - tap) * bytes,
        input[3],
      );
  }

  /** Few pictures at a time, so that the activation finds their outputs in the cache. */
  private groups(pictures: number): Generator<Group> {
    const { input, output } = this.context;
    return groupsOf(pictures, Math.max(1, Math.floor(GROUP_NUMBERS / (input.size + output.size))));
  }

  /** The extents of the output of so many pictures as a matrix with a column for each number of the bias. */
  private extents(pictures: number): readonly [rows: number, columns: number] {
    const { window, multiplier } = this.spec;
    return [pictures * sizeOf(window.output), window.input[3] * multiplier];
  }

  forward({ kernels }: Runtime, pictures: number): void {
    const { input, output, weights } = this.context;
    const { activation, multiplier } = this.spec;
    for (const group of this.groups(pictures)) {
      const [x, y] = [ofGroup(input, group), ofGroup(output, group)];
      kernels.depthwise(x.at, this.window.at, group.count, weights[0].at, multiplier, y.at);
      forwardActivation(kernels, { output: y, weights }, activation, ...this.extents(group.count));
    }
  }

  backward({ kernels }: Runtime, pictures: number): void {
    const { input, output, weights } = this.context;
    const [kernel] = weights;
    const { activation, multiplier } = this.spec;
    for (const group of this.groups(pictures)) {
      const [x, y] = [ofGroup(input, group), ofGroup(output, group)];
      backwardActivation(kernels, { output: y, weights }, activation, ...this.extents(group.count));
      if (kernel.gradient !== 0)
        kernels.depthwiseByFilters(
          x.at,
          y.gradient,
          this.window.at,
          group.count,
          multiplier,
          kernel.gradient,
        );
      if (x.gradient !== 0) this.backToInput(kernels, x, y, group.count);
    }
  }

  private backToInput(kernels: Kernels, input: Values, { gradient }: Values, pictures: number): void {
    if (this.transposed !== undefined && !input.adds) {
      const { window, filters } = this.transposed;
      kernels.depthwise(gradient, window.at, pictures, filters, 1, input.gradient);
      return;
    }
    if (!input.adds) kernels.clear(input.gradient, pictures * input.size);
    const { multiplier } = this.spec;
    const [{ at: filters }] = this.context.weights;
    kernels.depthwiseByInput(gradient, this.window.at, pictures, filters, multiplier, input.gradient);
  }
}

/**
 * The window over the gradient of the output whose depthwise convolution, with the filters reversed, is the gradient
 * of the input; undefined where the window moves by more than a place, or channels have several filters.
 */
function transposedWindow({ window, multiplier }: DepthwiseConvolutionSpec): SlidingWindow | undefined {
  const { input, kernel, strides, dilations, before, output } = window;
  if (multiplier !== 1 || strides.some((stride) => stride !== 1)) return undefined;
  return {
    ...window,
    input: [1, ...output, input[3]],
    output: [input[1], input[2]],
    before: [(kernel[0] - 1) * dilations[0] - before[0], (kernel[1] - 1) * dilations[1] - before[1]],
  };
}
