/** The interface of an initializer, which gives a layer's weights their initial values. */
import type { RandomStream } from "../random/stream.js";
import { allocate } from "../tensor/dtype.js";
import { sizeOf, type Shape } from "../tensor/shape.js";
import { Tensor } from "../tensor/tensor.js";

/** Makes the first value of a weight. */
export interface Initializer {
  /** The name under which Keras saves it, such as `GlorotUniform`. */
  readonly className: string;
  /** Its options, as they are saved. */
  readonly config: Readonly<Record<string, unknown>>;
  /**
   * The initial value of a weight.
   * @param random its random stream; not used by an initializer that has a seed
   */
  apply(shape: Shape, random: RandomStream): Tensor;
}

/** A float32 tensor of numbers drawn one after the other. */
export function drawn(shape: Shape, draw: () => number): Tensor {
  const data = allocate("float32", sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = draw();
  return new Tensor(data, [...shape]);
}
