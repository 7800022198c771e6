/** Models of the engine with TensorFlow.js' options and answers. */
import { symbolicList } from "../../model/model-options.js";
import { layersByDepth } from "../../model/layer-order.js";
import { Model as EngineModel } from "../../model/model.js";
import { Sequential as EngineSequential } from "../../model/sequential.js";
import type { Layer as EngineLayer } from "../../layers/layer.js";
import { answering } from "../layers/answering.js";
import { refer } from "../layers/disposal.js";
import { numbered } from "../layers/names.js";
import { freezable } from "../layers/trainable.js";
import { within } from "../memory/tracking.js";
import { given, lenient } from "../options.js";
import { METHODS } from "./methods.js";
import type * as types from "./types.js";

class ProgramModel extends EngineModel {
  constructor(args: types.ContainerArgs) {
    const options = given({ ...args });
    symbolicList(options.inputs, "inputs");
    symbolicList(options.outputs, "outputs");
    super(options as ConstructorParameters<typeof EngineModel>[0]);
    this.name ||= numbered("model");
    this.layers.forEach(refer);
    freezable(this);
  }

  /** In the order of TensorFlow.js, which is that of the weights too. */
  override get layers(): readonly EngineLayer[] {
    return layersByDepth(this.graph);
  }
}

class ProgramSequential extends EngineSequential {
  constructor(args?: types.SequentialArgs) {
    super(given({ ...args }) as ConstructorParameters<typeof EngineSequential>[0]);
    this.name ||= numbered("sequential_");
    freezable(this);
  }

  override add(layer: EngineLayer): void {
    within(() => super.add(layer));
    refer(layer);
  }
}

for (const kind of [ProgramModel, ProgramSequential])
  for (const [name, descriptor] of Object.entries(Object.getOwnPropertyDescriptors(METHODS)))
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
  return model as unknown as types.LayersModel;
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
