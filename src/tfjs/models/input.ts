/** The symbolic input of a model. */
import type { SymbolicTensor } from "../layers/symbolic-tensor.js";
import { input as engineInput } from "../../model/models.js";
import { setTypeOfInput } from "../layers/input-types.js";
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
  void sparse;
  const named = { name: others.name ?? numbered("input"), ...others };
  const made = lenient(() => engineInput(named as Parameters<typeof engineInput>[0]));
  if (dtype !== undefined) setTypeOfInput(made, dtype as DataType);
  return made as unknown as SymbolicTensor;
}
