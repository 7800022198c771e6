/**
 * What a program consists of: operations on arrays at fixed addresses, each with its forward and its
 * backward pass.
 *
 * A layer of a model is lowered to one or several operations. An operation is described by plain data first,
 * its spec, which can be sent to another thread. It is then placed: it reserves memory, and keeps addresses.
 * The memory itself, and the kernels that compute in it, come later, with each pass (`Runtime`).
 */
import type { RandomStream } from "../../random/stream.js";
import type { Kernels } from "../kernels.js";

/** An array between operations, [rows, size]: the output of one, the input of others. */
export interface Values {
  readonly at: number;
  /**
   * The address of the gradient of the loss with respect to the array; 0 where no operation needs it. The
   * gradient of an output is complete when the backward pass begins; that of an input is written by it.
   */
  readonly gradient: number;
  /** How many numbers an example has. */
  readonly size: number;
  /**
   * Whether the backward pass adds to the gradient of this input, which other operations have begun, instead
   * of writing it. Only operations of a kind in `ADDING_KINDS` (`specs.ts`) are asked to.
   */
  readonly adds: boolean;
}

/** A weight in memory. */
export interface Weight {
  readonly at: number;
  /** The address of its gradient, which backward passes add to; 0 for a weight that is not trained. */
  readonly gradient: number;
}

/** The addresses of an input that is mostly zero, in compressed rows (see `assembly/sparse.ts`). */
export interface SparseInput {
  readonly starts: number;
  readonly entries: number;
}

/** What operations compute with: the memory that their addresses lie in, and the kernels on it. */
export interface Runtime {
  readonly kernels: Kernels;
  readonly memory: WebAssembly.Memory;
  /**
   * The inputs of this batch in compressed rows, by the addresses of the values, where they have that form; only
   * operations that read an input of a program can have such an input.
   */
  readonly sparse: ReadonlyMap<number, SparseInput>;
}

/**
 * An operation whose arrays have their places in memory. Between the passes it remembers numbers in memory alone:
 * another thread, which has an instance of its own, may compute the next pass of the same part.
 */
export interface Operation {
  /** Writes what stays constant, such as the window of a convolution. */
  prepare?(runtime: Runtime): void;
  /**
   * Before each batch, in one thread: computes what all parts read from the weights alone, such as packed
   * matrices, in memory that they share (`reserveShared`).
   * @param training whether there will be a backward pass
   */
  packWeights?(runtime: Runtime, training: boolean): void;
  /** @param rows how many examples; at most `rows` of the context */
  forward(runtime: Runtime, rows: number, training: boolean): void;
  /** Computes the gradients of the inputs and of the weights from that of the output. */
  backward(runtime: Runtime, rows: number): void;
  /**
   * Where an output depends on all examples of a batch: before `forward` of a training step, computes from
   * this part what all parts exchange.
   */
  summarize?(runtime: Runtime, rows: number): void;
  /** The same before `backward`. */
  summarizeBack?(runtime: Runtime, rows: number): void;
  /** Between `summarize` and `forward`, in one thread: exchanges what the parts have computed. */
  exchange?(runtime: Runtime, parts: readonly PartOf<this>[]): void;
  /** Between `summarizeBack` and `backward`, in one thread. */
  exchangeBack?(runtime: Runtime, parts: readonly PartOf<this>[]): void;
  /** Updates the running averages of a training step; called only if the loss of the step is finite. */
  updateAverages?(runtime: Runtime): void;
  /**
   * Draws the random numbers of a training step.
   * @param stream the random stream of the layer at a position of the model
   * @param before how many examples of the batch precede this part: their numbers are drawn first, and not
   *   used
   * @param examples how many examples the whole batch has
   */
  draw?(runtime: Runtime, stream: StreamOf, before: number, rows: number, examples: number): void;
}

/** An operation as one part of a batch has it, and how many examples that part has. */
export interface PartOf<Kind> {
  readonly operation: Kind;
  readonly rows: number;
}

/** The random stream of the layer at a position; within a nested model, at a position of each model. */
export type StreamOf = (path: readonly number[]) => RandomStream;

/** What an operation is placed with: its arrays, its weights, and memory of its own. */
export interface OperationContext {
  /** The most examples that a pass has. */
  readonly rows: number;
  /** Whether there will be backward passes. */
  readonly training: boolean;
  readonly inputs: readonly Values[];
  readonly outputs: readonly Values[];
  /** The first input, and the first output: most operations have one. */
  readonly input: Values;
  readonly output: Values;
  readonly weights: readonly Weight[];
  /** The running averages that the operation updates itself. */
  readonly averages: readonly Weight[];
  /** Reserves memory for so many numbers, which nothing else writes; returns its address. */
  reserve(count: number): number;
  /**
   * Reserves memory for so many numbers that all parts of a batch read, and that only `packWeights` writes.
   * The count must be the same for every number of rows.
   */
  reserveShared(count: number): number;
  /**
   * Reserves memory for so many numbers that are needed only within one forward or backward pass: other
   * operations use the same memory between the passes.
   */
  reserveTemporary(count: number): number;
}

/**
 * What the specs of all operations have in common; `OperationSpec` (`specs.ts`) is the union of the
 * specs.
 */
export interface BaseSpec {
  /** How many numbers an example of the output has. */
  readonly size: number;
  /** How many numbers an example of each further output has. */
  readonly otherSizes?: readonly number[];
  /** Whether the mask of its first input, if there is one, follows its inputs. */
  readonly readsMask?: boolean;
  /** Whether the masks of all its inputs that have one follow its inputs. */
  readonly readsMasks?: boolean;
  /** About how many multiplications the forward pass of an example takes; absent where they are few. */
  readonly multiplications?: number;
  /**
   * Whether an example's output depends on the other examples of its batch, in training: the parts of a batch
   * then exchange sums (`summarize`).
   */
  readonly wholeBatch?: boolean;
  /** The indices of its weights among those of the program. */
  readonly weights: readonly number[];
  /**
   * The indices of the weights that are running averages, which the operation updates itself during training.
   */
  readonly averages?: readonly number[];
}
