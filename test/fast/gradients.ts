/** The value of a function and its gradient by autograd, with which the kernels are compared. */
import { mul, sum } from "../../src/autograd/operations/operations.js";
import { valueAndGradients } from "../../src/autograd/tape.js";
import { Tensor, Variable } from "../../src/tensor/tensor.js";

export function gradients(
  f: (x: Tensor) => Tensor,
  x: Tensor,
  dy?: Float32Array,
): { value: Tensor["data"]; gradient: Tensor["data"] } {
  const variable = new Variable(x);
  let value: Tensor | undefined;
  const {
    gradients: [gradient],
  } = valueAndGradients(() => {
    value = f(variable);
    return dy === undefined ? sum(value) : sum(mul(value, new Tensor(dy, value.shape)));
  }, [variable]);
  return { value: value!.data, gradient: gradient.data };
}
