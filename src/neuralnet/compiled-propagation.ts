/**
 * The same forward and backward passes as `propagation.ts` on compiled kernels, for the networks that the
 * course trains most: logistic neurons, squared error or cross-entropy, and an algorithm that uses the signs
 * of the gradients only.
 *
 * Its exponential and its sums over the examples differ from R's in the last place. rprop+ and rprop− depend
 * on the signs of sums alone, so every weight agrees with R's, digit for digit; the other algorithms depend
 * on the sizes of gradients, and use the plain TypeScript.
 */
import type { Algorithm } from "./algorithms.js";
import { CONSTANTS_END, instantiateKernels, OUTPUT_FORMS, type PropagationKernels } from "./kernels.js";
import { CE, LOGISTIC, SSE } from "./functions.js";
import {
  weightCount,
  type Examples,
  type LayerSizes,
  type Network,
  type NetworkFunctions,
} from "./propagation.js";

/** Examples are padded to a multiple of so many. */
const LANES = 4;
const BYTES = 8;
/** With fewer examples the kernels save no time. */
const FEWEST = 16;
/** The addresses of a layer's arrays. */
interface LayerAddresses {
  readonly inputCount: number;
  readonly units: number;
  readonly weights: number;
  readonly gradients: number;
  readonly inputs: number;
  readonly values: number;
  readonly deltas: number;
}

/**
 * Whether numbers may differ from R's in the last bit: the algorithm depends on signs alone, and there are
 * enough examples for speed to matter.
 */
export function mayBeQuick(algorithm: Algorithm, examples: number): boolean {
  return algorithm.startsWith("rprop") && examples >= FEWEST;
}

/**
 * The network on compiled kernels; undefined where they do not compute such a network, or the machine cannot
 * run them.
 */
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
  const numbers = CONSTANTS_END + 2 * weightCount(sizes) * BYTES;
  const columns =
    sizes.reduce((sum, size, l) => sum + (l === 0 ? size : 2 * size), 0) + sizes[sizes.length - 1];
  const instantiated = instantiateKernels(numbers + LANES * BYTES + columns * stride);
  return (
    instantiated &&
    new CompiledPropagation(instantiated.kernels, instantiated.memory, sizes, examples, {
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
  private readonly layers: readonly LayerAddresses[];
  private readonly targets: number;

  constructor(
    private readonly kernels: PropagationKernels,
    memory: WebAssembly.Memory,
    sizes: LayerSizes,
    private readonly examples: Examples,
    private readonly layout: { readonly form: number; readonly stride: number; readonly firstColumn: number },
  ) {
    const count = weightCount(sizes);
    this.weights = new Float64Array(memory.buffer, CONSTANTS_END, count);
    this.gradients = new Float64Array(memory.buffer, CONSTANTS_END + count * BYTES, count);
    let next = layout.firstColumn;
    const reserve = (columns: number) => {
      const address = next;
      next += columns * layout.stride;
      return address;
    };
    const column = (address: number, index: number) =>
      new Float64Array(memory.buffer, address + index * layout.stride, examples.count);
    const inputs = reserve(sizes[0]);
    examples.inputs.forEach((values, i) => column(inputs, i).set(values));
    const layers: LayerAddresses[] = [];
    let before = 0;
    for (let l = 1; l < sizes.length; l++) {
      const [inputCount, units] = [sizes[l - 1], sizes[l]];
      layers.push({
        inputCount,
        units,
        weights: CONSTANTS_END + before * BYTES,
        gradients: CONSTANTS_END + (count + before) * BYTES,
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
      kernels,
      layers,
      layout: { form, stride },
    } = this;
    layers.forEach(({ inputs, inputCount, weights, values, units }, l) => {
      kernels.forward(
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
      kernels,
      layers,
      targets,
      examples: { count },
      layout: { form, stride },
    } = this;
    const last = layers[layers.length - 1];
    for (let j = 0; j < last.units; j++)
      kernels.outputDeltas(
        last.values + j * stride,
        targets + j * stride,
        last.deltas + j * stride,
        count,
        stride,
        form,
      );
    for (let l = layers.length - 1; l >= 0; l--) {
      const { inputs, inputCount, weights, gradients, deltas, units } = layers[l];
      kernels.gradientsOf(inputs, inputCount, deltas, units, gradients, stride);
      if (l > 0)
        kernels.deltasBefore(
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
