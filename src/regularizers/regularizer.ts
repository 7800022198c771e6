/** A penalty on weights that is added to the loss. */
import type { Tensor } from "../tensor/tensor.js";

export interface Regularizer {
  /** The name under which Keras saves it, such as `L1L2`. */
  readonly className: string;
  /** Its options, as they are saved. */
  readonly config: Readonly<Record<string, unknown>>;
  /** The penalty, a single number. */
  apply(weight: Tensor): Tensor;
}
