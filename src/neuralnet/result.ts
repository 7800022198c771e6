/** A trained network as `neuralnet` returns it. */
import { ShapeError } from "../errors/errors.js";
import { formatNumber, say } from "../language/language.js";
import { IDENTITY } from "./functions.js";
import type { Settings } from "./options.js";
import { weightCount, type LayerSizes } from "./propagation.js";
import type { Label } from "./targets.js";
import type { Trained } from "./training.js";

/** `weights[layer][row][column]`: the biases in row 0, then one row an incoming neuron; one column a neuron. */
export type LayeredWeights = number[][][];

export class NeuralNetwork {
  readonly weights: LayeredWeights;
  readonly startWeights: LayeredWeights;
  /** The error function summed over all examples. */
  readonly error: number;
  /** How many steps were taken; R counts the look at the start weights as the first. */
  readonly steps: number;
  /** The largest absolute partial derivative at the end. */
  readonly reachedThreshold: number;
  /** False where `stepmax` ended the training before the threshold was reached. */
  readonly converged: boolean;
  /** The classes in the order of the outputs, where it was trained on classes. */
  readonly classes: readonly Label[] | undefined;
  /** Akaike's and Schwarz's criteria, where `likelihood` asked for them. */
  readonly aic: number | undefined;
  readonly bic: number | undefined;
  /** Every repetition, this one among them, in the order of training. */
  repetitions: readonly NeuralNetwork[] = [this];

  constructor(readonly sizes: LayerSizes, trained: Trained, private readonly settings: Settings, classes: readonly Label[] | undefined, examples: number) {
    this.weights = layered(trained.weights, sizes);
    this.startWeights = layered(trained.startWeights, sizes);
    this.error = trained.error;
    this.steps = trained.steps;
    this.reachedThreshold = trained.reachedThreshold;
    this.converged = trained.converged;
    this.classes = classes;
    const count = weightCount(sizes);
    if (settings.likelihood) {
      this.aic = 2 * trained.error + 2 * count;
      this.bic = 2 * trained.error + Math.log(examples) * count;
    }
  }

  /** The outputs for each row of x: one row each, one number an output. */
  predict = (x: readonly ArrayLike<number>[]): number[][] => this.outputs(this.weights, x);

  /**
   * The same network with other weights, such as those it had at an earlier step.
   * @param weights  in one list, in the order in which `onStep` gives them
   */
  withWeights(weights: ArrayLike<number>): Pick<NeuralNetwork, "predict"> {
    const count = weightCount(this.sizes);
    if (weights.length !== count) {
      throw new ShapeError({
        where: "withWeights", argument: "weights", received: `[${weights.length}]`, expected: `[${count}]`,
        mend: { fr: "Donnez une copie des poids que onStep reçoit : weights.slice().", en: "Give a copy of the weights that onStep receives: weights.slice()." },
      });
    }
    const layers = layered(Float64Array.from(weights), this.sizes);
    return { predict: (x) => this.outputs(layers, x) };
  }

  private outputs(layers: LayeredWeights, x: readonly ArrayLike<number>[]): number[][] {
    const wrong = x.findIndex((row) => row.length !== this.sizes[0]);
    if (wrong >= 0) {
      throw new ShapeError({
        where: "predict", argument: `x[${wrong}]`, received: `[${x[wrong].length}]`, expected: `[${this.sizes[0]}]`,
        mend: { fr: "Donnez autant de nombres par ligne qu’à l’apprentissage.", en: "Give as many numbers a row as in training." },
      });
    }
    return x.map((row) => layers.reduce<number[]>((values, layer, l) => this.through(layer, values, l), Array.from(row)));
  }

  private through(layer: readonly (readonly number[])[], inputs: readonly number[], l: number): number[] {
    const { activation, linearOutput } = this.settings.functions;
    const { value: f } = linearOutput && l === this.weights.length - 1 ? IDENTITY : activation;
    return layer[0].map((bias, j) => f(inputs.reduce((sum, input, i) => sum + input * layer[i + 1][j], bias)));
  }

  /** What there is to know of the training, in a few lines. */
  summary(): string {
    const { functions: { activation, error, linearOutput }, algorithm, threshold } = this.settings;
    const number = (value: number) => formatNumber(value, { maximumSignificantDigits: 6 });
    return [
      say({ fr: `Réseau ${this.sizes.join("-")}, ${weightCount(this.sizes)} paramètres`, en: `Network ${this.sizes.join("-")}, ${weightCount(this.sizes)} parameters` }),
      say({ fr: `activation ${activation.name}, sortie ${linearOutput ? "linéaire" : activation.name}, erreur ${error.name}, algorithme ${algorithm}`, en: `activation ${activation.name}, output ${linearOutput ? "linear" : activation.name}, error ${error.name}, algorithm ${algorithm}` }),
      ...(this.classes === undefined ? [] : [this.classLine(this.classes)]),
      say({ fr: `erreur ${number(this.error)} en ${formatNumber(this.steps)} étapes`, en: `error ${number(this.error)} in ${formatNumber(this.steps)} steps` }),
      this.converged
        ? say({ fr: `convergence : plus grande dérivée ${number(this.reachedThreshold)} ≤ seuil ${number(threshold)}`, en: `converged: largest derivative ${number(this.reachedThreshold)} ≤ threshold ${number(threshold)}` })
        : say({ fr: `pas de convergence : plus grande dérivée ${number(this.reachedThreshold)} > seuil ${number(threshold)}`, en: `not converged: largest derivative ${number(this.reachedThreshold)} > threshold ${number(threshold)}` }),
      ...(this.aic === undefined || this.bic === undefined ? [] : [`AIC ${number(this.aic)}, BIC ${number(this.bic)}`]),
    ].join("\n");
  }

  private classLine(classes: readonly Label[]): string {
    if (this.sizes[this.sizes.length - 1] === 1) return say({ fr: `classes : ${classes[0]} (sortie basse), ${classes[1]} (sortie haute)`, en: `classes: ${classes[0]} (low output), ${classes[1]} (high output)` });
    return say({ fr: `classes, une sortie chacune : ${classes.join(", ")}`, en: `classes, one output each: ${classes.join(", ")}` });
  }

  [Symbol.for("Jupyter.display")](): Readonly<Record<string, string>> {
    return { "text/plain": this.summary() };
  }
}

function layered(weights: Float64Array, sizes: LayerSizes): LayeredWeights {
  let start = 0;
  return sizes.slice(1).map((columns, l) => {
    const rows = sizes[l] + 1;
    const first = start;
    start += rows * columns;
    return Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => weights[first + j * rows + i]));
  });
}
