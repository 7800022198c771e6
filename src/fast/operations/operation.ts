/**
 * What a program consists of: operations on arrays at fixed addresses, each knowing its way forward and back.
 *
 * A layer of a model becomes one operation or two. It is described by plain data first (its spec), which can be handed to
 * another thread, and built from that wherever it is to run.
 */
import type { Layer } from "../../layers/layer.js";
import type { RandomStream } from "../../random/stream.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import type { Kernels } from "../kernels.js";

/** The numbers of all examples between two operations, [rows, size]. */
export interface Values {
  readonly at: number;
  /** Where the derivative of the loss by each of them goes; 0 where nobody asks for it. */
  readonly gradient: number;
  /** How many numbers an example has. */
  readonly size: number;
}

/** A weight in memory. */
export interface Weight {
  readonly at: number;
  /** What backward passes add to; 0 for a weight that is not trained. */
  readonly gradient: number;
}

export interface Operation {
  /** Writes what never changes, once the memory is made. */
  prepare?(): void;
  /** @param rows how many examples; at most as many as room was made for */
  forward(rows: number, training: boolean): void;
  /** From the gradient of the result to that of the input and of the weights. */
  backward(rows: number): void;
  /** Changes what it keeps from one step to the next, once this step's loss is known to be a number. */
  keep?(): void;
  /**
   * Draws the random numbers of a training step.
   * @param stream of the layer at a position of the model
   * @param before how many examples of the batch others compute, whose numbers come first
   */
  draw?(stream: (position: number) => RandomStream, before: number, rows: number): void;
}

/** The addresses of an input that is mostly zero, as lists (see `assembly/sparse.ts`). */
export interface SparseInput {
  readonly starts: number;
  readonly entries: number;
}

/** What an operation is built with. */
export interface Workshop {
  /** How many examples there are at most. */
  readonly rows: number;
  /** Whether there will be backward passes. */
  readonly training: boolean;
  readonly input: Values;
  readonly output: Values;
  readonly weights: readonly Weight[];
  /** Numbers kept from one step to the next. */
  readonly kept: readonly Weight[];
  /** Room for so many numbers, for this operation alone. */
  reserve(count: number): number;
  /** Room that all operations share, one after the other: asked for when building, its address is that of `scratch`. */
  shareScratch(count: number): void;
  /** The following are there once the memory is made. */
  readonly scratch: number;
  /** The input of this batch as lists instead of rows; for the first operation alone. */
  readonly lists: SparseInput | undefined;
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
}

/** Plain data that describes an operation. */
export interface OperationSpec {
  readonly kind: string;
  /** How many numbers an example of the result has. */
  readonly size: number;
  /** How many multiplications an example takes on the way forward, about; none where it is few. */
  readonly multiplications?: number;
  /** Whether an example's result depends on the others of its batch. */
  readonly wholeBatch?: boolean;
  /** Which of the program's weights it uses. */
  readonly weights: readonly number[];
  /** Which of the program's weights it changes by itself while the model is trained: averages that it keeps. */
  readonly kept?: readonly number[];
}

/** What a layer is recognised with. */
export interface Recognition<Known extends Layer = Layer> {
  readonly layer: Known;
  /** Shapes of one example. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** The layer's place among the model's steps. */
  readonly position: number;
  /** The number of a weight in the program. */
  weight(variable: Variable): number;
}

/** The operations of a layer; undefined where there are none for its options. */
export type Recognise<Known extends Layer> = (
  recognition: Recognition<Known>,
) => readonly OperationSpec[] | undefined;

/** A shape of examples whose every extent is known; else undefined. */
export function knownShape(shape: BatchShape): readonly number[] | undefined {
  const example = shape.slice(1);
  return example.every((extent) => extent !== null) ? (example as readonly number[]) : undefined;
}
