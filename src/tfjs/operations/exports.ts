/**
 * The operations, each in TensorFlow.js' form. An operation that is new in the engine is added to the list below
 * (`test/tfjs/operations.test.ts` names those that are missing).
 */
import * as engine from "../../autograd/operations/operations.js";
import { operationsOf } from "./operation.js";

export * from "./differing.js";

/** All operations of the engine in TensorFlow.js' form. */
export const OPERATIONS = operationsOf(engine);

export const {
  abs,
  add,
  avgPool,
  clipByValue,
  concat,
  conv2d,
  conv2dTranspose,
  cos,
  div,
  equal,
  exp,
  expandDims,
  gather,
  greater,
  greaterEqual,
  less,
  lessEqual,
  log,
  log1p,
  logSoftmax,
  logSumExp,
  matMul,
  max,
  maxPool,
  maximum,
  mean,
  min,
  minimum,
  mul,
  neg,
  notEqual,
  pad,
  pow,
  reciprocal,
  relu,
  reshape,
  sigmoid,
  sign,
  sin,
  slice,
  softmax,
  softplus,
  split,
  sqrt,
  square,
  squaredDifference,
  squeeze,
  stack,
  sub,
  sum,
  tanh,
  transpose,
  unstack,
  where,
} = OPERATIONS;
