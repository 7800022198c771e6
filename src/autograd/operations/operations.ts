/** The operations on tensors, with their gradients. */
export * from "./arithmetic.js";
export * from "./conv1d.js";
export * from "./convolution.js";
export * from "./depthwise-convolution.js";
export {
  abs,
  clipByValue,
  cos,
  elementwise,
  exp,
  log,
  log1p,
  neg,
  reciprocal,
  relu,
  sigmoid,
  sign,
  sin,
  softplus,
  sqrt,
  square,
  tanh,
} from "./elementwise.js";
export * from "./layout.js";
export * from "./mat-mul.js";
export * from "./pooling.js";
export * from "./reduce.js";
export * from "./softmax.js";
