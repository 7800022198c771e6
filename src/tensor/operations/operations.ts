/** The operations on tensors, without gradients, in plain TypeScript: what autograd is built of. */
export * from "./convolution.js";
export * from "./elementwise.js";
export * from "./layout.js";
export * from "./mat-mul.js";
export * from "./pooling.js";
export * from "./reduce.js";
export * from "./window.js";
