/** The arguments of `neuralnet`, named as in R but in camel case, with R's defaults. */
import type { RandomR } from "../random/r-random.js";
import type { Algorithm, StepSizes } from "./algorithms.js";
import type { Exclude } from "./excluded-weights.js";
import type { ActivationChoice, ErrorChoice } from "./chosen-functions.js";
import type { StartWeights } from "./start-weights.js";
import type { Label, TargetsLike } from "./targets.js";

/**
 * What a running training reports: nothing, the end of each repetition, or also every `lifesignStep` steps.
 */
export type LifeSign = "none" | "minimal" | "full";

/**
 * A training step as `onStep` receives it. Its arrays are those of the training: copy them to keep their
 * numbers.
 */
export interface NeuralnetStep {
  readonly repetition: number;
  readonly step: number;
  /** The largest absolute gradient. */
  readonly reachedThreshold: number;
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
}

/** The arguments of `neuralnet`, with R's defaults. */
export interface NeuralnetOptions {
  /** The examples: one row each. */
  readonly x: readonly ArrayLike<number>[];
  /** What to learn: for each example a number, a class name, or a row of outputs. */
  readonly y: TargetsLike;
  /** The order of the classes; by default numbers in increasing, names in alphabetical order. */
  readonly classes?: readonly Label[];
  /**
   * Neurons in each hidden layer; by default one layer of 1 neuron, as in R. `[]` and 0: no hidden layer, a
   * perceptron.
   */
  readonly hidden?: number | readonly number[];
  /**
   * Training stops when the largest absolute partial derivative of the error is below it; 0.01 by default.
   */
  readonly threshold?: number;
  /** The most steps; 100,000 by default. */
  readonly stepmax?: number;
  /** How many times to train, each time from new start weights; 1 by default. */
  readonly rep?: number;
  /** The seed of R's generator for the start weights, 1 by default; or a stream in use. */
  readonly seed?: number;
  readonly random?: RandomR;
  /**
   * The weights to start from: in the form of a result's `weights`, or in one list in R's order. For several
   * repetitions: a list of these, or all numbers in one list. Repetitions for which none are given draw
   * theirs, as in R.
   */
  readonly startWeights?: StartWeights;
  /**
   * Weights to leave out, as in R: by positions from 1 in the list of all weights, or by [layer, row, column]
   * from 1, where row 1 is the bias.
   */
  readonly exclude?: Exclude;
  /**
   * The constant values of the weights of `exclude`; 0 for those without one. Weights given as [layer, row,
   * column] are ordered by position.
   */
  readonly constantWeights?: readonly number[];
  readonly algorithm?: Algorithm;
  /** The learning rate: required by backprop, not used by the others. */
  readonly learningRate?: number;
  /** The factors of the step sizes: { minus: 0.5, plus: 1.2 } by default. */
  readonly learningRateFactor?: Partial<Pick<StepSizes, "minus" | "plus">>;
  /** The bounds of the step sizes: { min: 1e-10, max: 0.1 } by default. */
  readonly learningRateLimit?: Partial<Pick<StepSizes, "min" | "max">>;
  /**
   * sse (half the sum of squares) by default; ce (cross-entropy) for targets 0 and 1; or a function of your
   * own.
   */
  readonly errFct?: ErrorChoice;
  /** logistic by default; tanh, relu, softplus; or a function of your own. */
  readonly actFct?: ActivationChoice;
  /**
   * Whether output neurons have no activation function. True by default, as in R: choose false for
   * classification.
   */
  readonly linearOutput?: boolean;
  readonly lifesign?: LifeSign;
  /** Steps between two reports; 1000 by default. */
  readonly lifesignStep?: number;
  /**
   * Whether to warn where a repetition does not converge; true by default. A search that reads `converged`
   * itself sets it to false.
   */
  readonly warnings?: boolean;
  /** Whether to compute AIC and BIC; the error must then be a negative log-likelihood. */
  readonly likelihood?: boolean;
  /** Called at each step; return false to stop there. */
  readonly onStep?: (step: NeuralnetStep) => void | boolean;
}
