/**
 * The activation functions with their derivatives, under the names of Keras and TensorFlow.js.
 *
 * Sources: elu, Clevert et al. 2016; gelu, Hendrycks and Gimpel 2016 (exact form, with the error function);
 * swish, Ramachandran et al. 2017; leaky relu, Maas et al. 2013. Those at the end are composed of operations.
 */
import { erf } from "../autograd/operations/error-function.js";
import * as operations from "../autograd/operations/operations.js";
import { choose } from "../errors/choose.js";
import type { Tensor } from "../tensor/tensor.js";
import { rememberLogits } from "./logits.js";

const { add, clipByValue, elementwise, logSoftmax, mul, pow, relu, sigmoid, softmax, softplus, tanh } =
  operations;

export type Activation = (x: Tensor) => Tensor;

const logistic = (x: number) => 1 / (1 + Math.exp(-x));

/** The standard normal distribution function Φ and its density φ. */
const normalShare = (x: number) => 0.5 * (1 + erf(x / Math.SQRT2));
const normalDensity = (x: number) => Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);

/** x for x > 0, α x elsewhere. */
export function leakyRelu(alpha = 0.2): Activation {
  return (x) => operations.leakyRelu(x, alpha);
}

/** x for x > 0, α (e^x − 1) elsewhere. */
export function elu(alpha = 1): Activation {
  return (x) => operations.elu(x, alpha);
}

/** x Φ(x): the input times the probability that a standard normal number is smaller. */
export const gelu: Activation = elementwise(
  (x) => x * normalShare(x),
  (x) => normalShare(x) + x * normalDensity(x),
  (x) => (2 - x * x) * normalDensity(x),
);
/** x σ(x). */
export const swish: Activation = elementwise(
  (x) => x * logistic(x),
  (x, y) => y + logistic(x) * (1 - y),
  (x, y) => logistic(x) * (1 - logistic(x)) * (2 + x - 2 * y),
);
/** x / (1 + |x|). */
export const softsign: Activation = elementwise(
  (x) => x / (1 + Math.abs(x)),
  (x) => (1 + Math.abs(x)) ** -2,
  (x) => -2 * Math.sign(x) * (1 + Math.abs(x)) ** -3,
);
/**
 * 0 below −2.5, 1 above 2.5, linear between: a cheap sigmoid, the default gate function of older recurrent
 * layers.
 */
export const hardSigmoid: Activation = elementwise(
  (x) => Math.min(1, Math.max(0, 0.2 * x + 0.5)),
  (x) => (Math.abs(x) < 2.5 ? 0.2 : 0),
  () => 0,
);

/** The constants of selu, with which activations keep mean 0 and variance 1 (Klambauer et al. 2017). */
const SELU = { alpha: 1.6732632423543772, scale: 1.0507009873554805 };
/** λ · elu(x) with the α and λ of self-normalizing networks. */
export const selu: Activation = (x) => mul(operations.elu(x, SELU.alpha), SELU.scale);
/** relu, at most 6. */
export const relu6: Activation = (x) => clipByValue(relu(x), 0, 6);
/** x tanh(softplus(x)) (Misra 2019). */
export const mish: Activation = (x) => mul(x, tanh(softplus(x)));
/** gelu with tanh in place of the error function, as in GPT-2: ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))). */
export const geluNew: Activation = (x) => {
  const bent = mul(add(x, mul(pow(x, 3), 0.044715)), Math.sqrt(2 / Math.PI));
  return mul(mul(x, 0.5), add(tanh(bent), 1));
};

export const linear: Activation = (x) => x;
export { relu, softplus, tanh };

/** σ; its logits are remembered for the losses. */
const sigmoidWithLogits: Activation = (x) => rememberLogits(sigmoid(x), "sigmoid", x);
/** Softmax over the last axis; its logits are remembered for the losses. */
const softmaxWithLogits: Activation = (x) => rememberLogits(softmax(x), "softmax", x);

const ACTIVATIONS = {
  linear,
  relu,
  leakyRelu: leakyRelu(),
  elu: elu(),
  gelu,
  softplus,
  softsign,
  sigmoid: sigmoidWithLogits,
  hardSigmoid,
  tanh,
  swish,
  softmax: softmaxWithLogits,
  logSoftmax: (x: Tensor) => logSoftmax(x),
  selu,
  relu6,
  mish,
  geluNew,
};

export type ActivationName = keyof typeof ACTIVATIONS;

export const ACTIVATION_NAMES = Object.keys(ACTIVATIONS) as readonly ActivationName[];

/**
 * The activation of this name; linear where no name is given.
 * @param where the layer, for the error
 */
export function activationNamed(name: ActivationName | undefined, where: string): Activation {
  return choose(ACTIVATIONS, name ?? "linear", { where, argument: "activation" });
}
