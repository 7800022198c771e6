/** Models of the engine with TensorFlow.js' options and answers. */
import { symbolicList } from "../../model/model-options.js";
import { layersByDepth } from "../../model/layer-order.js";
import { Model as EngineModel } from "../../model/model.js";
import { Sequential as EngineSequential } from "../../model/sequential.js";
import type { Graph } from "../../model/graph.js";
import { InputLayer } from "../../layers/input-layer.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import type { SymbolicTensor } from "../../layers/symbolic-tensor.js";
import { answering } from "../layers/answering.js";
import { refer } from "../layers/disposal.js";
import { connectInput, inputLayerOf } from "../layers/input-layers.js";
import { uniqueName } from "../layers/name-scopes.js";
import { nameSymbolic, numbered } from "../layers/names.js";
import { noteReaders } from "../layers/nodes.js";
import { collectWeights, freezable, prepareAnew } from "../layers/trainable.js";
import { within } from "../memory/tracking.js";
import { given, lenient } from "../options.js";
import { shown } from "../training/optimizers.js";
import { DESCRIPTION } from "./description-methods.js";
import { ownOptimizer } from "./own-optimizers.js";
import { TRAINING } from "./training-methods.js";
import { WEIGHTS } from "./weight-methods.js";
import type * as types from "./types.js";

class ProgramModel extends EngineModel {
  constructor(args: types.ContainerArgs) {
    const options = given({ ...args });
    symbolicList(options.inputs, "inputs");
    symbolicList(options.outputs, "outputs");
    super(options as ConstructorParameters<typeof EngineModel>[0]);
    this.name ||= numbered("model");
    this.stopTraining = undefined as unknown as boolean;
    this.layers.forEach(refer);
    freezable(this);
  }

  /** In the order of TensorFlow.js, which is that of the weights too; inputs are layers. */
  override get layers(): readonly EngineLayer[] {
    const { graph } = this;
    const known = ordered.get(graph) ?? layersByDepth(graph, inputLayerOf);
    ordered.set(graph, known);
    return known;
  }
}

/** The layers of each graph, which programs ask for again and again. */
const ordered = new WeakMap<Graph, readonly EngineLayer[]>();

class ProgramSequential extends EngineSequential {
  constructor(args?: types.SequentialArgs) {
    super(given({ ...args }) as ConstructorParameters<typeof EngineSequential>[0]);
    this.name ||= numbered("sequential_");
    this.stopTraining = undefined as unknown as boolean;
    freezable(this);
  }

  override add(layer: EngineLayer): void {
    within(() => super.add(layer));
    refer(layer);
  }

  protected override connect(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): void {
    connectFirst(inputs[0], outputs[0]);
    super.connect(inputs, outputs);
  }
}

/** Names the input of a chain after its first layer, which may be the input layer itself. */
function connectFirst(input: SymbolicTensor, output: SymbolicTensor): void {
  if (input.name !== undefined) return;
  let call = output.from;
  while (call?.inputs[0].from !== undefined) call = call.inputs[0].from;
  if (call === undefined) return;
  const { layer } = call;
  const isInput = layer instanceof InputLayer;
  const name = layer instanceof EngineModel ? (layer.inputs[0].name ?? layer.name) : layer.name;
  nameSymbolic(input, isInput || layer instanceof EngineModel ? name : `${name}_input`);
  if (isInput) connectInput(layer, input);
}

for (const kind of [ProgramModel, ProgramSequential])
  for (const [name, descriptor] of [DESCRIPTION, TRAINING, WEIGHTS].flatMap((methods) =>
    Object.entries(Object.getOwnPropertyDescriptors(methods)),
  ))
    Object.defineProperty(kind.prototype, name, { ...descriptor, enumerable: false });

// In TensorFlow.js, a chain is a model too.
Object.defineProperty(ProgramModel, Symbol.hasInstance, {
  value(this: typeof ProgramModel, instance: unknown) {
    return this === ProgramModel
      ? instance instanceof EngineModel
      : Function.prototype[Symbol.hasInstance].call(this, instance);
  },
});

export const LayersModel = ProgramModel as unknown as typeof types.LayersModel;
export type LayersModel = types.LayersModel;
export const Sequential = ProgramSequential as unknown as typeof types.Sequential;
export type Sequential = types.Sequential;

/** Gives a model of the engine, such as a loaded one, and all in it the answers of TensorFlow.js. */
export function shownModel(model: EngineModel): types.LayersModel {
  Object.setPrototypeOf(
    model,
    model instanceof EngineSequential ? ProgramSequential.prototype : ProgramModel.prototype,
  );
  freezable(model);
  for (const layer of model.built || model instanceof EngineSequential ? model.layers : [])
    if (layer instanceof EngineModel) shownModel(layer);
    else answering(layer as EngineLayer);
  if (model.built) showGraph(model);
  if (model.compiledSettings !== undefined) showTraining(model);
  return model as unknown as types.LayersModel;
}

/** Lets a loaded model train by the rules of TensorFlow.js. */
function showTraining(model: EngineModel): void {
  shown(model.optimizer);
  ownOptimizer(model, true);
  prepareAnew(model);
  collectWeights(model);
}

/** Names the symbolic tensors of a loaded model, and notes which layers read from which. */
function showGraph({ graph, layers }: EngineModel): void {
  for (const call of layers.flatMap(({ calls }) => calls)) {
    for (const output of call.outputs)
      if (output.name === undefined)
        nameSymbolic(output, uniqueName(`${call.layer.name}/${call.layer.name}`));
    noteReaders(call);
  }
  graph.outputs.forEach((output, i) => connectFirst(graph.inputs[i] ?? graph.inputs[0], output));
}

/**
 * A model of layers that are connected freely.
 * @param args `inputs` and `outputs`
 */
export function model(args: types.ContainerArgs): types.LayersModel {
  return within(() => lenient(() => new LayersModel(args)));
}

/**
 * A chain of layers.
 * @param args `layers`, if they are known
 */
export function sequential(args?: types.SequentialArgs): types.Sequential {
  return within(() => lenient(() => new Sequential(args)));
}
