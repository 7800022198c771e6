/**
 * Merging layers whose inputs are repeated along some axes: [1, 1, channels] with [height, width, channels].
 *
 * Each such input is repeated in a temporary array, on which the operation for inputs of equal shapes works;
 * the gradient of an input is the sum of the gradients of its repetitions.
 */
import type { Shape } from "../../tensor/shape.js";
import { sizeOf } from "../../tensor/shape.js";
import type { Kernels } from "../kernels.js";
import type { BaseSpec, Operation, OperationContext, Runtime, Values } from "./operation.js";

/** An input [outer, inner] that is repeated to [outer, repeats, inner], in each example. */
export interface Repetition {
  readonly outer: number;
  readonly repeats: number;
  readonly inner: number;
}

/** What the operations of merging layers have in common. */
export interface MergeSpec extends BaseSpec {
  /** How each input becomes as large as the output. */
  readonly repetitions: readonly Repetition[];
}

/**
 * How an input becomes as large as the output; undefined where it is repeated along axes that do not lie side
 * by side. An input with fewer axes has a single number.
 */
export function repetitionOf(shape: Shape, output: Shape): Repetition | undefined {
  const padded = shape.length === output.length ? shape : output.map(() => 1);
  const repeated = output.flatMap((extent, axis) => (padded[axis] === extent ? [] : [axis]));
  const [first, last] = [repeated[0] ?? 0, repeated.at(-1) ?? -1];
  if (padded.slice(first, last + 1).some((extent) => extent !== 1)) return undefined;
  return {
    outer: sizeOf(output.slice(0, first)),
    repeats: sizeOf(output.slice(first, last + 1)),
    inner: sizeOf(output.slice(last + 1)),
  };
}

/** An input and its repetitions. */
interface Repeated extends Repetition {
  readonly source: Values;
  readonly values: Values;
}

export class BroadcastOperation implements Operation {
  private readonly operation: Operation;
  private readonly readsInputs: boolean;
  private readonly repeated: readonly Repeated[];

  /**
   * @param make makes the operation for inputs of equal shapes
   * @param readsInputs whether its backward pass reads the values of its inputs
   */
  constructor(
    repetitions: readonly Repetition[],
    context: OperationContext,
    { make, readsInputs }: { make: (context: OperationContext) => Operation; readsInputs: boolean },
  ) {
    const { size } = context.output;
    const count = context.rows * size;
    const inputs = context.inputs.map((source, i): Values => {
      if (repetitions[i].repeats === 1) return source;
      const gradient = source.gradient === 0 ? 0 : context.reserveTemporary(count);
      return { at: context.reserveTemporary(count), gradient, size, adds: false };
    });
    this.repeated = repetitions.flatMap((each, i) =>
      each.repeats === 1 ? [] : [{ ...each, source: context.inputs[i], values: inputs[i] }],
    );
    this.readsInputs = readsInputs;
    this.operation = make({ ...context, inputs, input: inputs[0] });
  }

  forward(runtime: Runtime, rows: number, training: boolean): void {
    this.repeat(runtime.kernels, rows);
    this.operation.forward(runtime, rows, training);
  }

  backward(runtime: Runtime, rows: number): void {
    const { kernels } = runtime;
    if (this.readsInputs) this.repeat(kernels, rows);
    this.operation.backward(runtime, rows);
    for (const { source, values, outer, repeats, inner } of this.repeated)
      if (source.gradient !== 0)
        kernels.sumRepeated(values.gradient, rows * outer, repeats, inner, source.gradient, source.adds);
  }

  private repeat(kernels: Kernels, rows: number): void {
    for (const { source, values, outer, repeats, inner } of this.repeated)
      kernels.repeat(source.at, rows * outer, repeats, inner, values.at);
  }
}
