/** The methods of models that describe and save them. */
import type { Layer as EngineLayer } from "../../layers/layer.js";
import type { Model as EngineModel } from "../../model/model.js";
import { asKeras } from "../../model/saving/key-case.js";
import type { Tensor } from "../../tensor/tensor.js";
import type { SaveConfig, SaveResult } from "../io/types.js";
import { sourceOf } from "../layers/input-layers.js";
import * as tracking from "../memory/tracking.js";
import { VERSIONS } from "./artifacts.js";
import { execute } from "./by-name.js";
import { engineOf } from "./engine-class.js";
import { inputNames, inputsOf, outputNames } from "./examples.js";
import { metadataOf, setMetadata, type Metadata } from "./metadata.js";
import { saveModel } from "./save.js";

export const DESCRIPTION = {
  getLayer(this: EngineModel, nameOrIndex: string | number | null, index?: number): unknown {
    return engineOf(this).getLayer.call(this, nameOrIndex ?? index ?? "");
  },
  /** The shape of the output; a list where there are several. */
  get outputShape(): unknown {
    const shapes = (this as unknown as EngineModel).outputs.map(({ shape }) => shape);
    return shapes.length === 1 ? shapes[0] : shapes;
  },
  get inputLayers(): readonly EngineLayer[] {
    return (this as unknown as EngineModel).inputs.map(sourceOf);
  },
  get outputLayers(): readonly EngineLayer[] {
    return (this as unknown as EngineModel).outputs.map(sourceOf);
  },
  get inputNames(): string[] {
    return inputNames(this as unknown as EngineModel);
  },
  get outputNames(): string[] {
    return outputNames(this as unknown as EngineModel);
  },
  save(this: EngineModel, handlerOrURL: unknown, config?: SaveConfig | null): Promise<SaveResult> {
    return saveModel(this, handlerOrURL, config);
  },
  toJSON(this: EngineModel, unused?: unknown, returnString = true): unknown {
    void unused;
    const saved = {
      ...(asKeras({ className: this.className, config: this.getConfig() }) as object),
      ...VERSIONS,
    };
    return returnString ? JSON.stringify(saved) : saved;
  },
  summary(
    this: EngineModel,
    lineLength?: number | null,
    positions?: unknown,
    printFn?: ((line: string) => void) | null,
  ): void {
    void positions;
    engineOf(this).summary.call(this, lineLength, null, printFn);
  },
  execute(this: EngineModel, inputs: unknown, outputs: unknown): Tensor | Tensor[] {
    return tracking.within(() => execute(this, inputsOf(this, inputs), outputs));
  },
  /** Data of the program's own, which are saved with the model. */
  setUserDefinedMetadata(this: EngineModel, metadata: Metadata): void {
    setMetadata(this, metadata);
  },
  getUserDefinedMetadata(this: EngineModel): Metadata | undefined {
    return metadataOf(this);
  },
};
