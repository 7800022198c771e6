/**
 * Forward and backward through a network for all examples at once, as R does it: the same sums in the same order, so that
 * they round alike.
 *
 * Layer l has weights W of (inputs + 1) rows, the bias first, and one column a neuron; they lie column by column, layer
 * after layer, in one array. Values lie neuron by neuron, each with all its examples, so that every inner loop runs
 * along contiguous numbers.
 *
 *   forward:   z_j = W_0j + Σ_i a_i W_ij,  a_j = f(z_j)
 *   backward:  δ = ∂E/∂output (· f′ at the output, unless it is linear or cancels), then δ_i ← f′_i Σ_j δ_j W_ij
 *   gradient:  ∂E/∂W_ij = Σ over the examples of a_i δ_j
 */
import { IDENTITY, type ActivationFunction, type ErrorFunction } from "./functions.js";

/** What is learned from: all examples, column by column. */
export interface Examples {
  readonly count: number;
  /** One array an input. */
  readonly inputs: readonly Float64Array[];
  /** One array an output. */
  readonly targets: readonly Float64Array[];
}

export interface NetworkFunctions {
  readonly activation: ActivationFunction;
  readonly error: ErrorFunction;
  /** Whether the output neurons give their sum as it is. */
  readonly linearOutput: boolean;
}

/** How many neurons each layer has, inputs and outputs included. */
export type LayerSizes = readonly number[];

export function weightCount(sizes: LayerSizes): number {
  return sizes.slice(1).reduce((sum, size, l) => sum + (sizes[l] + 1) * size, 0);
}

/** A network with its examples, that can be gone through in both directions. */
export interface Network {
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
  /** What the network gives, one array an output. */
  readonly outputs: readonly Float64Array[];
  /** The values of all neurons. */
  forward(): void;
  /** The gradients, after `forward`. */
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
  /** Cross-entropy on a logistic output: its derivative and the logistic's cancel to output − target. */
  private readonly cancels: boolean;

  constructor(sizes: LayerSizes, private readonly examples: Examples, private readonly functions: NetworkFunctions) {
    this.weights = new Float64Array(weightCount(sizes));
    this.gradients = new Float64Array(this.weights.length);
    const columns = (count: number) => Array.from({ length: count }, () => new Float64Array(examples.count));
    const layers: LayerValues[] = [];
    let start = 0;
    for (let l = 1; l < sizes.length; l++) {
      layers.push({ start, inputs: layers.at(-1)?.values ?? examples.inputs, sums: columns(sizes[l]), values: columns(sizes[l]), deltas: columns(sizes[l]) });
      start += (sizes[l - 1] + 1) * sizes[l];
    }
    this.layers = layers;
    this.outputActivation = functions.linearOutput ? IDENTITY : functions.activation;
    this.cancels = !functions.linearOutput && functions.error.name === "ce" && functions.activation.name === "logistic";
  }

  get outputs(): readonly Float64Array[] {
    return this.layers[this.layers.length - 1].values;
  }

  forward(): void {
    const last = this.layers.length - 1;
    this.layers.forEach((layer, l) => this.forwardLayer(layer, l === last ? this.outputActivation : this.functions.activation));
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
      activation.fill(values[j], sum);
    }
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
        for (let n = 0; n < delta.length; n++) delta[n] = value[n] * (1 - target[n]) - target[n] * (1 - value[n]);
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

/** The error function summed over examples and outputs; terms that are 0 · ln 0 count as nothing for cross-entropy. */
export function errorOf(outputs: readonly Float64Array[], { targets }: Examples, error: ErrorFunction): number {
  let total = 0;
  targets.forEach((target, j) => {
    const output = outputs[j];
    for (let n = 0; n < output.length; n++) {
      const term = error.value(output[n], target[n]);
      if (!(Number.isNaN(term) && error.name === "ce" && output[n] >= 0 && output[n] <= 1)) total += term;
    }
  });
  return total;
}
