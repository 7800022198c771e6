/** The symbolic input of a model. */
import type { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { input as engineInput } from "../../model/models.js";
import { numbered } from "../layers/names.js";
import { given, lenient, type Loose } from "../options.js";
import type { DataType, Shape } from "../tensors/types.js";

/**
 * An input of a model.
 * @param config `shape` without the axis of the batch, or `batchShape`
 */
export function input(
  config: Loose<{ shape: Shape; batchShape: Shape; name: string; dtype: DataType; sparse: boolean }>,
): SymbolicTensor {
  const { dtype, sparse, ...others } = given({ ...config });
  void dtype;
  void sparse;
  const named = { name: others.name ?? numbered("input"), ...others };
  return lenient(() => engineInput(named as Parameters<typeof engineInput>[0]));
}
