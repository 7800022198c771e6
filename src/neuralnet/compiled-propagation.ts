/**
 * The same forward and backward as `propagation.ts`, compiled, for the networks that the course trains most: logistic neurons,
 * squares or cross-entropy, moved by the signs of the gradients.
 *
 * Its exponential and its sums over the examples round otherwise in the last place. rprop+ and rprop− look at the signs of sums
 * alone, so every weight comes out as R has it, digit for digit; the other algorithms move by sizes, and stay with the plain
 * TypeScript.
 */
import type { Algorithm } from "./algorithms.js";
import { CONSTANTS, joinSteps, OUTPUT_FORMS, type CompiledSteps } from "./compiled-steps.js";
import { CE, LOGISTIC, SSE } from "./functions.js";
import {
  weightCount,
  type Examples,
  type LayerSizes,
  type Network,
  type NetworkFunctions,
} from "./propagation.js";

/** Examples are filled up to a multiple of so many. */
const LANES = 4;
const BYTES = 8;
/** Below this many examples there is nothing to gain. */
const FEWEST = 16;
/** The addresses of a layer. */
interface LayerPlaces {
  readonly inputCount: number;
  readonly units: number;
  readonly weights: number;
  readonly gradients: number;
  readonly inputs: number;
  readonly values: number;
  readonly deltas: number;
}

/** Whether numbers may differ from R's in the last bit: for algorithms that look at signs alone, and where speed counts. */
export function mayBeQuick(algorithm: Algorithm, examples: number): boolean {
  return algorithm.startsWith("rprop") && examples >= FEWEST;
}

/** The compiled network; undefined where this one is not of that kind, or the machine cannot run it. */
export function compiledPropagation(
  sizes: LayerSizes,
  examples: Examples,
  functions: NetworkFunctions,
  algorithm: Algorithm,
): Network | undefined {
  const form = formOf(functions);
  const isLogistic = sizes.length === 2 || functions.activation === LOGISTIC;
  if (form === undefined || !isLogistic || !mayBeQuick(algorithm, examples.count)) return undefined;
  const stride = Math.ceil(examples.count / LANES) * LANES * BYTES;
  const numbers = CONSTANTS + 2 * weightCount(sizes) * BYTES;
  const columns =
    sizes.reduce((sum, size, l) => sum + (l === 0 ? size : 2 * size), 0) + sizes[sizes.length - 1];
  const joined = joinSteps(numbers + LANES * BYTES + columns * stride);
  return (
    joined &&
    new CompiledPropagation(joined.steps, joined.memory, sizes, examples, {
      form,
      stride,
      firstColumn: Math.ceil(numbers / (LANES * BYTES)) * LANES * BYTES,
    })
  );
}

function formOf({ activation, error, linearOutput }: NetworkFunctions): number | undefined {
  if (linearOutput) return error === SSE ? OUTPUT_FORMS.linearSquares : undefined;
  if (activation !== LOGISTIC) return undefined;
  if (error === CE) return OUTPUT_FORMS.crossEntropy;
  return error === SSE ? OUTPUT_FORMS.logisticSquares : undefined;
}

class CompiledPropagation implements Network {
  readonly weights: Float64Array;
  readonly gradients: Float64Array;
  readonly outputs: readonly Float64Array[];
  private readonly layers: readonly LayerPlaces[];
  private readonly targets: number;

  constructor(
    private readonly steps: CompiledSteps,
    memory: WebAssembly.Memory,
    sizes: LayerSizes,
    private readonly examples: Examples,
    private readonly plan: { readonly form: number; readonly stride: number; readonly firstColumn: number },
  ) {
    const count = weightCount(sizes);
    this.weights = new Float64Array(memory.buffer, CONSTANTS, count);
    this.gradients = new Float64Array(memory.buffer, CONSTANTS + count * BYTES, count);
    let next = plan.firstColumn;
    const reserve = (columns: number) => {
      const address = next;
      next += columns * plan.stride;
      return address;
    };
    const column = (address: number, index: number) =>
      new Float64Array(memory.buffer, address + index * plan.stride, examples.count);
    const inputs = reserve(sizes[0]);
    examples.inputs.forEach((values, i) => column(inputs, i).set(values));
    const layers: LayerPlaces[] = [];
    let before = 0;
    for (let l = 1; l < sizes.length; l++) {
      const [inputCount, units] = [sizes[l - 1], sizes[l]];
      layers.push({
        inputCount,
        units,
        weights: CONSTANTS + before * BYTES,
        gradients: CONSTANTS + (count + before) * BYTES,
        inputs: layers.at(-1)?.values ?? inputs,
        values: reserve(units),
        deltas: reserve(units),
      });
      before += (inputCount + 1) * units;
    }
    this.layers = layers;
    this.targets = reserve(examples.targets.length);
    examples.targets.forEach((values, j) => column(this.targets, j).set(values));
    this.outputs = examples.targets.map((_, j) => column(layers[layers.length - 1].values, j));
  }

  forward(): void {
    const {
      steps,
      layers,
      plan: { form, stride },
    } = this;
    layers.forEach(({ inputs, inputCount, weights, values, units }, l) => {
      steps.forward(
        inputs,
        inputCount,
        weights,
        values,
        units,
        stride,
        l < layers.length - 1 || form !== OUTPUT_FORMS.linearSquares,
      );
    });
  }

  backward(): void {
    const {
      steps,
      layers,
      targets,
      examples: { count },
      plan: { form, stride },
    } = this;
    const last = layers[layers.length - 1];
    for (let j = 0; j < last.units; j++)
      steps.outputDeltas(
        last.values + j * stride,
        targets + j * stride,
        last.deltas + j * stride,
        count,
        stride,
        form,
      );
    for (let l = layers.length - 1; l >= 0; l--) {
      const { inputs, inputCount, weights, gradients, deltas, units } = layers[l];
      steps.gradientsOf(inputs, inputCount, deltas, units, gradients, stride);
      if (l > 0)
        steps.deltasBefore(
          deltas,
          units,
          weights,
          layers[l - 1].values,
          inputCount,
          layers[l - 1].deltas,
          stride,
        );
    }
  }
}
