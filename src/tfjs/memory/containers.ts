/** The tensors in a value: a tensor itself, or those in lists, maps and objects, however deep. */
import { Tensor } from "../../tensor/tensor.js";
import { isPlainObject } from "../../errors/known-options.js";

export function tensorsIn(value: unknown): Tensor[] {
  const found: Tensor[] = [];
  const seen = new Set<unknown>();
  const visit = (each: unknown) => {
    if (typeof each !== "object" || each === null || seen.has(each)) return;
    seen.add(each);
    if (each instanceof Tensor) found.push(each);
    else if (Array.isArray(each)) each.forEach(visit);
    else if (isPlainObject(each)) Object.values(each).forEach(visit);
  };
  visit(value);
  return found;
}
