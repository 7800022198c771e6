/**
 * The transposed convolution: each number of a small picture adds its multiple of a filter to a larger one.
 *
 * It is the transpose of a convolution from the larger picture to the smaller one, so the same products
 * compute it (see `filter-product.ts`): with the kernel K as a matrix [depth, channels], the rows of X Kᵀ are
 * added at the places of the patches. Backward, with P the patches of dZ: dX = P K and dK = Pᵀ X.
 */
import type { Conv2DTranspose } from "../../layers/conv2d-transpose.js";
import { sizeOf } from "../../tensor/shape.js";
import {
  activationAfter,
  backwardActivation,
  forwardActivation,
  type AfterSpec,
  type KnownActivation,
} from "./activation.js";
import { endingOf, NO_ENDING } from "./ending.js";
import type { Lowering } from "./lowering.js";
import type { Operation, OperationContext, Runtime } from "./operation.js";
import { filterProduct } from "./filter-product.js";
import { ofGroup, type FilterProduct } from "./window-product.js";
import { windowOver, type WindowSpec } from "./window.js";

/** Its window slides over the larger picture, and has as many positions as the smaller one has places. */
export interface TransposedConvolutionSpec extends WindowSpec {
  readonly kind: "transposedConvolution";
  /** How many channels the smaller picture has. */
  readonly channels: number;
  readonly activation: KnownActivation;
}

export const lowerTransposedConvolution: Lowering<Conv2DTranspose, TransposedConvolutionSpec | AfterSpec> = ({
  layer,
  inputShape,
  outputShape,
  weight,
}) => {
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const { kernelSize, strides, padding, label } = layer;
  const channels = inputShape[2];
  const convolution: TransposedConvolutionSpec = {
    kind: "transposedConvolution",
    size: sizeOf(outputShape),
    channels,
    activation: activation.own,
    window: windowOver(outputShape, kernelSize, { strides, padding }, label),
    multiplications: sizeOf(inputShape) * sizeOf(kernelSize) * outputShape[2],
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  };
  return [convolution, ...activation.after];
};

export class TransposedConvolutionOperation implements Operation {
  private readonly spec: TransposedConvolutionSpec;
  private readonly context: OperationContext;
  private readonly product: FilterProduct;

  constructor(spec: TransposedConvolutionSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.product = filterProduct(context, spec.window, spec.channels, true);
  }

  prepare(runtime: Runtime): void {
    this.product.prepare(runtime);
  }

  packWeights(runtime: Runtime, training: boolean): void {
    const { input, weights } = this.context;
    const product = training && input.gradient !== 0;
    this.product.packFilters(runtime, weights[0].at, { product, transposed: true });
  }

  /** The extents of the output of so many pictures as a matrix with a column for each number of the bias. */
  private extents(count: number): readonly [rows: number, columns: number] {
    const [, , , filters] = this.spec.window.input;
    return [(count * this.spec.size) / filters, filters];
  }

  forward(runtime: Runtime, pictures: number): void {
    const { kernels } = runtime;
    const { input, output, weights } = this.context;
    const { activation } = this.spec;
    const ending = endingOf(this.context, activation);
    for (const group of this.product.groups(pictures)) {
      const { count } = group;
      const y = ofGroup(output, group);
      const results = this.product.readResults(runtime, ofGroup(input, group).at, count);
      const into = { adds: false, ...(ending ?? NO_ENDING) };
      this.product.multiplyTransposed(runtime, results, y.at, count, into);
      if (ending === undefined)
        forwardActivation(kernels, { output: y, weights }, activation, ...this.extents(count));
    }
  }

  backward(runtime: Runtime, pictures: number): void {
    const { input, output, weights } = this.context;
    const [kernel] = weights;
    for (const group of this.product.groups(pictures)) {
      const [x, y] = [ofGroup(input, group), ofGroup(output, group)];
      const { count } = group;
      const extents = this.extents(count);
      backwardActivation(runtime.kernels, { output: y, weights }, this.spec.activation, ...extents);
      if (kernel.gradient === 0 && x.gradient === 0) continue;
      const pictures = this.product.readPictures(runtime, y.gradient, count);
      if (kernel.gradient !== 0) {
        const results = this.product.readResults(runtime, x.at, count);
        this.product.addFilterGradient(runtime, pictures, results, kernel.gradient, group);
      }
      if (x.gradient === 0) continue;
      this.product.multiply(runtime, pictures, x.gradient, count, { adds: x.adds, ...NO_ENDING });
    }
  }
}
