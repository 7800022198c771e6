/** The steps of a program. */
import type { OperationSpec } from "../operations/specs.js";

/**
 * A layer that no kernel computes: it runs on the operations of autograd, in the first thread, on the whole
 * batch.
 */
export interface HostSpec {
  readonly kind: "host";
  /** The number of the layer's use among those of the lowered model (`HostCall`). */
  readonly call: number;
  /** The indices of its weights among those of the program. */
  readonly weights: readonly number[];
}

/** An operation with the values that it reads and writes, by their numbers. */
export interface StepSpec {
  readonly operation: OperationSpec | HostSpec;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
}
