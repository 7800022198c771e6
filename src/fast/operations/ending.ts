/** The bias and the activation that a product adds where it writes its results, without a pass of their own. */
import type { Kernels } from "../kernels.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import type { KnownActivation } from "./activation.js";
import type { OperationContext } from "./operation.js";

export interface Ending {
  /** The address of the bias; 0 where there is none. */
  readonly bias: number;
  /** Whether relu follows. */
  readonly rectifies: boolean;
}

/** How results are written. */
export interface Written extends Ending {
  /** Whether they are added to what is there. */
  readonly adds: boolean;
}

/** An ending that changes nothing. */
export const NO_ENDING: Ending = { bias: 0, rectifies: false };

/** The ending that does what an operation's own bias and activation do; undefined for other activations than relu. */
export function endingOf(
  { weights: [, bias] }: Pick<OperationContext, "weights">,
  { function: kind }: KnownActivation,
): Ending | undefined {
  if (kind !== ACTIVATION_KINDS.relu && kind !== ACTIVATION_KINDS.linear) return undefined;
  return { bias: bias?.at ?? 0, rectifies: kind === ACTIVATION_KINDS.relu };
}

/** Ends results [rows, columns] that have been written without. */
export function applyEnding(
  kernels: Kernels,
  results: number,
  { bias, rectifies }: Ending,
  rows: number,
  columns: number,
): void {
  if (bias === 0 && !rectifies) return;
  const kind = rectifies ? ACTIVATION_KINDS.relu : ACTIVATION_KINDS.linear;
  kernels.activate(kind, results, bias, results, rows, columns, 0);
}
