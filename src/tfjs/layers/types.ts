/** The types of layers as programs of TensorFlow.js write them. */
import type { SymbolicTensor } from "./symbolic-tensor.js";
import type { Shape, Tensor, Variable, DataType } from "../tensors/types.js";
import type { Initializer } from "./initializers.js";
import type { Regularizer } from "../../regularizers/regularizers.js";
import type { Loose } from "../options.js";
import type { ConfigDict } from "./serialization.js";

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
  readonly batchInputShape: Shape;
  readonly input: SymbolicTensor | SymbolicTensor[];
  readonly output: SymbolicTensor | SymbolicTensor[];
  readonly inputShape: Shape | Shape[];
  readonly outputShape: Shape | Shape[];
  readonly weights: LayerVariable[];
  readonly trainableWeights: LayerVariable[];
  readonly nonTrainableWeights: LayerVariable[];
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
