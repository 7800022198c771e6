/** Gives a model the weights of a file, or weights by name. */
import { checkKind, checkOptions } from "../../errors/check-options.js";
import { ArgumentError } from "../../errors/errors.js";
import { oneOf, type Kind } from "../../errors/kinds.js";
import { isPlainObject } from "../../errors/known-options.js";
import { written } from "../../errors/written.js";
import { Tensor } from "../../tensor/tensor.js";
import type { ModelDescription } from "../description.js";
import { matchWeights, type MatchOptions } from "./match-weights.js";
import { weightsIn } from "./weight-files.js";

/** The options of `model.loadWeights`. */
export type LoadWeightsOptions = MatchOptions;

/** A file of weights, or weights by name. */
export type WeightSource = string | Readonly<Record<string, Tensor>>;

const NAMES: Kind = {
  fits: (value) => Array.isArray(value) && value.every((name) => typeof name === "string"),
  example: '["fc1.weight", "fc1.bias"]',
  expected: { fr: "une liste de noms du fichier", en: "a list of names in the file" },
};

/**
 * @throws DataError for a file that cannot be read or does not fit the model, ArgumentError where more must
 * be said
 */
export async function loadWeights(
  model: Pick<ModelDescription, "graph">,
  source: WeightSource,
  options: LoadWeightsOptions,
): Promise<void> {
  checkOptions(options, { layout: oneOf("keras", "pytorch"), names: NAMES }, "loadWeights");
  const file = typeof source === "string" ? source : "source";
  const values = matchWeights(model, await tensorsOf(source), options, file);
  for (const [variable, value] of values) variable.assign(value);
}

async function tensorsOf(source: unknown): Promise<ReadonlyMap<string, Tensor>> {
  if (typeof source === "string") return weightsIn(source, "loadWeights");
  if (isPlainObject(source)) {
    const entries = Object.entries(source) as [string, unknown][];
    const odd = entries.find(([, tensor]) => !(tensor instanceof Tensor));
    if (odd !== undefined) checkKind(odd[1], TENSOR, "loadWeights", odd[0]);
    return new Map(entries as [string, Tensor][]);
  }
  throw new ArgumentError({
    where: "loadWeights",
    argument: "source",
    received: written(source),
    expected: { fr: "un fichier, ou un objet { nom: tenseur }", en: "a file, or an object { name: tensor }" },
    mend: {
      fr: 'Par exemple await model.loadWeights("poids.safetensors").',
      en: 'For example await model.loadWeights("weights.safetensors").',
    },
  });
}

const TENSOR: Kind = {
  fits: (value) => value instanceof Tensor,
  example: "tensor([1, 2])",
  expected: { fr: "un tenseur", en: "a tensor" },
};
