/**
 * The fully connected layer: Y = f(X W + b).
 *
 * Backward: with dZ = dY · f'(Y), dW = Xᵀ dZ, db is the sum of the rows of dZ, and dX = dZ Wᵀ. All axes of
 * the input but the last one are treated as one axis of rows. A sparse X comes in compressed rows, of which
 * only the numbers other than zero are multiplied.
 */
import type { Conv1D } from "../../layers/conv1d.js";
import type { Conv2D } from "../../layers/conv2d.js";
import type { Dense } from "../../layers/dense.js";
import { sizeOf } from "../../tensor/shape.js";
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { INNER_BLOCK, packedSize } from "../kernels/matrices.js";
import { backThroughProduct, multiplyMatrices } from "../product.js";
import {
  activationAfter,
  backwardActivation,
  forwardActivation,
  type ActivationSpec,
  type AfterSpec,
  type KnownActivation,
} from "./activation.js";
import type { Lowering, LoweringContext } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, SparseInput, Values } from "./operation.js";
import { GROUP_NUMBERS, groupsOf, ofGroup, type Group } from "./window-product.js";

export interface DenseSpec extends BaseSpec {
  readonly kind: "dense";
  /** The extents of W. */
  readonly inputs: number;
  readonly units: number;
  /** Whether X is an input of the program, which may come in compressed rows. */
  readonly readsData: boolean;
  readonly activation: KnownActivation;
}

export const lowerDense: Lowering<Dense, DenseSpec | AfterSpec> = (context) => denseOver(context);

/** The operations of a layer whose kernel multiplies the last axis of its input. */
export function denseOver({
  layer,
  inputShape,
  outputShape,
  readsData,
  weight,
}: LoweringContext<Dense | Conv1D | Conv2D>): readonly (DenseSpec | AfterSpec)[] | undefined {
  const activation = activationAfter(layer.activationName, outputShape);
  if (activation === undefined) return undefined;
  const dense = denseSpec({
    inputs: inputShape[inputShape.length - 1],
    outputShape,
    readsData,
    activation: activation.own,
    weights: [weight(layer.kernel), ...(layer.bias === undefined ? [] : [weight(layer.bias)])],
  });
  return [dense, ...activation.after];
}

/** The spec of a product with the last axis. */
export function denseSpec({
  outputShape,
  ...rest
}: Pick<DenseSpec, "inputs" | "readsData" | "activation" | "weights"> & {
  readonly outputShape: readonly number[];
}): DenseSpec {
  const size = sizeOf(outputShape);
  const units = outputShape[outputShape.length - 1];
  return { kind: "dense", size, units, multiplications: size * rest.inputs, ...rest };
}

/** The operation that replaces a linear layer and the activation after it; undefined for a layer that is not linear. */
export function activated(
  dense: DenseSpec,
  { function: kind, alpha }: ActivationSpec,
): DenseSpec | undefined {
  return dense.activation.function === ACTIVATION_KINDS.linear
    ? { ...dense, activation: { function: kind, alpha } }
    : undefined;
}

export class DenseOperation implements Operation {
  private readonly spec: DenseSpec;
  private readonly context: OperationContext;
  private readonly pack: number;

  constructor(spec: DenseSpec, context: OperationContext) {
    this.spec = spec;
    this.context = context;
    this.pack = context.reserveTemporary(packedSize(Math.max(spec.inputs, spec.units)));
  }

  forward(runtime: Runtime, examples: number): void {
    const { kernels } = runtime;
    const { output, weights } = this.context;
    const { units, activation } = this.spec;
    const rows = this.rowsOf(examples);
    const sparse = this.sparseInput(runtime);
    if (sparse !== undefined) {
      kernels.sparseProduct(sparse.starts, sparse.entries, weights[0].at, rows, units, output.at);
      forwardActivation(kernels, this.context, activation, rows, units);
      return;
    }
    for (const group of this.groups(rows)) {
      const [x, y] = this.ofRows(group);
      multiplyMatrices(kernels, {
        a: x.at,
        b: weights[0].at,
        c: y.at,
        rows: group.count,
        columns: units,
        inner: this.spec.inputs,
        pack: this.pack,
      });
      forwardActivation(kernels, { output: y, weights }, activation, group.count, units);
    }
  }

  backward(runtime: Runtime, examples: number): void {
    const { kernels } = runtime;
    const { input, output, weights } = this.context;
    const [kernel] = weights;
    const { units, activation } = this.spec;
    const rows = this.rowsOf(examples);
    const sparse = this.sparseInput(runtime);
    if (sparse !== undefined) {
      backwardActivation(kernels, this.context, activation, rows, units);
      if (kernel.gradient !== 0)
        kernels.addSparseTransposed(
          sparse.starts,
          sparse.entries,
          output.gradient,
          rows,
          this.spec.inputs,
          units,
          kernel.gradient,
          this.pack,
        );
      return;
    }
    for (const group of this.groups(rows)) {
      const [x, y] = this.ofRows(group);
      backwardActivation(kernels, { output: y, weights }, activation, group.count, units);
      backThroughProduct(kernels, {
        x: x.at,
        w: kernel.at,
        dy: y.gradient,
        dx: x.gradient,
        adds: input.adds,
        dw: kernel.gradient,
        rows: group.count,
        columns: units,
        inner: this.spec.inputs,
        pack: this.pack,
      });
    }
  }

  /** How many rows the matrix of so many examples has. */
  private rowsOf(examples: number): number {
    return (examples * this.context.output.size) / this.spec.units;
  }

  /**
   * Few rows at a time, so that one step finds in the cache what the one before it has read or written. They are as many
   * as `gemm` adds up at a time, or a multiple of it: the sums over rows stay the same.
   */
  private groups(rows: number): Generator<Group> {
    const { inputs, units } = this.spec;
    return groupsOf(
      rows,
      Math.max(1, Math.floor(GROUP_NUMBERS / (inputs + units) / INNER_BLOCK)) * INNER_BLOCK,
    );
  }

  /** The rows of the input and of the output. */
  private ofRows(group: Group): readonly [input: Values, output: Values] {
    const { input, output } = this.context;
    const { inputs, units } = this.spec;
    return [ofGroup({ ...input, size: inputs }, group), ofGroup({ ...output, size: units }, group)];
  }

  /** The input in compressed rows; undefined where it does not have that form. */
  private sparseInput({ sparse }: Runtime): SparseInput | undefined {
    return this.spec.readsData ? sparse.get(this.context.input.at) : undefined;
  }
}
