/** Variables, which have names of their own: gradients are given by these names. */
import { readTensor } from "../../tensor/as-tensor.js";
import type { DataType as StoredType } from "../../tensor/dtype.js";
import { Variable as EngineVariable, type Tensor as EngineTensor } from "../../tensor/tensor.js";
import { ArgumentError } from "../../errors/errors.js";
import { uniqueName } from "../layers/name-scopes.js";
import { within } from "../memory/tracking.js";
import type { DataType, Rank, Tensor, Variable } from "./types.js";

/** The variables by their names; one that the program has lost is forgotten. */
const byName = new Map<string, WeakRef<EngineVariable>>();
/** The names of variables before a number made them unique. */
const originals = new WeakMap<EngineVariable, string>();
/** How many variables were made without a name. */
let unnamed = 0;

function register(variable: EngineVariable, name: string, original: string): void {
  originals.set(variable, original);
  if (variable.name !== name)
    Object.defineProperty(variable, "name", { configurable: true, enumerable: true, value: name });
  byName.set(name, new WeakRef(variable));
}

function found(name: string): EngineVariable | undefined {
  return byName.get(name)?.deref();
}

/** Whether a variable has the name under which its gradient is given. */
export function isNamed(variable: EngineVariable): boolean {
  return originals.has(variable);
}

/** Names a variable; a name that is taken gets a number. */
export function nameVariable(variable: EngineVariable, original: string): void {
  let name = uniqueName(original);
  while (found(name) !== undefined) name = uniqueName(original);
  register(variable, name, original);
}

/** The name of a variable under which its gradient is given; no other variable has it. */
export function nameOf(variable: EngineVariable): string {
  if (!isNamed(variable)) nameVariable(variable, variable.name);
  return variable.name;
}

/** The name that was asked for. */
export function originalNameOf(variable: EngineVariable): string {
  return originals.get(variable) ?? variable.name;
}

/** The variable of a name. @throws ArgumentError where there is none */
export function variableNamed(name: string): EngineVariable {
  const variable = found(name);
  if (variable !== undefined) return variable;
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
  if (isNamed(variable)) byName.delete(variable.name);
}

/** All variables that have names. */
export function namedVariables(): EngineVariable[] {
  return [...byName.values()].flatMap((each) => each.deref() ?? []);
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
  const called = name ?? String(unnamed++);
  if (found(called) !== undefined) throw taken(called);
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
        { name: called, trainable },
      ),
  );
  register(made, called, called);
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
