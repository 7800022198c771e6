/**
 * The forward and backward passes through a network for all examples at once, with R's sums in R's order, so
 * that they round as R's do.
 *
 * Layer l has weights W of (inputs + 1) rows, the bias first, and one column for each neuron; they are stored
 * column by column, layer after layer, in one array. Values are stored neuron by neuron, each with all its
 * examples, so that every inner loop reads contiguous numbers.
 *
 *     forward:   z_j = W_0j + Σ_i a_i W_ij,  a_j = f(z_j)
 *     backward:  δ = ∂E/∂output · f′, without f′ where the output is linear or f′ cancels;
 *                then δ_i ← f′_i Σ_j δ_j W_ij
 *     gradient:  ∂E/∂W_ij = Σ over the examples of a_i δ_j
 */
import { extendedSum } from "../arithmetic/extended-sum.js";
import { CE, IDENTITY, LOGISTIC, type ActivationFunction, type ErrorFunction } from "./functions.js";

/** All examples of a training, column by column. */
export interface Examples {
  readonly count: number;
  /** One array for each input. */
  readonly inputs: readonly Float64Array[];
  /** One array for each output. */
  readonly targets: readonly Float64Array[];
}

export interface NetworkFunctions {
  readonly activation: ActivationFunction;
  readonly error: ErrorFunction;
  /** Whether the output neurons have no activation function. */
  readonly linearOutput: boolean;
}

/** How many neurons each layer has, inputs and outputs included. */
export type LayerSizes = readonly number[];

export function weightCount(sizes: LayerSizes): number {
  return sizes.slice(1).reduce((sum, size, l) => sum + (sizes[l] + 1) * size, 0);
}

/** A network with its examples, and the passes in both directions. */
export interface Network {
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
  /** The outputs of the network, one array for each. */
  readonly outputs: readonly Float64Array[];
  /** Computes the values of all neurons. */
  forward(): void;
  /** Computes the gradients; to be called after `forward`. */
  backward(): void;
}

interface LayerValues {
  /** Where the layer's weights begin. */
  readonly start: number;
  readonly inputs: readonly Float64Array[];
  readonly sums: readonly Float64Array[];
  readonly values: readonly Float64Array[];
  readonly deltas: readonly Float64Array[];
}

export class Propagation implements Network {
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
  private readonly layers: readonly LayerValues[];
  private readonly outputActivation: ActivationFunction;
  /**
   * Whether the output is logistic with cross-entropy: the product of both derivatives is then output −
   * target.
   */
  private readonly cancels: boolean;

  /**
   * @param isQuick whether to use JavaScript's own functions for activations, whose last bit may differ from
   *   R's
   */
  constructor(
    sizes: LayerSizes,
    private readonly examples: Examples,
    private readonly functions: NetworkFunctions,
    private readonly isQuick = false,
  ) {
    this.weights = new Float64Array(weightCount(sizes));
    this.gradients = new Float64Array(this.weights.length);
    const columns = (count: number) => Array.from({ length: count }, () => new Float64Array(examples.count));
    const layers: LayerValues[] = [];
    let start = 0;
    for (let l = 1; l < sizes.length; l++) {
      layers.push({
        start,
        inputs: layers.at(-1)?.values ?? examples.inputs,
        sums: columns(sizes[l]),
        values: columns(sizes[l]),
        deltas: columns(sizes[l]),
      });
      start += (sizes[l - 1] + 1) * sizes[l];
    }
    this.layers = layers;
    this.outputActivation = functions.linearOutput ? IDENTITY : functions.activation;
    this.cancels = !functions.linearOutput && functions.error === CE && functions.activation === LOGISTIC;
  }

  get outputs(): readonly Float64Array[] {
    return this.layers[this.layers.length - 1].values;
  }

  forward(): void {
    const last = this.layers.length - 1;
    this.layers.forEach((layer, l) =>
      this.forwardLayer(layer, l === last ? this.outputActivation : this.functions.activation),
    );
  }

  private forwardLayer({ start, inputs, sums, values }: LayerValues, activation: ActivationFunction): void {
    const { weights } = this;
    let w = start;
    for (let j = 0; j < sums.length; j++) {
      const sum = sums[j].fill(weights[w++]);
      for (const input of inputs) {
        const weight = weights[w++];
        for (let n = 0; n < sum.length; n++) sum[n] += weight * input[n];
      }
      (this.isQuick ? (activation.fillQuickly ?? activation.fill) : activation.fill)(values[j], sum);
    }
  }

  /**
   * The derivatives of all neurons with respect to their sums, layer by layer and neuron by neuron; after
   * `forward`.
   */
  derivatives(): Float64Array[][] {
    const last = this.layers.length - 1;
    return this.layers.map(({ sums, values }, l) => {
      const { derivative } = l === last ? this.outputActivation : this.functions.activation;
      return sums.map((sum, j) => sum.map((z, n) => derivative(z, values[j][n])));
    });
  }

  backward(): void {
    this.outputDeltas();
    for (let l = this.layers.length - 1; l >= 0; l--) {
      this.gradientsOf(this.layers[l]);
      if (l > 0) this.deltasBefore(this.layers[l], this.layers[l - 1]);
    }
  }

  private outputDeltas(): void {
    const { values, sums, deltas } = this.layers[this.layers.length - 1];
    const { derivative } = this.functions.error;
    this.examples.targets.forEach((target, j) => {
      const [value, delta] = [values[j], deltas[j]];
      if (this.cancels) {
        for (let n = 0; n < delta.length; n++)
          delta[n] = value[n] * (1 - target[n]) - target[n] * (1 - value[n]);
        return;
      }
      for (let n = 0; n < delta.length; n++) delta[n] = derivative(value[n], target[n]);
      this.outputActivation.scale(delta, sums[j], value);
    });
  }

  private gradientsOf({ start, inputs, deltas }: LayerValues): void {
    const { gradients } = this;
    let w = start;
    for (const delta of deltas) {
      let total = 0;
      for (let n = 0; n < delta.length; n++) total += delta[n];
      gradients[w++] = total;
      for (const input of inputs) {
        total = 0;
        for (let n = 0; n < delta.length; n++) total += input[n] * delta[n];
        gradients[w++] = total;
      }
    }
  }

  private deltasBefore(layer: LayerValues, before: LayerValues): void {
    const { weights } = this;
    const rows = layer.inputs.length + 1;
    before.deltas.forEach((delta, i) => {
      delta.fill(0);
      layer.deltas.forEach((later, j) => {
        const weight = weights[layer.start + j * rows + i + 1];
        for (let n = 0; n < delta.length; n++) delta[n] += later[n] * weight;
      });
      this.functions.activation.scale(delta, before.sums[i], before.values[i]);
    });
  }
}

/**
 * The error function summed over examples and outputs, in R's extended precision. For cross-entropy, terms of
 * 0 · ln 0 count as 0.
 */
export function errorOf(
  outputs: readonly Float64Array[],
  { targets, count }: Examples,
  error: ErrorFunction,
): number {
  const term = (index: number) => {
    const [column, row] = [Math.floor(index / count), index % count];
    const output = outputs[column][row];
    const value = error.value(output, targets[column][row]);
    return Number.isNaN(value) && error === CE && output >= 0 && output <= 1 ? 0 : value;
  };
  return extendedSum(outputs.length * count, term);
}
