/** `tf.layers`: every layer of the engine, with TensorFlow.js' options, and the base class of one's own. */
import { ArgumentError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import * as engine from "../../layers/layers.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { input } from "../models/input.js";
import { leftOutLayers } from "../left-out-names.js";
import { lenient, type Loose } from "../options.js";
import { answering } from "./answering.js";
import { hasChannels, takeChannelsFirst } from "./channels-first.js";
import { Layer } from "./layer.js";
import { withTensor } from "./input-layers.js";
import { MERGING, mergeAnyRanks } from "./merging.js";
import { RNNCell } from "./rnn-cell.js";
import { numbered } from "./names.js";
import { layerOptions } from "./options.js";
import type { Layer as LayerType, LayerArgs, RNNCell as CellType } from "./types.js";

type Engine = typeof engine;

/** The functions of the engine that make a layer. */
type Names = {
  [Name in keyof Engine]: Engine[Name] extends (options: never) => EngineLayer ? Name : never;
}[keyof Engine];

type Options<Make> = Make extends (options?: infer Given) => EngineLayer
  ? Given
  : Make extends (options: infer Given) => EngineLayer
    ? Given
    : never;

/** Options whose types are TensorFlow.js' own. */
type Renewed = keyof LayerArgs | "inputShape";

type Makers = {
  readonly [Name in Names]: (options?: Loose<Omit<Options<Engine[Name]>, Renewed>> & LayerArgs) => LayerType;
};

type Maker = (options: object) => EngineLayer;

/** Layers that draw numbers by a seed of their own; the others draw from their model's. */
const SEEDED: ReadonlySet<string> = new Set([
  ...["dropout", "gaussianNoise", "gaussianDropout", "alphaDropout", "spatialDropout1d"],
]);

function made(name: string, make: Maker, given: Readonly<Record<string, unknown>>): EngineLayer {
  const { seed, ...rest } = given;
  const options = SEEDED.has(name) && seed !== undefined ? { ...rest, seed } : rest;
  if (name === "inputLayer") return make(inputOptions(options));
  if (MERGING.has(name)) return mergeAnyRanks(make(options));
  if (options.dataFormat !== "channelsFirst") return make(options);
  const { dataFormat, ...others } = options;
  void dataFormat;
  const layer = make(others);
  return hasChannels(layer) ? takeChannelsFirst(layer) : layer;
}

/** The options of an input layer, which is called `input1` and on. */
function inputOptions({ sparse, ...others }: Readonly<Record<string, unknown>>): object {
  void sparse;
  if ((others.inputShape === undefined) === (others.batchInputShape === undefined)) throw oneShape(others);
  return { ...others, name: others.name ?? numbered("input") };
}

function oneShape({ inputShape, batchInputShape }: Readonly<Record<string, unknown>>): ArgumentError {
  return new ArgumentError({
    where: "inputLayer",
    argument: "inputShape",
    received: `${written(inputShape)}, ${written(batchInputShape)}`,
    expected: { fr: "inputShape ou batchInputShape", en: "either inputShape or batchInputShape" },
    mend: {
      fr: "Donnez l’un des deux : inputShape: [784], ou batchInputShape: [null, 784].",
      en: "Give one of them: inputShape: [784], or batchInputShape: [null, 784].",
    },
  });
}

const makers = Object.fromEntries(
  Object.entries(engine)
    .filter(([name, make]) => typeof make === "function" && /^[a-z]/.test(name) && name !== "registerLayer")
    .map(([name, make]) => [
      name,
      (options?: Readonly<Record<string, unknown>>) =>
        withTensor(answering(lenient(() => made(name, make as Maker, layerOptions(options))))),
    ]),
) as unknown as Makers;

export const layers: Makers &
  typeof leftOutLayers & {
    readonly Layer: typeof Layer;
    readonly RNNCell: typeof RNNCell;
    readonly input: typeof input;
  } = {
  ...leftOutLayers,
  ...makers,
  Layer,
  RNNCell,
  input,
};

/** The types of `tf.layers`. */
// eslint-disable-next-line @typescript-eslint/no-namespace -- tf.layers.Layer is a type
export declare namespace layers {
  export type Layer = LayerType;
  export type RNNCell = CellType;
}
