/** The weights of a program: which of them training changes, and the penalties on them. */
import type { Layer } from "../../layers/layer.js";
import type { Variable } from "../../tensor/tensor.js";
import type { WeightSpec } from "./program.js";
import type { StepSpec } from "./step.js";

interface Penalty {
  readonly l1: number;
  readonly l2: number;
}

/**
 * @param penalized the layers whose weights are penalized, for each time that they are
 * @param known the variables that are weights so far, and a function that adds one
 * @param trainable the variables that training changes
 * @returns undefined where a regularizer is not one of the library's
 */
export function weightSpecs(
  penalized: readonly Layer[],
  {
    variables,
    weight,
  }: { readonly variables: readonly Variable[]; readonly weight: (variable: Variable) => number },
  steps: readonly StepSpec[],
  trainable: readonly Variable[],
): readonly WeightSpec[] | undefined {
  const penalties = penaltiesOf(penalized);
  if (penalties === undefined) return undefined;
  // The optimizer changes weights that no operation uses, too, and the loss includes the penalties on them.
  for (const variable of [...trainable, ...penalties.keys()]) weight(variable);
  const averages = steps.flatMap(({ operation }) =>
    "averages" in operation ? (operation.averages ?? []) : [],
  );
  return variables.map((variable, index) => ({
    size: variable.size,
    trainable: trainable.includes(variable),
    changes: trainable.includes(variable) || averages.includes(index),
    ...(penalties.get(variable) ?? { l1: 0, l2: 0 }),
  }));
}

function penaltiesOf(layers: readonly Layer[]): ReadonlyMap<Variable, Penalty> | undefined {
  const penalties = new Map<Variable, Penalty>();
  for (const { variable, regularizer } of layers.flatMap(({ regularizedWeights }) => regularizedWeights)) {
    if (regularizer?.className !== "L1L2") return undefined;
    const { l1 = 0, l2 = 0 } = regularizer.config as Partial<Penalty>;
    const before = penalties.get(variable) ?? { l1: 0, l2: 0 };
    penalties.set(variable, { l1: before.l1 + l1, l2: before.l2 + l2 });
  }
  return penalties;
}
