/** The methods of models that read and replace weights. */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import type { Model as EngineModel } from "../../model/model.js";
import type { Tensor, Variable } from "../../tensor/tensor.js";
import type { SaveConfig } from "../io/types.js";
import { weightsOf } from "../layers/answering.js";
import { constrain } from "../layers/constrain.js";
import { disposeLayer, type DisposeResult } from "../layers/disposal.js";
import * as tracking from "../memory/tracking.js";
import type { NamedTensor } from "../tensors/types.js";
import { loadWeights, namedWeights } from "./by-name.js";
import { engineOf } from "./engine-class.js";
import { disposeOwnOptimizer } from "./own-optimizers.js";

export const WEIGHTS = {
  /** The weights themselves, which follow the training and have gradients; the engine itself takes copies. */
  getWeights(this: EngineModel, trainableOnly = false): Tensor[] {
    return tracking.isEngine() ? engineOf(this).getWeights.call(this) : weightsOf(this, trainableOnly);
  },
  /** Those that training changes come first, as TensorFlow.js orders the weights of a model. */
  get weights(): readonly Variable[] {
    const { layers } = this as unknown as EngineModel;
    const trainable = layers.flatMap((layer) => layer.trainableWeights);
    return [
      ...trainable,
      ...layers.flatMap(({ weights }) => weights.filter((weight) => !trainable.includes(weight))),
    ];
  },
  setWeights(this: EngineModel, weights: readonly Tensor[]): void {
    tracking.within(() => {
      engineOf(this).setWeights.call(this, weights);
      (this.layers as readonly EngineLayer[]).forEach(constrain);
    });
  },
  loadWeights(this: EngineModel, weights: Readonly<Record<string, Tensor>>, strict = true): void {
    loadWeights(this, weights, strict);
    tracking.within(() => this.layers.forEach(constrain));
  },
  getNamedWeights(this: EngineModel, config?: SaveConfig | null): NamedTensor[] {
    return namedWeights(this, config?.trainableOnly ?? false);
  },
  dispose(this: EngineModel): DisposeResult {
    const result = disposeLayer(this);
    if (result.refCountAfterDispose === 0) disposeOwnOptimizer(this);
    return result;
  },
};
