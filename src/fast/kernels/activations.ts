/** The types of the kernels for activation functions. */

/** The activation functions that the kernels compute, numbered as in `assembly/activations.ts`. */
export const ACTIVATION_KINDS = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  elu: 3,
  sigmoid: 4,
  tanh: 5,
  softplus: 6,
  softsign: 7,
  hardSigmoid: 8,
  selu: 9,
  relu6: 10,
} as const;
export type ActivationKind = (typeof ACTIVATION_KINDS)[keyof typeof ACTIVATION_KINDS];

/**
 * The activation functions whose derivative is computed from their argument, numbered as in
 * `assembly/argument-activations.ts`. `rectified` is relu with a threshold, a slope and a largest value;
 * `above` keeps what is above a threshold.
 */
export const ARGUMENT_ACTIVATION_KINDS = {
  gelu: 0,
  swish: 1,
  mish: 2,
  geluNew: 3,
  rectified: 4,
  above: 5,
} as const;
export type ArgumentActivationKind =
  (typeof ARGUMENT_ACTIVATION_KINDS)[keyof typeof ARGUMENT_ACTIVATION_KINDS];

/** Kernels for activation functions. */
export interface ActivationKernels {
  activate(
    kind: ActivationKind,
    x: number,
    bias: number,
    y: number,
    rows: number,
    columns: number,
    alpha: number,
  ): void;
  activateBackward(
    kind: ActivationKind,
    y: number,
    dy: number,
    dx: number,
    count: number,
    alpha: number,
  ): void;
  activateArgument(
    kind: ArgumentActivationKind,
    x: number,
    y: number,
    count: number,
    threshold: number,
    slope: number,
    most: number,
  ): void;
  activateArgumentBackward(
    kind: ArgumentActivationKind,
    x: number,
    dy: number,
    dx: number,
    count: number,
    adds: boolean,
    threshold: number,
    slope: number,
    most: number,
  ): void;
  prelu(x: number, alpha: number, y: number, rows: number, columns: number): void;
  preluBackward(
    x: number,
    alpha: number,
    dy: number,
    dx: number,
    dalpha: number,
    rows: number,
    columns: number,
    adds: boolean,
  ): void;
  softmax(z: number, p: number, rows: number, columns: number): void;
  softmaxBackward(p: number, dy: number, dz: number, rows: number, columns: number): void;
  logSoftmax(z: number, y: number, rows: number, columns: number): void;
  logSoftmaxBackward(y: number, dy: number, dz: number, rows: number, columns: number): void;
}
