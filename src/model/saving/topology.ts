/**
 * The topology of a model as TensorFlow.js and Keras write it, in the form of this project.
 *
 * Both write options that have no effect in their only allowed value, or that this project lacks; the first
 * kind is left out here, the second one is refused by the layer.
 */
import { fromKeras } from "./key-case.js";
import type { SavedLayer } from "../../layers/saved-layer.js";
import { MODELS } from "./graph-config.js";

/**
 * Options of Keras' layers, each with the values that change nothing; null, for any option, means the
 * default.
 */
const NO_EFFECT: Readonly<Record<string, readonly unknown[]>> = {
  ragged: [false],
  sparse: [false],
  optional: [false],
  groups: [1],
  keepdims: [false],
  synchronized: [false],
  timeMajor: [false],
  zeroOutputForMask: [false],
  useLegacyFormat: [false],
  fused: [true, false],
};

/** The option of which null is a value of its own: the outputs of both directions, not merged. */
const MERGE_MODE = "mergeMode";

/**
 * @param keepsInputs whether a chain keeps its input layer; else the layer after it is told the input's shape
 * @throws TypeError for a topology that lacks a part
 */
export function savedTopology(given: unknown, keepsInputs = false): SavedLayer {
  const { model_config: inner } = given as { readonly model_config?: unknown };
  return layerOf(fromKeras(typeof inner === "string" ? JSON.parse(inner) : (inner ?? given)), keepsInputs);
}

function layerOf(given: unknown, keepsInputs: boolean): SavedLayer {
  const saved = given as SavedLayer;
  const { className, config } = saved;
  if (!MODELS.has(className)) return { ...saved, config: cleaned(config) };
  // Older versions of Keras write the layers of a chain as a list, without its name.
  const whole = (Array.isArray(config) ? { name: "sequential", layers: config } : config) as Config;
  const layers = whole.layers.map((layer) => layerOf(layer, keepsInputs));
  return {
    ...saved,
    config: { ...whole, layers: className === "Sequential" && !keepsInputs ? withoutInput(layers) : layers },
  };
}

type Config = Readonly<Record<string, unknown>> & { readonly layers: readonly unknown[] };

function cleaned(config: SavedLayer["config"]): SavedLayer["config"] {
  return Object.fromEntries(
    Object.entries(config)
      .filter(
        ([name, value]) =>
          (value !== null || name === MERGE_MODE) &&
          !(Object.hasOwn(NO_EFFECT, name) && NO_EFFECT[name].includes(value)),
      )
      // Keras writes the axis of batch normalisation as a list of one.
      .map(([name, value]) => [name, name === "axis" ? axisOf(value) : value]),
  );
}

function axisOf(given: unknown): unknown {
  return Array.isArray(given) && given.length === 1 ? (given as unknown[])[0] : given;
}

/** A chain whose input is a layer of its own gives the input's shape to the layer after it. */
function withoutInput(layers: readonly SavedLayer[]): readonly SavedLayer[] {
  const [first, second, ...rest] = layers;
  if (first?.className !== "InputLayer" || second === undefined || MODELS.has(second.className))
    return layers;
  const { batchInputShape, batchShape } = first.config;
  const shape = batchInputShape ?? batchShape;
  return [{ ...second, config: { ...second.config, batchInputShape: shape } }, ...rest];
}
