/**
 * The compiled kernels of `neuralnet` (`assembly/`) on a memory; a machine that cannot run them uses
 * `propagation.ts`.
 */
import { instantiate, loadModule, type WithConstants } from "../host/compiled-module.js";

/**
 * What `assembly/index.ts` exports. Arguments are addresses, but for counts, `stride` (in bytes), and `form`.
 */
export interface PropagationKernels extends WithConstants {
  forward(
    inputs: number,
    inputCount: number,
    weights: number,
    values: number,
    units: number,
    stride: number,
    isLogistic: boolean,
  ): void;
  outputDeltas(
    values: number,
    targets: number,
    deltas: number,
    count: number,
    stride: number,
    form: number,
  ): void;
  deltasBefore(
    deltas: number,
    units: number,
    weights: number,
    values: number,
    inputCount: number,
    before: number,
    stride: number,
  ): void;
  gradientsOf(
    inputs: number,
    inputCount: number,
    deltas: number,
    units: number,
    gradients: number,
    stride: number,
  ): void;
  exponentials(from: number, count: number, to: number): void;
}

/**
 * The forms of the output deltas (derivative of the error times that of the activation), as `outputDeltas`
 * numbers them.
 */
export const OUTPUT_FORMS = { linearSquares: 0, logisticSquares: 1, crossEntropy: 2 } as const;

/** The kernels' own constants end before this address. */
export const CONSTANTS_END = 512;
const PAGE = 65536;

/** The kernels on a new memory of at least so many bytes; undefined where this machine cannot run them. */
export function instantiateKernels(
  bytes: number,
): { readonly kernels: PropagationKernels; readonly memory: WebAssembly.Memory } | undefined {
  const module = loadModule(new URL("steps.wasm", import.meta.url));
  if (module === undefined) return undefined;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
  return { memory, kernels: instantiate<PropagationKernels>(module, memory, CONSTANTS_END) };
}
