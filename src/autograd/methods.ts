/**
 * The operations as methods, so that formulas read from left to right: `x.matMul(w).add(b).relu()`.
 *
 * Tensors themselves know no operations (this room builds on that one), so the methods are added to them here.
 */
import { Tensor, type TensorLike } from "../tensor/tensor.js";
import { isInteger, type DataType } from "../tensor/dtype.js";
import * as operations from "./operations/operations.js";
import { record } from "./tape.js";

const METHODS = {
  abs: operations.abs,
  add: operations.add,
  argMax: operations.argMax,
  clipByValue: operations.clipByValue,
  div: operations.div,
  equal: operations.equal,
  exp: operations.exp,
  expandDims: operations.expandDims,
  flatten: operations.flatten,
  gather: operations.gather,
  greater: operations.greater,
  greaterEqual: operations.greaterEqual,
  less: operations.less,
  lessEqual: operations.lessEqual,
  log: operations.log,
  logSoftmax: operations.logSoftmax,
  logSumExp: operations.logSumExp,
  matMul: operations.matMul,
  max: operations.max,
  maximum: operations.maximum,
  mean: operations.mean,
  min: operations.min,
  minimum: operations.minimum,
  mul: operations.mul,
  neg: operations.neg,
  pad: operations.pad,
  pow: operations.pow,
  relu: operations.relu,
  reshape: operations.reshape,
  sigmoid: operations.sigmoid,
  slice: operations.slice,
  softmax: operations.softmax,
  softplus: operations.softplus,
  sqrt: operations.sqrt,
  square: operations.square,
  squeeze: operations.squeeze,
  sub: operations.sub,
  sum: operations.sum,
  tanh: operations.tanh,
  transpose: operations.transpose,
  unstack: operations.unstack,
};

type Methods = typeof METHODS;

/** A function of a tensor and more, without the tensor. */
type WithoutFirst<F> = F extends (first: TensorLike, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

declare module "../tensor/tensor.js" {
  interface Tensor extends TensorMethods {}
}

/** What `METHODS` adds to every tensor: the function of the same name, the tensor as its first argument. */
export type TensorMethods = { [Name in keyof Methods]: WithoutFirst<Methods[Name]> };

const castNumbers = { cast: Tensor.prototype.cast };

/** As every tensor knows it, noted on the tape: the numbers stay nearly the same, and so does the gradient, unless fractions are cut off. */
function cast(x: Tensor, dtype: DataType): Tensor {
  const result = castNumbers.cast.call(x, dtype);
  if (result === x || isInteger(dtype)) return result;
  return record([x], result, (gradient) => [
    isInteger(x.dtype) ? gradient : castNumbers.cast.call(gradient, x.dtype),
  ]);
}

for (const [name, operation] of Object.entries({ ...METHODS, cast })) {
  Object.defineProperty(Tensor.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Tensor, ...rest: never[]) {
      return (operation as (first: Tensor, ...rest: never[]) => unknown)(this, ...rest);
    },
  });
}
