/** Symbolic tensors with TensorFlow.js' members, and its constructor. */
import { SymbolicTensor as EngineSymbolicTensor } from "../../layers/symbolic-tensor.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { DataType, Shape } from "../tensors/types.js";
import { sourceOf } from "./input-layers.js";
import { typeOfInput } from "./input-types.js";
import { nodeIndexOf } from "./nodes.js";
import type { Layer, SymbolicTensor as ProgramTensor } from "./types.js";

let made = 0;
const numbers = new WeakMap<EngineSymbolicTensor, number>();

Object.defineProperties(EngineSymbolicTensor.prototype, {
  id: {
    configurable: true,
    get(this: EngineSymbolicTensor): number {
      const known = numbers.get(this) ?? made++;
      numbers.set(this, known);
      return known;
    },
  },
  dtype: {
    configurable: true,
    get(this: EngineSymbolicTensor): DataType {
      return typeOfInput(this);
    },
  },
  rank: {
    configurable: true,
    get(this: EngineSymbolicTensor): number {
      return this.shape.length;
    },
  },
  inputs: {
    configurable: true,
    get(this: EngineSymbolicTensor): readonly EngineSymbolicTensor[] {
      return this.from?.inputs ?? [];
    },
  },
  sourceLayer: {
    configurable: true,
    get(this: EngineSymbolicTensor): unknown {
      return sourceOf(this);
    },
  },
  nodeIndex: {
    configurable: true,
    get(this: EngineSymbolicTensor): number {
      return nodeIndexOf(this);
    },
  },
  tensorIndex: {
    configurable: true,
    get(this: EngineSymbolicTensor): number {
      return this.position;
    },
  },
});

/** TensorFlow.js' order of arguments: the type first, the name last. */
class ProgramSymbolicTensor extends EngineSymbolicTensor {
  constructor(
    dtype: DataType,
    shape: BatchShape,
    sourceLayer?: unknown,
    inputs?: unknown,
    callArgs?: unknown,
    name?: string,
  ) {
    void [dtype, sourceLayer, inputs, callArgs];
    super(shape, undefined, name ?? undefined);
  }

  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof EngineSymbolicTensor;
  }
}

/** The type of symbolic tensors. */
export type SymbolicTensor = ProgramTensor;

/** The class of symbolic tensors. */
export const SymbolicTensor = ProgramSymbolicTensor as unknown as new (
  dtype: DataType,
  shape: Shape,
  sourceLayer?: Layer | null,
  inputs?: readonly ProgramTensor[] | null,
  callArgs?: unknown,
  name?: string,
) => ProgramTensor;
