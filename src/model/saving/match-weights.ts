/**
 * Finds the tensors of a file that belong to the weights of a model.
 *
 * A file from Python has other names than a model here. Each layer of the model takes the first layer of the
 * file that is left and has tensors for all its weights, by their names there (`weight` for `kernel`) and
 * their shapes. Where layers of different names fit, a guess could be wrong without a sign: then it is
 * refused.
 */
import { add } from "../../autograd/operations/operations.js";
import { ArgumentError, DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import { placedWeights, type ModelDescription, type PlacedWeight } from "../description.js";
import { describeLayers, layersOfFile, stem, type FileLayer, type Tensors } from "./file-layers.js";
import { fromPyTorch } from "./pytorch-layout.js";

/** How the numbers of a kernel are ordered: as here and in Keras, or as in PyTorch. */
export type Layout = "keras" | "pytorch";

export interface MatchOptions {
  readonly layout?: Layout;
  /** The names in the file, in the order of `model.weights`; by default they are searched. */
  readonly names?: readonly string[];
}

/** The weights of a layer of the model. */
interface Place {
  readonly path: string;
  readonly weights: readonly PlacedWeight[];
}

/** What other programs call these weights, besides the same name. */
const ALSO: Readonly<Record<string, string>> = {
  kernel: "weight",
  gamma: "weight",
  beta: "bias",
  embeddings: "weight",
  moving_mean: "running_mean",
  moving_variance: "running_var",
};
/** Tensors in a file that are no weights: PyTorch's count of batches, and the optimizer's slots. */
const NO_WEIGHT = /(^|\.)num_batches_tracked$|^optimizer\//;

/**
 * The values of all weights of a model.
 * @param file the name of the file, for errors
 * @throws DataError where the file does not fit the model, ArgumentError where more must be said
 */
export function matchWeights(
  model: Pick<ModelDescription, "graph">,
  given: Tensors,
  { layout, names }: MatchOptions,
  file: string,
): ReadonlyMap<Variable, Tensor> {
  const tensors = new Map([...given].filter(([name]) => !NO_WEIGHT.test(name)));
  const places = placesOf(model);
  if (names !== undefined) return byNames(places, tensors, names, layout, file);
  const sameNames = byOwnNames(places, tensors);
  if (sameNames !== undefined) return sameNames;
  if (layout === undefined) refusePyTorch(tensors, file);
  return byOrder(places, tensors, layout ?? "keras", file);
}

function placesOf(model: Pick<ModelDescription, "graph">): readonly Place[] {
  const byLayer = new Map<string, PlacedWeight[]>();
  for (const weight of placedWeights(model))
    byLayer.set(weight.layer, [...(byLayer.get(weight.layer) ?? []), weight]);
  return [...byLayer].map(([path, weights]) => ({ path, weights }));
}

/**
 * The tensors with exactly the names and shapes of the weights; undefined where one is missing or is one too
 * many.
 */
function byOwnNames(places: readonly Place[], tensors: Tensors): ReadonlyMap<Variable, Tensor> | undefined {
  const found = new Map<Variable, Tensor>();
  for (const { layer, name, variable } of places.flatMap(({ weights }) => weights)) {
    const tensor = tensors.get(`${layer}/${name}`);
    if (tensor === undefined || !sameShape(tensor.shape, variable.shape)) return undefined;
    found.set(variable, tensor);
  }
  return found.size === tensors.size ? found : undefined;
}

function byNames(
  places: readonly Place[],
  tensors: Tensors,
  names: readonly string[],
  layout: Layout | undefined,
  file: string,
): ReadonlyMap<Variable, Tensor> {
  const weights = places.flatMap(({ weights: own }) => own);
  if (names.length !== weights.length)
    throw new ArgumentError({
      where: "loadWeights",
      argument: "names",
      received: String(names.length),
      expected: String(weights.length),
      mend: {
        fr: `Donnez un nom du fichier pour chaque poids : ${weights.map(nameOf).join(", ")}.`,
        en: `Give a name in the file for each weight: ${weights.map(nameOf).join(", ")}.`,
      },
    });
  return new Map(
    weights.map((weight, i) => {
      const tensor = tensors.get(names[i]);
      if (tensor === undefined)
        throw unfit(file, `“${names[i]}”`, [...tensors.keys()].slice(0, 12).join(", "), NAMES);
      const value = valueOf(weight, tensor, layout ?? "keras");
      if (value !== undefined) return [weight.variable, value];
      throw unfit(file, `${names[i]} ${formatShape(tensor.shape)}`, shapeOf(weight), SHAPES);
    }),
  );
}

const nameOf = ({ layer, name }: PlacedWeight) => `${layer}/${name}`;
const shapeOf = (weight: PlacedWeight) => `${nameOf(weight)} ${formatShape(weight.variable.shape)}`;

/** A tensor as the value of a weight; undefined where it does not have its shape. */
function valueOf(weight: PlacedWeight, tensor: Tensor, layout: Layout): Tensor | undefined {
  const value = layout === "pytorch" ? fromPyTorch(weight, tensor) : tensor;
  return value !== undefined && sameShape(value.shape, weight.variable.shape) ? value : undefined;
}

function byOrder(
  places: readonly Place[],
  tensors: Tensors,
  layout: Layout,
  file: string,
): ReadonlyMap<Variable, Tensor> {
  let left = layersOfFile(tensors);
  const found = new Map<Variable, Tensor>();
  for (const place of places) {
    const fitting = left.flatMap((group) => {
      const values = valuesFor(place, group, layout);
      return values === undefined ? [] : [{ group, values }];
    });
    if (fitting.length === 0)
      throw unfit(file, describeLayers(left), place.weights.map(shapeOf).join(", "), SHAPES);
    const [{ group, values }] = fitting;
    const other = fitting.find((each) => stem(each.group.path) !== stem(group.path));
    if (other !== undefined) throw ambiguous(place, [group, other.group], file);
    values.forEach((value, i) => found.set(place.weights[i].variable, value));
    left = left.filter((each) => each !== group);
  }
  if (left.length === 0) return found;
  throw unfit(file, describeLayers(left), { fr: "rien de plus", en: "nothing more" }, SHAPES);
}

/**
 * The values of a layer's weights from these tensors, all of which they use; undefined where these do not
 * fit.
 */
function valuesFor({ weights }: Place, { parts }: FileLayer, layout: Layout): Tensor[] | undefined {
  const own = layout === "pytorch" ? recurrentParts(weights, parts) : parts;
  if (own.size !== weights.length) return undefined;
  const used = new Set<string>();
  const values = weights.map((weight, position) => {
    const part = [weight.name, ALSO[weight.name], String(position)].find(
      (name) => name !== undefined && own.has(name) && !used.has(name),
    );
    if (part === undefined) return undefined;
    used.add(part);
    return valueOf(weight, own.get(part)!, layout);
  });
  return values.includes(undefined) ? undefined : (values as Tensor[]);
}

/**
 * The tensors of an LSTM or a simple recurrent layer under the names of its weights: PyTorch has two biases,
 * which are only ever added. (Its GRU computes something else, and has no counterpart here.)
 */
function recurrentParts(weights: readonly PlacedWeight[], parts: Tensors): Tensors {
  const [kernel, recurrent, first, second] = ["weight_ih_l0", "weight_hh_l0", "bias_ih_l0", "bias_hh_l0"].map(
    (name) => parts.get(name),
  );
  const isKnown = ["LSTM", "SimpleRNN"].includes(weights[0].owner.className);
  if (!isKnown || kernel === undefined || recurrent === undefined) return parts;
  const biases = first === undefined || second === undefined ? [] : [["bias", add(first, second)] as const];
  return new Map([["kernel", kernel], ["recurrent_kernel", recurrent], ...biases]);
}

/** Refuses names of PyTorch where its layout was not asked for: a square kernel would fit, untransposed. */
function refusePyTorch(tensors: Tensors, file: string): void {
  const name = [...tensors].find(
    ([each, { rank }]) => /(^|\.)(weight(_[ih]h_l\d+)?|running_mean)$/.test(each) && rank > 0,
  )?.[0];
  if (name === undefined) return;
  throw new ArgumentError({
    where: "loadWeights",
    argument: "layout",
    received: { fr: `rien, et « ${name} » dans ${file}`, en: `nothing, and “${name}” in ${file}` },
    expected: '"pytorch"',
    mend: {
      fr: 'Ce sont des noms de PyTorch, dont les noyaux sont transposés : écrivez model.loadWeights(fichier, { layout: "pytorch" }), ou layout: "keras" s’ils ne le sont pas.',
      en: 'These are names of PyTorch, whose kernels are transposed: write model.loadWeights(file, { layout: "pytorch" }), or layout: "keras" where they are not.',
    },
  });
}

const NAMES: Sentence = {
  fr: "readWeights(fichier) montre les noms du fichier.",
  en: "readWeights(file) shows the names in the file.",
};
const SHAPES: Sentence = {
  fr: 'Comparez avec model.summary() ; pour des noyaux de PyTorch, ajoutez layout: "pytorch".',
  en: 'Compare with model.summary(); for kernels of PyTorch, add layout: "pytorch".',
};

function unfit(file: string, received: string, expected: string | Sentence, mend: Sentence): DataError {
  return new DataError({ where: "loadWeights", argument: file, received, expected, mend });
}

function ambiguous({ path, weights }: Place, groups: readonly FileLayer[], file: string): ArgumentError {
  const names = groups.map((group) => group.path || "–").join(", ");
  return new ArgumentError({
    where: "loadWeights",
    argument: "names",
    received: { fr: `${file}, où ${names} conviennent à ${path}`, en: `${file}, where ${names} fit ${path}` },
    expected: {
      fr: `les noms du fichier, dans l’ordre des poids du modèle (${weights.map(nameOf).join(", ")}, …)`,
      en: `the names in the file, in the order of the model's weights (${weights.map(nameOf).join(", ")}, …)`,
    },
    mend: {
      fr: 'Ajoutez names: ["…", …] ; readWeights(fichier) montre les noms du fichier.',
      en: 'Add names: ["…", …]; readWeights(file) shows the names in the file.',
    },
  });
}
