/** A model as TensorFlow.js' plain data, and a model from these data. */
import { DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { namedWeights } from "../../model/description.js";
import type { Model } from "../../model/model.js";
import { asKeras, fromKeras, toSnakeCase } from "../../model/saving/key-case.js";
import { compileOptions, trainingConfig, type TrainingConfig } from "../../model/saving/training-config.js";
import { formatShape, sameShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import { scalar } from "../../tensor/create.js";
import { concatenateArrayBuffers } from "../io/bytes.js";
import type { ModelArtifacts, SaveConfig, TrainingConfig as SavedTraining } from "../io/types.js";
import { decodeWeights, encodeWeights, type NamedTensor } from "../io/weights.js";
import { modelFromTopology } from "./topology.js";

/** The version of TensorFlow.js whose format this is. */
const FORMAT_VERSION = "4.22.0";

export async function artifactsOf(model: Model, config: SaveConfig = {}): Promise<ModelArtifacts> {
  const { includeOptimizer = false, trainableOnly = false } = config;
  // In the order of TensorFlow.js: what is learned, then the rest.
  const learned = new Set(model.trainableWeights);
  const all = namesOf(model);
  const own = [
    ...all.filter(([, weight]) => learned.has(weight)),
    ...all.filter(([, weight]) => !learned.has(weight) && !trainableOnly),
  ];
  const weights = await encodeWeights(own.map(([name, tensor]) => ({ name, tensor })));
  const topology = asKeras({ className: model.className, config: model.getConfig() }) as object;
  const artifacts: ModelArtifacts = {
    modelTopology: { ...topology, keras_version: `tfjs-layers ${FORMAT_VERSION}`, backend: "tensor_flow.js" },
    format: "layers-model",
    generatedBy: `TensorFlow.js tfjs-layers v${FORMAT_VERSION}`,
    convertedBy: null,
    weightSpecs: weights.specs,
    weightData: weights.data,
  };
  const { compiledSettings: settings } = model;
  if (!includeOptimizer || settings === undefined) return artifacts;
  const training = trainingConfig(model, settings);
  if (training === undefined) return artifacts;
  const state = await encodeWeights(optimizerState(model), "optimizer");
  return {
    ...artifacts,
    trainingConfig: withLossesAlone(training),
    weightSpecs: [...weights.specs, ...state.specs],
    weightData: concatenateArrayBuffers([weights.data, state.data]),
  };
}

/** TensorFlow.js has one loss as a text, and names of losses and metrics in the case of Keras. */
function withLossesAlone(training: TrainingConfig): SavedTraining {
  const saved = asKeras(training) as SavedTraining & { loss: string[] };
  return { ...saved, loss: saved.loss.length === 1 ? saved.loss[0] : saved.loss };
}

/** The weights by the names that TensorFlow.js gives them: the layer's and the weight's, without models around. */
function namesOf(model: Model): [string, Variable][] {
  return [...namedWeights(model)].map(([name, weight]) => [name.split("/").slice(-2).join("/"), weight]);
}

/** The steps of the optimizer, then each kind of slot for all weights, as TensorFlow.js orders them. */
function optimizerState(model: Model): NamedTensor[] {
  const { optimizer } = model;
  const trainable = namesOf(model).filter(([, weight]) => model.trainableWeights.includes(weight));
  const slots = trainable.map(([name, weight]) => ({ name, tensors: optimizer.slotTensors(weight) }));
  const count = Math.max(0, ...slots.map(({ tensors }) => tensors.length));
  return [
    { name: "iter", tensor: scalar(optimizer.iterations, "int32") },
    ...Array.from({ length: count }, (_, slot) =>
      slots.map(({ name, tensors }) => ({ name: `${name}/${slot}`, tensor: tensors[slot] })),
    ).flat(),
  ];
}

/**
 * @param strict whether each weight of the data must be one of the model
 * @throws DataError for layers that are not here, and for weights that do not fit the model
 */
export async function modelOf(artifacts: ModelArtifacts, strict = true): Promise<Model> {
  const { modelTopology, weightSpecs = [], weightData, trainingConfig: training } = artifacts;
  if (artifacts.format === "graph-model" || modelTopology instanceof ArrayBuffer) throw graphModel();
  const model = await modelFromTopology(modelTopology);
  if (weightData === undefined) return model;
  const tensors = decodeWeights(weightData, weightSpecs);
  const groups = { model: [] as NamedTensor[], optimizer: [] as NamedTensor[] };
  for (const { name, group = "model" } of weightSpecs) groups[group].push({ name, tensor: tensors[name] });
  setWeights(model, groups.model, strict);
  if (training != null) compile(model, training, groups.optimizer);
  return model;
}

function setWeights(model: Model, stored: readonly NamedTensor[], strict: boolean): void {
  const names = namesOf(model);
  const left = new Set(stored);
  for (const [name, weight] of names) {
    const found = findWeight(name, weight, left);
    if (found !== undefined) {
      left.delete(found);
      weight.assign(found.tensor);
    } else if (strict) {
      throw doNotFit(
        {
          fr: `rien pour « ${name} » de forme ${formatShape(weight.shape)}`,
          en: `nothing for “${name}” of shape ${formatShape(weight.shape)}`,
        },
        { fr: "un poids pour chacun du modèle", en: "a weight for each of the model" },
      );
    }
  }
  const [extra] = left;
  if (extra !== undefined && strict)
    throw doNotFit(
      {
        fr: `« ${extra.name} » de forme ${formatShape(extra.tensor.shape)}`,
        en: `“${extra.name}” of shape ${formatShape(extra.tensor.shape)}`,
      },
      {
        fr: `les poids ${names.map(([name]) => name).join(", ")}`,
        en: `the weights ${names.map(([name]) => name).join(", ")}`,
      },
    );
}

/**
 * The stored weight of this name; else one of the same kind and shape within the same layer, since Keras and
 * TensorFlow.js name the weights of layers within layers in several manners.
 */
function findWeight(name: string, weight: Variable, left: ReadonlySet<NamedTensor>): NamedTensor | undefined {
  const fits = ({ tensor }: NamedTensor): boolean => sameShape(tensor.shape, weight.shape);
  const [layer, kind] = name.split("/");
  const all = [...left].filter(fits);
  return (
    all.find((each) => each.name === name) ??
    all.find((each) => each.name.split("/").includes(layer) && kindOf(each.name) === kindOf(kind)) ??
    all.find((each) => kindOf(each.name) === kindOf(kind))
  );
}

/** `kernel` of `dense/dense_1/kernel:0`; a number behind it tells apart weights of one name. */
function kindOf(name: string): string {
  return toSnakeCase(name.split("/").at(-1)!).replace(/(:\d+|_\d+)$/, "");
}

function compile(model: Model, training: SavedTraining, state: readonly NamedTensor[]): void {
  const options = compileOptions(fromKeras(training) as TrainingConfig, "loadLayersModel");
  model.compile(options);
  const { optimizer } = options;
  const [steps, ...slots] = state;
  if (steps === undefined) return;
  optimizer.iterations = steps.tensor.dataSync()[0];
  const { trainableWeights } = model;
  trainableWeights.forEach((weight, i) => {
    const own = optimizer.slotsOf(weight);
    // A rule may have more slots in one of the two libraries: then the training begins with empty ones.
    if (slots.length !== own.length * trainableWeights.length) return;
    own.forEach((slot, kind) =>
      slot.set(slots[kind * trainableWeights.length + i].tensor.dataSync() as Float32Array),
    );
  });
}

function graphModel(): DataError {
  return new DataError({
    where: "loadLayersModel",
    argument: "format",
    received: "graph-model",
    expected: "layers-model",
    mend: {
      fr: "Un modèle en graphe n’a pas de couches à charger : convertissez le modèle de Keras avec --output_format=tfjs_layers_model.",
      en: "A graph model has no layers to load: convert the Keras model with --output_format=tfjs_layers_model.",
    },
  });
}

function doNotFit(received: Sentence, expected: Sentence): DataError {
  return new DataError({
    where: "loadLayersModel",
    argument: "weights",
    received,
    expected,
    mend: {
      fr: "Les poids et les couches doivent être du même modèle ; { strict: false } charge ce qui va ensemble.",
      en: "Weights and layers must be of the same model; { strict: false } loads what fits.",
    },
  });
}
