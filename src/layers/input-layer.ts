/** The first layer of a model, which returns its input unchanged and declares its shape. */
import type { Tensor } from "../tensor/tensor.js";
import { Layer } from "./layer.js";
import { one } from "./shapes.js";

export class InputLayer extends Layer {
  static override readonly className = "InputLayer";
  static override readonly optionNames: readonly string[] = [];

  override call(input: Tensor | readonly Tensor[]): Tensor {
    return one(input);
  }
}
