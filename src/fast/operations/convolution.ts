/**
 * The general convolution: the patches of the pictures become the rows of a matrix P, and Z = P F.
 *
 * Backward: dF = Pᵀ dZ, and dP = dZ Fᵀ is added at the positions of the patches. P is many times larger than
 * the pictures, so it is computed for a few pictures at a time, in the backward pass again.
 */
import type { Conv1D } from "../../layers/conv1d.js";
import type { Conv2D } from "../../layers/conv2d.js";
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import { packedSize } from "../kernels.js";
import { activationAfter, backwardActivation, type AfterSpec, type KnownActivation } from "./activation.js";
import type { Lowering, LoweringContext, Operation, OperationContext } from "./operation.js";
import { reserveWindow, windowOver, writeWindow, type WindowSpec } from "./window.js";

export interface ConvolutionSpec extends WindowSpec {
  readonly kind: "convolution";
  readonly filters: number;
  readonly activation: KnownActivation;
}

/** About how many numbers the patches of a group have: as many as fit into the second-level cache. */
const PATCH_NUMBERS = 1 << 17;

export const lowerConvolution: Lowering<Conv2D, ConvolutionSpec | AfterSpec> = (context) => {
  const { kernelSize, strides, padding, dilationRate: dilations, label } = context.layer;
  return convolutionOver(
    windowOver(context.inputShape, kernelSize, { strides, padding, dilations }, label),
    context,
  );
};

/** The operations of a convolution whose filters go where the window goes. */
export function convolutionOver(
  window: SlidingWindow,
  { layer, outputShape, weight }: LoweringContext<Conv1D | Conv2D>,
): readonly (ConvolutionSpec | AfterSpec)[] | undefined {
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const { filters } = layer;
  const convolution: ConvolutionSpec = {
    kind: "convolution",
    size: sizeOf(outputShape),
    filters,
    activation: activation.own,
    window,
    multiplications: sizeOf(outputShape) * sizeOf(window.kernel) * window.input[3],
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  };
  return [convolution, ...activation.after];
}

export class ConvolutionOperation implements Operation {
  private readonly spec: ConvolutionSpec;
  private readonly context: OperationContext;
  private readonly window: number;
  /** How many positions a picture has, and how many numbers a patch. */
  private readonly positions: number;
  private readonly depth: number;
  /** How many pictures are processed at a time. */
  private readonly group: number;
  private readonly patches: number;

  constructor(spec: ConvolutionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.window = reserveWindow(context);
    const { input, kernel, output } = spec.window;
    this.positions = output[0] * output[1];
    this.depth = kernel[0] * kernel[1] * input[3];
    this.group = Math.max(
      1,
      Math.min(context.rows, Math.floor(PATCH_NUMBERS / (this.positions * this.depth))),
    );
    this.patches = context.reserve(this.group * this.positions * this.depth);
    context.shareScratch(packedSize(Math.max(spec.filters, this.depth)));
  }

  prepare(): void {
    writeWindow(this.context, this.window, this.spec.window);
  }

  /**
   * Calls `work` for each group of pictures with the addresses of their input, their output, and the
   * gradients of both.
   */
  private eachGroup(
    pictures: number,
    work: (x: number, y: number, dx: number, dy: number, count: number) => void,
  ): void {
    const { input, output } = this.context;
    for (let first = 0; first < pictures; first += this.group) {
      const [before, after] = [first * input.size * 4, first * output.size * 4];
      work(
        input.at + before,
        output.at + after,
        input.gradient + before,
        output.gradient + after,
        Math.min(this.group, pictures - first),
      );
    }
  }

  forward(pictures: number): void {
    const {
      kernels,
      output,
      weights: [kernel, bias],
      scratch,
    } = this.context;
    const { patches, window, positions, depth } = this;
    const { filters, activation } = this.spec;
    this.eachGroup(pictures, (x, y, _dx, _dy, count) => {
      kernels.patches(x, window, count, patches);
      kernels.gemm(
        patches,
        depth,
        false,
        kernel.at,
        filters,
        false,
        y,
        filters,
        count * positions,
        filters,
        depth,
        false,
        scratch,
      );
    });
    kernels.activate(
      activation.function,
      output.at,
      bias?.at ?? 0,
      output.at,
      pictures * positions,
      filters,
      activation.alpha,
    );
  }

  backward(pictures: number): void {
    const {
      kernels,
      input,
      weights: [kernel],
      scratch,
    } = this.context;
    const { patches, window, positions, depth } = this;
    const { filters, activation } = this.spec;
    backwardActivation(this.context, activation, pictures * positions, filters);
    if (input.gradient !== 0) kernels.clear(input.gradient, pictures * input.size);
    this.eachGroup(pictures, (x, _y, dx, dy, count) => {
      const rows = count * positions;
      if (kernel.gradient !== 0) {
        kernels.patches(x, window, count, patches);
        kernels.gemm(
          patches,
          depth,
          true,
          dy,
          filters,
          false,
          kernel.gradient,
          filters,
          depth,
          filters,
          rows,
          true,
          scratch,
        );
      }
      if (input.gradient === 0) return;
      kernels.gemm(
        dy,
        filters,
        false,
        kernel.at,
        filters,
        true,
        patches,
        depth,
        rows,
        depth,
        filters,
        false,
        scratch,
      );
      kernels.addPatches(patches, window, count, dx);
    });
  }
}
