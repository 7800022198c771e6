/**
 * The mean or the maximum over all steps of a sequence, or over all positions of a picture: one number for
 * each feature.
 */
import { div, expandDims, max, maximum, mean, mul, sum } from "../autograd/operations/operations.js";
import type { BatchShape } from "../tensor/shape.js";
import type { Tensor } from "../tensor/tensor.js";
import { Layer, type LayerOptions } from "./layer.js";
import { maskOf } from "./mask.js";
import { channelsLast, type ChannelOptions } from "./options.js";
import { one, pictures, sequences } from "./shapes.js";

/** [batch, time, features] becomes [batch, features]. */
abstract class GlobalPooling1D extends Layer {
  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const [batch, , features] = sequences(inputShape, this.label);
    return [batch, features];
  }
}

/** Steps that the mask excludes do not count. */
export class GlobalAveragePooling1D extends GlobalPooling1D {
  static override readonly className = "GlobalAveragePooling1D";
  static override readonly optionNames: readonly string[] = [];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    const x = one(input);
    const mask = maskOf(x);
    if (mask === undefined) return mean(x, 1);
    // A sequence that consists of padding alone has the mean 0.
    const counts = sum(mask, 1, true);
    return div(sum(mul(x, expandDims(mask, -1)), 1), maximum(counts, 1));
  }
}

export class GlobalMaxPooling1D extends GlobalPooling1D {
  static override readonly className = "GlobalMaxPooling1D";
  static override readonly optionNames: readonly string[] = [];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return max(one(input), 1);
  }
}

/** [batch, height, width, channels] becomes [batch, channels]. */
abstract class GlobalPooling2D extends Layer {
  constructor(options: LayerOptions & ChannelOptions = {}) {
    super(options);
    channelsLast(options, this.label);
  }

  override computeOutputShape(inputShape: BatchShape | readonly BatchShape[]): BatchShape {
    const [batch, , , channels] = pictures(inputShape, this.label);
    return [batch, channels];
  }
}

export class GlobalAveragePooling2D extends GlobalPooling2D {
  static override readonly className = "GlobalAveragePooling2D";
  static override readonly optionNames: readonly string[] = ["dataFormat"];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return mean(one(input), [1, 2]);
  }
}

export class GlobalMaxPooling2D extends GlobalPooling2D {
  static override readonly className = "GlobalMaxPooling2D";
  static override readonly optionNames: readonly string[] = ["dataFormat"];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return max(one(input), [1, 2]);
  }
}
