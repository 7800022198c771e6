/** Optimizers that models made from a name, and that nobody else uses: they are disposed with their model. */
import type { Model as EngineModel } from "../../model/model.js";
import type { Optimizer } from "../training/optimizers.js";

const owners = new WeakMap<EngineModel, Optimizer>();

/** Notes whether the optimizer of a model is its own. */
export function ownOptimizer(model: EngineModel, isOwn: boolean): void {
  if (isOwn) owners.set(model, model.optimizer as unknown as Optimizer);
  else owners.delete(model);
}

export function disposeOwnOptimizer(model: EngineModel): void {
  owners.get(model)?.dispose();
}
