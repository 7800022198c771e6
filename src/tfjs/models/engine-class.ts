/** The class of the engine whose methods a model of a program has. */
import { Model as EngineModel } from "../../model/model.js";
import { Sequential as EngineSequential } from "../../model/sequential.js";

export function engineOf(model: EngineModel): EngineModel {
  return model instanceof EngineSequential ? EngineSequential.prototype : EngineModel.prototype;
}
