/**
 * Transposed convolution makes pictures larger. Each number of a small picture adds its multiple of a filter
 * to a larger picture, at positions `strides` apart. This is the map that computes the gradient of a
 * convolution with respect to its input.
 *
 * [batch, height, width, channels] becomes [batch, height', width', filters], by the kernel [kernel height,
 * kernel width, filters, channels]. An axis of n positions becomes n s positions with padding "same", and
 * n s + max(k − s, 0) with "valid": the smallest size in which every filter has its place and from which a
 * convolution makes n positions again.
 */
import { conv2dTranspose } from "../autograd/operations/operations.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { FILTER_OPTIONS, FilterLayer } from "./conv2d.js";
import { checkLast, one, pictures } from "./shapes.js";

export class Conv2DTranspose extends FilterLayer {
  static override readonly className = "Conv2DTranspose";
  static override readonly optionNames: readonly string[] = [...FILTER_OPTIONS];

  override build(inputShape: BatchShape | readonly BatchShape[]): void {
    this.makeKernel([...this.kernelSize, this.filters, this.channelsOf(inputShape)]);
    this.makeBias(this.filters);
  }

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const [batch, height, width] = x.shape;
    return this.finish(
      conv2dTranspose(
        x,
        this.kernel,
        [batch, this.enlarged(height, 0), this.enlarged(width, 1), this.filters],
        this.strides,
        this.padding,
      ),
    );
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const shape = pictures(inputShape, this.label);
    checkLast(shape, 4, this.built ? this.kernel.shape[3] : null, this.label);
    const [batch, height, width] = shape;
    return [
      batch,
      height === null ? null : this.enlarged(height, 0),
      width === null ? null : this.enlarged(width, 1),
      this.filters,
    ];
  }

  private enlarged(extent: number, direction: 0 | 1): number {
    const stride = this.strides[direction];
    return (
      extent * stride + (this.padding === "valid" ? Math.max(this.kernelSize[direction] - stride, 0) : 0)
    );
  }
}
