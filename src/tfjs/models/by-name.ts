/** What programs ask of a model by names: outputs of its layers, and values of its weights. */
import { ArgumentError } from "../../errors/errors.js";
import type { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { namedWeights } from "../../model/description.js";
import { Model as EngineModel } from "../../model/model.js";
import type { Examples } from "../../model/training/examples.js";
import type { Tensor } from "../../tensor/tensor.js";

/** The outputs of these layers, given by their names or by their symbolic outputs. */
export function execute(model: EngineModel, inputs: Examples, outputs: unknown): Tensor | Tensor[] {
  const wanted = (Array.isArray(outputs) ? outputs : [outputs]) as readonly (string | SymbolicTensor)[];
  const symbolic = wanted.flatMap((each) => (typeof each === "string" ? model.getLayer(each).output : each));
  const part = new EngineModel({ inputs: [...model.inputs], outputs: symbolic });
  const all = [part.predict(inputs)].flat();
  return Array.isArray(outputs) ? all : all[0];
}

/**
 * Replaces weights by values of their names, such as `dense_Dense1/kernel`.
 * @throws ArgumentError for a weight without a value, unless `strict` is false
 */
export function loadWeights(
  model: EngineModel,
  values: Readonly<Record<string, Tensor>>,
  strict: boolean,
): void {
  for (const [name, variable] of namedWeights(model)) {
    if (values[name] !== undefined) variable.assign(values[name]);
    else if (strict) throw missing(name, Object.keys(values), model.label);
  }
}

function missing(name: string, given: readonly string[], where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "weights",
    received: given.join(", ") || "{}",
    expected: { fr: `aussi ${name}`, en: `${name} too` },
    mend: {
      fr: "Donnez une valeur à chaque poids, ou false en second argument pour garder les autres.",
      en: "Give each weight a value, or false as second argument to keep the others.",
    },
  });
}
