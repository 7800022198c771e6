/** Variables, which have names of their own: gradients are given by these names. */
import { readTensor } from "../../tensor/as-tensor.js";
import type { DataType as StoredType } from "../../tensor/dtype.js";
import { Variable as EngineVariable, type Tensor as EngineTensor } from "../../tensor/tensor.js";
import { ArgumentError } from "../../errors/errors.js";
import { within } from "../memory/tracking.js";
import type { DataType, Rank, Tensor, Variable } from "./types.js";

const byName = new Map<string, EngineVariable>();
const names = new WeakMap<EngineVariable, string>();

/** The name of a variable under which its gradient is given; no other variable has it. */
export function nameOf(variable: EngineVariable): string {
  const known = names.get(variable);
  if (known !== undefined) return known;
  let name = variable.name;
  for (let i = 1; byName.has(name); i++) name = `${variable.name}_${i}`;
  names.set(variable, name);
  byName.set(name, variable);
  return name;
}

/** The variable of a name. @throws ArgumentError where there is none */
export function variableNamed(name: string): EngineVariable {
  const found = byName.get(name);
  if (found !== undefined) return found;
  throw new ArgumentError({
    where: "applyGradients",
    argument: "variableGradients",
    received: name,
    expected: { fr: "le nom d’une variable", en: "the name of a variable" },
    mend: {
      fr: "Gardez les noms que variableGrads(f).grads donne.",
      en: "Keep the names that variableGrads(f).grads gives.",
    },
  });
}

/** Forgets the name of a variable that is disposed. */
export function forget(variable: EngineVariable): void {
  const name = names.get(variable);
  if (name !== undefined) byName.delete(name);
}

/** All variables that have names. */
export function namedVariables(): EngineVariable[] {
  return [...byName.values()];
}

/**
 * A variable with these numbers.
 * @param initialValue the numbers
 * @param trainable whether training changes it; true by default
 * @param name its name; no other variable may have it
 * @param dtype its type; by default that of the numbers
 */
export function variable<R extends Rank>(
  initialValue: Tensor<R>,
  trainable = true,
  name?: string,
  dtype?: DataType,
): Variable<R> {
  if (name !== undefined && name !== null && byName.has(name)) throw taken(name);
  const made = within(
    () =>
      new EngineVariable(
        readTensor(
          initialValue as unknown as EngineTensor,
          undefined,
          (dtype ?? undefined) as StoredType,
          "variable",
          "initialValue",
        ),
        { name: name ?? undefined, trainable },
      ),
  );
  nameOf(made);
  return made as unknown as Variable<R>;
}

function taken(name: string): ArgumentError {
  return new ArgumentError({
    where: "variable",
    argument: "name",
    received: name,
    expected: { fr: "un nom qu’aucune variable n’a", en: "a name that no variable has" },
    mend: {
      fr: "Donnez un autre nom, ou libérez d’abord l’autre variable par dispose().",
      en: "Give another name, or dispose the other variable by dispose() first.",
    },
  });
}
