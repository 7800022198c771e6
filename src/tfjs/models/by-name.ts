/** What programs ask of a model by names: outputs of its layers, and values of its weights. */
import { ArgumentError } from "../../errors/errors.js";
import type { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { Model as EngineModel } from "../../model/model.js";
import type { Examples } from "../../model/training/examples.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { originalNameOf } from "../tensors/variables.js";
import type { NamedTensor, Tensor } from "../tensors/types.js";

/** The outputs of these layers, given by their names or by their symbolic outputs. */
export function execute(
  model: EngineModel,
  inputs: Examples,
  outputs: unknown,
): EngineTensor | EngineTensor[] {
  const wanted = (Array.isArray(outputs) ? outputs : [outputs]) as readonly (string | SymbolicTensor)[];
  const all = new Map(
    model.layers
      .flatMap(({ calls }) => calls)
      .flatMap(({ outputs: made }) => made.map((each) => [each.name, each])),
  );
  const symbolic = wanted.flatMap((each) =>
    typeof each === "string" ? (all.get(each) ?? model.getLayer(each).output) : each,
  );
  const part = new EngineModel({ inputs: [...model.inputs], outputs: symbolic });
  const results = [part.predict(inputs)].flat();
  return Array.isArray(outputs) ? results : results[0];
}

/** The weights of a model under the names by which it is saved. */
export function namedWeights(model: EngineModel, trainableOnly = false): NamedTensor[] {
  const weights = trainableOnly ? model.trainableWeights : model.weights;
  return weights.map((weight) => ({ name: originalNameOf(weight), tensor: weight as unknown as Tensor }));
}

/** A name without the part before its last one, where TensorFlow puts that of a recurrent layer's cell. */
function withoutCell(name: string): string {
  const parts = name.split("/");
  return [...parts.slice(0, -2), ...parts.slice(-1)].join("/");
}

/**
 * Replaces weights by values of their names, such as `dense_Dense1/kernel`.
 * @param strict whether each weight must have a value, and each value a weight
 * @throws ArgumentError where one is missing
 */
export function loadWeights(
  model: EngineModel,
  values: Readonly<Record<string, EngineTensor>>,
  strict: boolean,
): void {
  const isNumbered = Object.keys(values).some((name) => /\/\d+$/.test(name));
  const left = new Map(
    isNumbered
      ? model.layers.flatMap(({ name, weights }) =>
          weights.map((weight, i) => [`${name}/${i}`, weight] as const),
        )
      : model.weights.map((weight) => [originalNameOf(weight), weight] as const),
  );
  const found = Object.entries(values).flatMap(([given, value]) => {
    const name = left.has(given) ? given : withoutCell(given);
    const weight = left.get(name);
    if (weight === undefined && strict) throw missing(given, [...left.keys()], model.label);
    left.delete(name);
    return weight === undefined ? [] : [[weight, value] as const];
  });
  if (strict && left.size > 0) throw missing(Object.keys(values).join(", "), [...left.keys()], model.label);
  for (const [weight, value] of found) weight.assign(value);
}

function missing(given: string, wanted: readonly string[], where: string): ArgumentError {
  return new ArgumentError({
    where,
    argument: "weights",
    received: given || "{}",
    expected: wanted.join(", ") || "{}",
    mend: {
      fr: "Donnez une valeur à chaque poids, sous son nom, ou false en second argument pour garder les autres.",
      en: "Give each weight a value under its name, or false as second argument to keep the others.",
    },
  });
}
