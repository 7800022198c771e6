/**
 * The operations as methods, so that formulas read from left to right: `x.matMul(w).add(b).relu()`.
 *
 * `tensor/` does not know the operations, since this folder imports that one: so the methods are added to
 * `Tensor` here.
 */
import { Tensor, type TensorLike } from "../tensor/tensor.js";
import { isInteger, type DataType } from "../tensor/dtype.js";
import * as operations from "./operations/operations.js";
import { recordComposed } from "./tape.js";

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

/** The type of a function without its first argument, the tensor. */
type WithoutFirst<F> = F extends (first: TensorLike, ...rest: infer Rest) => infer Result
  ? (...rest: Rest) => Result
  : never;

declare module "../tensor/tensor.js" {
  interface Tensor extends TensorMethods {}
}

/**
 * The methods of every tensor: each calls the function of the same name with the tensor as its first
 * argument.
 */
export type TensorMethods = { [Name in keyof Methods]: WithoutFirst<Methods[Name]> };

const castNumbers = { cast: Tensor.prototype.cast };

/**
 * `Tensor.cast`, recorded on the tape: the numbers stay the same but for rounding, so the gradient does too.
 * A cast to integers has no gradient.
 */
function cast(x: Tensor, dtype: DataType): Tensor {
  const result = castNumbers.cast.call(x, dtype);
  if (result === x || isInteger(dtype)) return result;
  return recordComposed([x], result, (gradient) => [isInteger(x.dtype) ? gradient : cast(gradient, x.dtype)]);
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
