/**
 * What a program consists of: operations on arrays at fixed addresses, each with its forward and its
 * backward pass.
 *
 * A layer of a model is lowered to no, one or two operations. An operation is described by plain data first,
 * its spec, which can be sent to another thread; it is built from the spec wherever it runs.
 */
import type { Layer } from "../../layers/layer.js";
import type { RandomStream } from "../../random/stream.js";
import type { BatchShape } from "../../tensor/shape.js";
import type { Variable } from "../../tensor/tensor.js";
import type { Kernels } from "../kernels.js";

/** The array between two operations, [rows, size]: the output of one, the input of the next. */
export interface Values {
  readonly at: number;
  /** The address of the gradient of the loss with respect to the array; 0 where no operation needs it. */
  readonly gradient: number;
  /** How many numbers an example has. */
  readonly size: number;
}

/** A weight in memory. */
export interface Weight {
  readonly at: number;
  /** The address of its gradient, which backward passes add to; 0 for a weight that is not trained. */
  readonly gradient: number;
}

export interface Operation {
  /** Writes what stays constant, such as the window of a convolution; called once the memory exists. */
  prepare?(): void;
  /** @param rows how many examples; at most `rows` of the context */
  forward(rows: number, training: boolean): void;
  /** Computes the gradients of the input and of the weights from that of the output. */
  backward(rows: number): void;
  /** Updates the running averages of a training step; called only if the loss of the step is finite. */
  updateAverages?(): void;
  /**
   * Draws the random numbers of a training step.
   * @param stream the random stream of the layer at a position of the model
   * @param before how many examples of the batch precede this part: their numbers are drawn first, and not
   *   used
   */
  draw?(stream: (position: number) => RandomStream, before: number, rows: number): void;
}

/** The addresses of an input that is mostly zero, in compressed rows (see `assembly/sparse.ts`). */
export interface SparseInput {
  readonly starts: number;
  readonly entries: number;
}

/** What an operation is given to compute with: its arrays, its weights, memory, and the kernels. */
export interface OperationContext {
  /** The most examples that a pass has. */
  readonly rows: number;
  /** Whether there will be backward passes. */
  readonly training: boolean;
  readonly input: Values;
  readonly output: Values;
  readonly weights: readonly Weight[];
  /** The running averages that the operation updates itself. */
  readonly averages: readonly Weight[];
  /** Reserves memory for so many numbers, for this operation alone; returns its address. */
  reserve(count: number): number;
  /**
   * Asks for at least so many numbers at `scratch`, which all operations use in turn. Only to be called by
   * constructors.
   */
  shareScratch(count: number): void;
  /** The following can be read once the memory exists, so not by constructors. */
  readonly scratch: number;
  /**
   * The input of this batch in compressed rows, where it has that form; only the first operation can have
   * such an input.
   */
  readonly sparse: SparseInput | undefined;
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
}

/**
 * What the specs of all operations have in common; `OperationSpec` (`operations.ts`) is the union of the
 * specs.
 */
export interface BaseSpec {
  /** How many numbers an example of the output has. */
  readonly size: number;
  /** About how many multiplications the forward pass of an example takes; absent where they are few. */
  readonly multiplications?: number;
  /** Whether an example's output depends on the other examples of its batch. */
  readonly wholeBatch?: boolean;
  /** The indices of its weights among those of the program. */
  readonly weights: readonly number[];
  /**
   * The indices of the weights that are running averages, which the operation updates itself during training.
   */
  readonly averages?: readonly number[];
}

/** What a layer is lowered from. */
export interface LoweringContext<Known extends Layer = Layer> {
  readonly layer: Known;
  /** Shapes of one example. */
  readonly inputShape: readonly number[];
  readonly outputShape: readonly number[];
  /** The layer's place among the model's steps. */
  readonly position: number;
  /** Adds a variable to the weights of the program; returns its index there. */
  weight(variable: Variable): number;
}

/** Lowers a layer: returns the specs of its operations, or undefined where the kernels cannot compute it. */
export type Lowering<Known extends Layer, Spec extends BaseSpec> = (
  context: LoweringContext<Known>,
) => readonly Spec[] | undefined;

/** A shape of examples whose every extent is known; else undefined. */
export function knownShape(shape: BatchShape): readonly number[] | undefined {
  const example = shape.slice(1);
  return example.every((extent) => extent !== null) ? example : undefined;
}
