/** `tidy`, `keep`, `dispose` and `memory`, as TensorFlow.js counts tensors. */
import { say } from "../../language/language.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import type { Tensor, TensorContainer } from "../tensors/types.js";
import { tensorsIn } from "./containers.js";
import * as tracking from "./tracking.js";

/**
 * Runs a function and disposes the tensors that it has made, except those that it returns.
 * @param nameOrFn the function, or a name for it
 * @param fn the function, after a name
 * @example
 * ```ts
 * const y = tidy(() => scalar(2).square().add(1));
 * ```
 */
export function tidy<T extends TensorContainer>(nameOrFn: string | (() => T), fn?: () => T): T {
  const run = typeof nameOrFn === "function" ? nameOrFn : fn!;
  return tracking.inScope(run);
}

/**
 * Keeps a tensor beyond the end of `tidy`.
 * @param tensor the tensor
 */
export function keep<T extends Tensor>(tensor: T): T {
  tracking.keep(tensor as unknown as EngineTensor);
  return tensor;
}

/**
 * Disposes all tensors in a value.
 * @param container a tensor, or tensors in lists and objects
 */
export function dispose(container: unknown): void {
  for (const tensor of tensorsIn(container)) tensor.dispose();
}

export interface MemoryInfo {
  numTensors: number;
  numDataBuffers: number;
  numBytes: number;
  unreliable?: boolean;
  reasons: string[];
}

/** How many tensors there are that were not disposed, and how many bytes they have. */
export function memory(): MemoryInfo {
  const { tensors, bytes, buffers } = tracking.counts();
  return {
    unreliable: true,
    reasons: [
      say({
        fr: "La mémoire d’un tenseur n’est rendue que par le ramasse-miettes : les octets sont des maximums.",
        en: "Only the garbage collector frees the memory of a tensor: the bytes are upper bounds.",
      }),
    ],
    numTensors: tensors,
    numDataBuffers: buffers,
    numBytes: bytes,
  };
}
