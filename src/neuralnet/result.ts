/** A trained network, the result of `neuralnet`. */
import { logarithm } from "../arithmetic/logarithm.js";
import { ShapeError, StateError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import { JUPYTER_DISPLAY } from "../host/notebook.js";
import { variances } from "./confidence-interval.js";
import { readRows } from "./examples.js";
import { parameterCount, type ExcludedWeights } from "./excluded-weights.js";
import { IDENTITY } from "./functions.js";
import { generalizedWeights } from "./generalized-weights.js";
import type { Settings } from "./settings.js";
import { Propagation, weightCount, type Examples, type LayerSizes } from "./propagation.js";
import { summaryOf } from "./summary.js";
import type { Label } from "./targets.js";
import { Trained } from "./training.js";

/**
 * `weights[layer][row][column]`: row 0 has the biases, then there is one row for each incoming neuron; each
 * neuron is a column.
 */
export type LayeredWeights = number[][][];

/** The data and the settings of a training. */
interface Training {
  readonly sizes: LayerSizes;
  readonly settings: Settings;
  readonly classes: readonly Label[] | undefined;
  readonly examples: Examples;
  readonly excluded: ExcludedWeights;
}

/** The values of all neurons, as R's `compute` returns them. */
export interface Computed {
  /**
   * `neurons[layer][example]`: the inputs of each layer of weights, the constant 1 of the bias first; layer 0
   * has the inputs of the network.
   */
  readonly neurons: number[][][];
  /** The outputs: one row for each example. */
  readonly netResult: number[][];
}

/** Confidence intervals of the weights, in the form of `weights`; undefined where there are none. */
export interface ConfidenceInterval {
  readonly lowerCi: LayeredWeights | undefined;
  readonly upperCi: LayeredWeights | undefined;
  /** The network information criterion of Murata, Yoshizawa and Amari. */
  readonly nic: number;
}

/**
 * A network as `neuralnet` returns it: weights, error, steps, and predictions.
 * @example
 * ```ts
 * const net: NeuralNetwork = await neuralnet({
 *   x: [[0], [1], [2], [3]],
 *   y: [0, 1, 2, 3],
 *   hidden: 1,
 *   stepmax: 1000,
 *   seed: 1,
 * });
 * net.predict([[1.5]]);
 * ```
 */
export class NeuralNetwork {
  /** How many neurons each layer has, inputs and outputs included. */
  readonly sizes: LayerSizes;
  readonly weights: LayeredWeights;
  readonly startWeights: LayeredWeights;
  /** The error function summed over all examples. */
  readonly error: number;
  /** How many steps were taken; as in R, the evaluation of the start weights counts as the first. */
  readonly steps: number;
  /** The largest absolute partial derivative of the error at the end. */
  readonly reachedThreshold: number;
  /** False where the training ended at `stepmax`, before the threshold was reached. */
  readonly converged: boolean;
  /** The classes in the order of the outputs, if the network was trained on classes. */
  readonly classes: readonly Label[] | undefined;
  /** Akaike's and Schwarz's information criteria, if `likelihood` was set. */
  readonly aic: number | undefined;
  readonly bic: number | undefined;
  /** All repetitions, including this one, in the order of training. */
  repetitions: readonly NeuralNetwork[] = [this];

  private readonly settings: Settings;
  private readonly examples: Examples;
  private readonly excluded: ExcludedWeights;
  private slopes: readonly number[][] | undefined;

  /** Made by `neuralnet`. */
  constructor(trained: Trained, training: Training) {
    checkTraining(trained);
    const { sizes, settings, classes, examples, excluded } = training;
    this.sizes = sizes;
    this.settings = settings;
    this.examples = examples;
    this.excluded = excluded;
    this.weights = layered(trained.weights, sizes);
    this.startWeights = layered(trained.startWeights, sizes);
    this.error = trained.error;
    this.steps = trained.steps;
    this.reachedThreshold = trained.reachedThreshold;
    this.converged = trained.converged;
    this.classes = classes;
    if (settings.likelihood) {
      const count = parameterCount(sizes, excluded);
      this.aic = 2 * trained.error + 2 * count;
      this.bic = 2 * trained.error + logarithm(examples.count) * count;
    }
  }

  /** The outputs for each row of x: a row of one number for each output. */
  predict = (x: readonly ArrayLike<number>[]): number[][] =>
    this.outputs(this.weights, this.rows(x, "predict"));

  /** The values of all neurons for each row of x: R's `compute`. */
  compute(x: readonly ArrayLike<number>[]): Computed {
    let values: number[][] = this.rows(x, "compute").map((row) => Array.from(row));
    const neurons = this.weights.map((layer, l) => {
      const entering = values.map((row) => [1, ...row]);
      values = values.map((row) => this.through(layer, row, l));
      return entering;
    });
    return { neurons, netResult: values };
  }

  /** The inputs of the training: one row for each example. */
  get covariate(): number[][] {
    return Array.from({ length: this.examples.count }, (_, n) =>
      this.examples.inputs.map((column) => column[n]),
    );
  }

  /**
   * The effect of each input on each output's log-odds, for each example (Intrator and Intrator 1993): one
   * row for each example; its columns are the inputs for the first output, then those for the second, and so
   * on. `plots.gwplot` draws them.
   */
  get generalizedWeights(): readonly (readonly number[])[] {
    this.slopes ??= this.computeSlopes();
    return this.slopes;
  }

  /**
   * Confidence intervals of the weights and the criterion NIC, as R's `confidence.interval`. They are
   * meaningful if the error is a negative log-likelihood (errFct "ce") and the network has no superfluous
   * neurons.
   * @param alpha 1 − the level: 0.05, intervals of 95 %, by default
   * @throws ArgumentError for more than one hidden layer
   */
  confidenceInterval(alpha = 0.05): ConfidenceInterval {
    const {
      weights,
      sizes,
      examples,
      error,
      settings: { functions },
      excluded: { positions },
    } = this;
    const { nic, halfWidths } = variances(
      { weights, sizes, examples, functions, excluded: positions, error },
      alpha,
    );
    if (halfWidths === undefined) return { lowerCi: undefined, upperCi: undefined, nic };
    const widths = layered(halfWidths, sizes);
    const moved = (side: 1 | -1) =>
      weights.map((layer, l) =>
        layer.map((row, i) => row.map((weight, j) => weight + side * widths[l][i][j])),
      );
    return { lowerCi: moved(-1), upperCi: moved(1), nic };
  }

  /**
   * The same network with other weights, such as those of an earlier step.
   * @param weights in one list, in the order of the weights that `onStep` receives
   */
  withWeights(weights: ArrayLike<number>): Pick<NeuralNetwork, "predict"> {
    const count = weightCount(this.sizes);
    if (
      !isList(weights) ||
      weights.length !== count ||
      !Array.from(weights).every((weight) => typeof weight === "number")
    ) {
      throw new ShapeError({
        where: "withWeights",
        argument: "weights",
        received: isList(weights) ? `[${weights.length}]` : written(weights),
        expected: `[${count}]`,
        mend: {
          fr: "Donnez une copie des poids que onStep reçoit : weights.slice().",
          en: "Give a copy of the weights that onStep receives: weights.slice().",
        },
      });
    }
    const layers = layered(Float64Array.from(weights), this.sizes);
    return { predict: (x) => this.outputs(layers, this.rows(x, "predict")) };
  }

  private rows(x: unknown, where: string): readonly ArrayLike<number>[] {
    return readRows(x, { where, argument: "x" }, this.sizes[0]);
  }

  private outputs(layers: LayeredWeights, x: readonly ArrayLike<number>[]): number[][] {
    return x.map((row) =>
      layers.reduce<number[]>((values, layer, l) => this.through(layer, values, l), Array.from(row)),
    );
  }

  private computeSlopes(): number[][] {
    const {
      sizes,
      examples,
      settings: { functions },
    } = this;
    const network = new Propagation(sizes, examples, functions);
    network.weights.set(flat(this.weights));
    network.forward();
    return generalizedWeights(this.weights, sizes, examples, {
      derivatives: network.derivatives(),
      outputs: network.outputs,
    });
  }

  private through(layer: readonly (readonly number[])[], inputs: readonly number[], l: number): number[] {
    const { activation, linearOutput } = this.settings.functions;
    const { value: f } = linearOutput && l === this.weights.length - 1 ? IDENTITY : activation;
    return layer[0].map((bias, j) =>
      f(inputs.reduce((sum, input, i) => sum + input * layer[i + 1][j], bias)),
    );
  }

  /** A summary of the training, in a few lines. */
  summary(): string {
    return summaryOf(this, this.settings);
  }

  [JUPYTER_DISPLAY](): Readonly<Record<string, string>> {
    return { "text/plain": this.summary() };
  }
}

function checkTraining(trained: unknown): void {
  if (trained instanceof Trained) return;
  throw new StateError({
    where: "NeuralNetwork",
    argument: "trained",
    received: written(trained),
    expected: { fr: "le résultat d’un apprentissage", en: "the result of a training" },
    mend: {
      fr: "Un réseau s’obtient par : const net = await neuralnet({ x, y }).",
      en: "A network is made by: const net = await neuralnet({ x, y }).",
    },
  });
}

/** In one list, layer after layer and column by column. */
function flat(weights: LayeredWeights): number[] {
  return weights.flatMap((layer) => layer[0].flatMap((_, j) => layer.map((row) => row[j])));
}

function layered(weights: Float64Array, sizes: LayerSizes): LayeredWeights {
  let start = 0;
  return sizes.slice(1).map((columns, l) => {
    const rows = sizes[l] + 1;
    const first = start;
    start += rows * columns;
    return Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => weights[first + j * rows + i]),
    );
  });
}
