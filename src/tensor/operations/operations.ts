/** The operations on tensors in plain TypeScript, without gradients: the operations of autograd use them. */
export * from "./convolution.js";
export * from "./depthwise-convolution.js";
export * from "./cumulative.js";
export * from "./elementwise.js";
export * from "./layout.js";
export * from "./loops.js";
export * from "./mat-mul.js";
export * from "./pooling.js";
export * from "./reduce.js";
export * from "./resize.js";
export * from "./sources.js";
export * from "./window.js";
