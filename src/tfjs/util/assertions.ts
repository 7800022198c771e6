/** `tf.util`: checks that throw. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { arraysEqual } from "./arrays.js";

export function assert(condition: boolean, message: () => string): void {
  if (condition) return;
  throw new ArgumentError({
    where: "assert",
    argument: "condition",
    received: written(condition),
    expected: "true",
    mend: { fr: message(), en: message() },
  });
}

export function assertShapesMatch(a: readonly number[], b: readonly number[], prefix = ""): void {
  assert(arraysEqual(a, b), () => `${prefix} ${a.join(",")} ≠ ${b.join(",")}`);
}

export function assertNonNull(value: unknown): void {
  assert(value !== null && value !== undefined, () => "null");
}

export function assertNonNegativeIntegerDimensions(shape: readonly number[]): void {
  for (const extent of shape)
    assert(Number.isInteger(extent) && extent >= 0, () => `shape: [${shape.join()}]`);
}
