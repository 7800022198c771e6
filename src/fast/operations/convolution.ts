/**
 * The general convolution: with the patches of the pictures as the rows of a matrix P, Z = P F (see
 * `filter-product.ts`).
 *
 * Backward: dF = Pᵀ dZ, and the rows of dZ Fᵀ are added at the places of the patches. A convolution by 1 × 1
 * filters is a dense layer over the channels.
 */
import type { Conv1D } from "../../layers/conv1d.js";
import type { Conv2D } from "../../layers/conv2d.js";
import type { SlidingWindow } from "../../tensor/operations/window.js";
import { sizeOf } from "../../tensor/shape.js";
import {
  activationAfter,
  backwardActivation,
  forwardActivation,
  type AfterSpec,
  type KnownActivation,
} from "./activation.js";
import { denseOver, type DenseSpec } from "./dense.js";
import { endingOf, NO_ENDING } from "./ending.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { filterProduct } from "./filter-product.js";
import { ofGroup, type FilterProduct } from "./window-product.js";
import { windowOver, type WindowSpec } from "./window.js";

export interface ConvolutionSpec extends WindowSpec {
  readonly kind: "convolution";
  readonly filters: number;
  /** Whether the pictures are an input of the program, which needs no gradient. */
  readonly readsData: boolean;
  readonly activation: KnownActivation;
}

export const lowerConvolution: Lowering<Conv2D, ConvolutionSpec | DenseSpec | AfterSpec> = (context) => {
  const { kernelSize, strides, padding, dilationRate: dilations, label } = context.layer;
  return convolutionOver(
    windowOver(context.inputShape, kernelSize, { strides, padding, dilations }, label),
    context,
  );
};

/** The operations of a convolution whose filters go where the window goes. */
export function convolutionOver(
  window: SlidingWindow,
  context: LoweringContext<Conv1D | Conv2D>,
): readonly (ConvolutionSpec | DenseSpec | AfterSpec)[] | undefined {
  if (isPointwise(window)) return denseOver(context);
  const { layer, outputShape, readsData, weight } = context;
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const { filters } = layer;
  const convolution: ConvolutionSpec = {
    kind: "convolution",
    size: sizeOf(outputShape),
    filters,
    readsData,
    activation: activation.own,
    window,
    multiplications: sizeOf(outputShape) * sizeOf(window.kernel) * window.input[3],
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  };
  return [convolution, ...activation.after];
}

/** Whether the window has one place, and goes to every place of the picture. */
function isPointwise({ kernel, strides }: SlidingWindow): boolean {
  return [...kernel, ...strides].every((extent) => extent === 1);
}

export class ConvolutionOperation implements Operation {
  private readonly spec: ConvolutionSpec;
  private readonly context: OperationContext;
  private readonly product: FilterProduct;
  /** How many positions a picture has. */
  private readonly positions: number;

  constructor(spec: ConvolutionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.product = filterProduct(context, spec.window, spec.filters, context.input.gradient !== 0);
    this.positions = sizeOf(spec.window.output);
  }

  prepare(runtime: Runtime): void {
    this.product.prepare(runtime);
  }

  packWeights(runtime: Runtime, training: boolean): void {
    const { input, weights } = this.context;
    const transposed = training && input.gradient !== 0;
    this.product.packFilters(runtime, weights[0].at, { product: true, transposed });
  }

  forward(runtime: Runtime, pictures: number): void {
    const { input, output, weights } = this.context;
    const { filters, activation } = this.spec;
    const ending = endingOf(this.context, activation);
    for (const group of this.product.groups(pictures)) {
      const y = ofGroup(output, group);
      const pictures = this.product.readPictures(runtime, ofGroup(input, group).at, group.count);
      this.product.multiply(runtime, pictures, y.at, group.count, { adds: false, ...(ending ?? NO_ENDING) });
      if (ending !== undefined) continue;
      const rows = group.count * this.positions;
      forwardActivation(runtime.kernels, { output: y, weights }, activation, rows, filters);
    }
  }

  backward(runtime: Runtime, pictures: number): void {
    const { kernels } = runtime;
    const { input, output, weights } = this.context;
    const [kernel] = weights;
    const { filters, activation } = this.spec;
    for (const group of this.product.groups(pictures)) {
      const [x, y] = [ofGroup(input, group), ofGroup(output, group)];
      const { count } = group;
      backwardActivation(kernels, { output: y, weights }, activation, count * this.positions, filters);
      if (kernel.gradient === 0 && x.gradient === 0) continue;
      const results = this.product.readResults(runtime, y.gradient, count);
      if (kernel.gradient !== 0) {
        const read = this.product.readPictures(runtime, x.at, count);
        this.product.addFilterGradient(runtime, read, results, kernel.gradient, group);
      }
      if (x.gradient === 0) continue;
      const into = { adds: input.adds, ...NO_ENDING };
      this.product.multiplyTransposed(runtime, results, x.gradient, count, into);
    }
  }
}
