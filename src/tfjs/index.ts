/**
 * The second public entry, `import * as tf from "neurones/tfjs"`: the engine under the names of
 * TensorFlow.js, and with its answers where the two differ. It names and composes, and computes nothing.
 */
import "../autograd/methods.js";
import "../fast/register.js";

export * from "../autograd/operations/operations.js";
export {
  eye,
  fill,
  linspace,
  oneHot,
  ones,
  onesLike,
  randomNormal,
  randomUniform,
  range,
  scalar,
  tensor,
  tensor1d,
  tensor2d,
  tensor3d,
  tensor4d,
  variable,
  zeros,
  zerosLike,
} from "../tensor/create.js";
export { Tensor, Variable } from "../tensor/tensor.js";
