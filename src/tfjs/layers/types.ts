/** The types of layers as programs of TensorFlow.js write them. */
import type { SymbolicTensor as EngineSymbolicTensor } from "../../layers/symbolic-tensor.js";
import type { Scalar, Shape, Tensor, Variable, DataType } from "../tensors/types.js";
import type { Initializer } from "./initializers.js";
import type { Regularizer } from "../../regularizers/regularizers.js";
import type { Loose } from "../options.js";
import type { ConfigDict } from "./serialization.js";

/** A tensor without numbers: its shape, and the layer that makes it. */
export interface SymbolicTensor extends Omit<EngineSymbolicTensor, "shape" | "name"> {
  readonly id: number;
  readonly shape: Shape;
  readonly dtype: DataType;
  readonly rank: number;
  readonly name: string;
  readonly originalName?: string;
  readonly sourceLayer: Layer;
  readonly nodeIndex: number;
  readonly tensorIndex: number;
}

/** One use of a layer in a graph. */
export interface Node {
  readonly outboundLayer: Layer;
  readonly inboundLayers: Layer[];
  readonly nodeIndices: number[];
  readonly tensorIndices: number[];
  readonly inputTensors: SymbolicTensor[];
  readonly outputTensors: SymbolicTensor[];
  readonly inputShapes: Shape | Shape[];
  readonly outputShapes: Shape | Shape[];
}

/** A function that is called with the arguments of each call of a layer. */
export type CallHook = (inputs: Tensor | Tensor[], kwargs: Kwargs) => void;

/** A weight of a layer. */
export interface LayerVariable extends Variable {
  readonly originalName: string;
  readonly val: Variable;
  read(): Tensor;
  write(value: Tensor): this;
}

/** The arguments of `call` besides the inputs, such as `training`. */
export interface Kwargs {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- TensorFlow.js gives them no type
  [name: string]: any;
}

/** The options of every layer. */
export type LayerArgs = Loose<{
  name: string;
  trainable: boolean;
  inputShape: Shape | number;
  batchInputShape: Shape;
  batchSize: number;
  dtype: DataType;
  inputDType: DataType;
  weights: Tensor[];
}>;

export type AnyTensor = Tensor | Tensor[] | SymbolicTensor | SymbolicTensor[];

/** The base class of layers. */
export declare abstract class Layer {
  static fromConfig<T>(kind: new (config: never) => T, config: ConfigDict): T;
  constructor(config?: LayerArgs);
  name: string;
  trainable: boolean;
  supportsMasking: boolean;
  built: boolean;
  stateful: boolean;
  readonly id: number;
  dtype: DataType;
  batchInputShape: Shape;
  initialWeights: Tensor[];
  activityRegularizer: Regularizer;
  inboundNodes: Node[];
  outboundNodes: Node[];
  /** The penalties of the regularizers. */
  readonly losses: (() => Scalar)[];
  readonly updates: Tensor[];
  readonly input: SymbolicTensor | SymbolicTensor[];
  readonly output: SymbolicTensor | SymbolicTensor[];
  readonly inputShape: Shape | Shape[];
  readonly outputShape: Shape | Shape[];
  readonly weights: LayerVariable[];
  readonly trainableWeights: LayerVariable[];
  readonly nonTrainableWeights: LayerVariable[];
  getInputAt(nodeIndex: number): SymbolicTensor | SymbolicTensor[];
  getOutputAt(nodeIndex: number): SymbolicTensor | SymbolicTensor[];
  calculateLosses(): Scalar[];
  setCallHook(callHook: CallHook): void;
  clearCallHook(): void;
  build(inputShape: Shape | Shape[]): void;
  call(inputs: Tensor | Tensor[], kwargs: Kwargs): Tensor | Tensor[];
  apply(
    inputs: Tensor | readonly Tensor[] | SymbolicTensor | readonly SymbolicTensor[],
    kwargs?: Kwargs,
  ): AnyTensor;
  computeOutputShape(inputShape: Shape | Shape[]): Shape | Shape[];
  computeMask(inputs: Tensor | Tensor[], mask?: Tensor | Tensor[]): Tensor | Tensor[];
  addWeight(
    name: string,
    shape: Shape,
    dtype?: DataType | null,
    initializer?: Initializer | string | null,
    regularizer?: Regularizer | string | null,
    trainable?: boolean | null,
    constraint?: unknown,
  ): LayerVariable;
  protected invokeCallHook(inputs: Tensor | Tensor[], kwargs: Kwargs): void;
  getWeights(trainableOnly?: boolean): Tensor[];
  setWeights(weights: Tensor[]): void;
  countParams(): number;
  getConfig(): ConfigDict;
  getClassName(): string;
  resetStates(): void;
  dispose(): { refCountAfterDispose: number; numDisposedVariables: number };
}

/** The base class of the cells of recurrent layers. */
export declare abstract class RNNCell extends Layer {
  abstract stateSize: number | number[];
}
