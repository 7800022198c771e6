/** The operations on tensors, with their gradients. */
export * from "./arithmetic.js";
export { broadcastTo } from "./broadcast.js";
export * from "./comparison.js";
export * from "./convolution.js";
export * from "./elementwise.js";
export * from "./layout.js";
export * from "./mat-mul.js";
export * from "./pooling.js";
export * from "./reduce.js";
export * from "./relu-variants.js";
export * from "./rounding.js";
export * from "./softmax.js";
export * from "./trigonometry.js";
export { elementwise } from "./unary.js";
