/** What TensorFlow.js calls a saved model in memory, and what stores one. */

/** The name, shape and type of a weight, in the order of the bytes. */
export interface WeightsManifestEntry {
  name: string;
  shape: number[];
  dtype: "float32" | "int32" | "bool" | "string" | "complex64";
  group?: "model" | "optimizer";
  /** How the numbers were made smaller; absent where they were not. */
  quantization?: { dtype: "uint8" | "uint16" | "float16"; scale?: number; min?: number };
}

export type WeightData = ArrayBuffer | ArrayBuffer[];

/** The settings of `compile`, with the keys of Keras. */
export interface TrainingConfig {
  optimizer_config: object;
  loss: string | string[] | Record<string, string>;
  metrics?: string[] | Record<string, string>;
  [other: string]: unknown;
}

/** A model as plain data: its layers, and its weights as bytes. */
export interface ModelArtifacts {
  modelTopology?: object | ArrayBuffer;
  trainingConfig?: TrainingConfig;
  weightSpecs?: WeightsManifestEntry[];
  weightData?: WeightData;
  format?: string;
  generatedBy?: string;
  convertedBy?: string | null;
  signature?: object;
  userDefinedMetadata?: Record<string, object>;
  modelInitializer?: object;
  initializerSignature?: object;
}

export type WeightsManifestConfig = { paths: string[]; weights: WeightsManifestEntry[] }[];

/** The content of `model.json`. */
export interface ModelJSON extends Omit<ModelArtifacts, "modelTopology" | "weightSpecs" | "weightData"> {
  modelTopology: object;
  weightsManifest: WeightsManifestConfig;
}

/** When a model was saved, and how many bytes it has. */
export interface ModelArtifactsInfo {
  dateSaved: Date;
  modelTopologyType: "JSON" | "GraphDef";
  modelTopologyBytes?: number;
  weightSpecsBytes?: number;
  weightDataBytes?: number;
}

export interface SaveResult {
  modelArtifactsInfo: ModelArtifactsInfo;
  responses?: Response[];
  errors?: (object | string)[];
}

export type SaveHandler = (artifacts: ModelArtifacts) => Promise<SaveResult>;
export type LoadHandler = () => Promise<ModelArtifacts>;

/** A place where a model is saved, or from which it is loaded. */
export interface IOHandler {
  save?: SaveHandler;
  load?: LoadHandler;
}

export interface IOHandlerSync {
  save?: (artifacts: ModelArtifacts) => SaveResult;
  load?: () => ModelArtifacts;
}

export interface LoadOptions {
  /** Options of `fetch`. */
  requestInit?: RequestInit;
  /** Called with the share of the requests that are answered, from 0 to 1. */
  onProgress?: (fraction: number) => void;
  fetchFunc?: typeof fetch;
  /** Whether each weight of the file must be one of the model; true by default. */
  strict?: boolean;
  /** The folder of the files of weights, where it is not that of `model.json`. */
  weightPathPrefix?: string;
  weightUrlConverter?: (weightFileName: string) => Promise<string>;
}

export interface SaveConfig {
  includeOptimizer?: boolean;
  trainableOnly?: boolean;
}
