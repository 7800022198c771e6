/** A readable function's value and what it makes of a gradient of its result: the oracle of the kernels. */
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
