/** Regularizers and constraints of the engine with the methods of TensorFlow.js. */
import type { Tensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";

interface Described {
  readonly className: string;
  readonly config: Readonly<Record<string, unknown>>;
  apply(weight: Tensor): Tensor;
}

/** The methods that programs use of such an object. */
export interface Shown {
  getClassName(): string;
  getConfig(): Record<string, unknown>;
}

/** The same object; the tensors that it makes on its way are not the program's. */
export function shown<Made extends Described>(made: Made): Made & Shown {
  return Object.assign(Object.create(made) as Made, {
    className: made.className,
    config: made.config,
    apply: (weight: Tensor) => within(() => made.apply(weight)),
    getClassName: () => made.className,
    getConfig: () => ({ ...made.config }),
  });
}
