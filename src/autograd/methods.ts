/**
 * The operations as methods, so that formulas read from left to right: `x.matMul(w).add(b).relu()`.
 *
 * `tensor/` does not know the operations, since this folder imports that one: so the methods are added to
 * `Tensor` here.
 */
import { Tensor, type TensorLike } from "../tensor/tensor.js";
import * as operations from "./operations/operations.js";

const METHODS = {
  abs: operations.abs,
  acos: operations.acos,
  acosh: operations.acosh,
  add: operations.add,
  all: operations.all,
  any: operations.any,
  argMax: operations.argMax,
  argMin: operations.argMin,
  asin: operations.asin,
  asinh: operations.asinh,
  atan: operations.atan,
  atan2: operations.atan2,
  atanh: operations.atanh,
  batchNorm: operations.batchNorm,
  broadcastTo: operations.broadcastTo,
  ceil: operations.ceil,
  clipByValue: operations.clipByValue,
  clone: operations.clone,
  cos: operations.cos,
  cosh: operations.cosh,
  cumprod: operations.cumprod,
  cumsum: operations.cumsum,
  div: operations.div,
  divNoNan: operations.divNoNan,
  dot: operations.dot,
  elu: operations.elu,
  equal: operations.equal,
  erf: operations.erf,
  euclideanNorm: operations.euclideanNorm,
  exp: operations.exp,
  expandDims: operations.expandDims,
  expm1: operations.expm1,
  flatten: operations.flatten,
  floor: operations.floor,
  floorDiv: operations.floorDiv,
  gather: operations.gather,
  greater: operations.greater,
  greaterEqual: operations.greaterEqual,
  isFinite: operations.isFinite,
  isInf: operations.isInf,
  isNaN: operations.isNaN,
  leakyRelu: operations.leakyRelu,
  less: operations.less,
  lessEqual: operations.lessEqual,
  localResponseNormalization: operations.localResponseNormalization,
  log: operations.log,
  log1p: operations.log1p,
  logicalAnd: operations.logicalAnd,
  logicalNot: operations.logicalNot,
  logicalOr: operations.logicalOr,
  logicalXor: operations.logicalXor,
  logSigmoid: operations.logSigmoid,
  logSoftmax: operations.logSoftmax,
  logSumExp: operations.logSumExp,
  matMul: operations.matMul,
  max: operations.max,
  maximum: operations.maximum,
  mean: operations.mean,
  min: operations.min,
  minimum: operations.minimum,
  mirrorPad: operations.mirrorPad,
  mod: operations.mod,
  mul: operations.mul,
  neg: operations.neg,
  norm: operations.norm,
  notEqual: operations.notEqual,
  pad: operations.pad,
  pow: operations.pow,
  prelu: operations.prelu,
  prod: operations.prod,
  reciprocal: operations.reciprocal,
  relu: operations.relu,
  relu6: operations.relu6,
  reshape: operations.reshape,
  reverse: operations.reverse,
  round: operations.round,
  rsqrt: operations.rsqrt,
  selu: operations.selu,
  sigmoid: operations.sigmoid,
  sign: operations.sign,
  sin: operations.sin,
  sinh: operations.sinh,
  slice: operations.slice,
  softmax: operations.softmax,
  softplus: operations.softplus,
  split: operations.split,
  sqrt: operations.sqrt,
  square: operations.square,
  squaredDifference: operations.squaredDifference,
  squeeze: operations.squeeze,
  step: operations.step,
  stridedSlice: operations.stridedSlice,
  sub: operations.sub,
  sum: operations.sum,
  tan: operations.tan,
  tanh: operations.tanh,
  tile: operations.tile,
  topk: operations.topk,
  transpose: operations.transpose,
  unique: operations.unique,
  unsortedSegmentSum: operations.unsortedSegmentSum,
  unstack: operations.unstack,
  variance: operations.variance,
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

for (const [name, operation] of Object.entries({ ...METHODS, cast: operations.cast })) {
  Object.defineProperty(Tensor.prototype, name, {
    configurable: true,
    writable: true,
    value(this: Tensor, ...rest: never[]) {
      return (operation as (first: Tensor, ...rest: never[]) => unknown)(this, ...rest);
    },
  });
}
