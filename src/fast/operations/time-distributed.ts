/**
 * A layer that is applied to each step of a sequence: its operations, with each step as an example of its own.
 *
 * Operations that treat all axes but the last one as rows do so anyway; the others are placed for more rows.
 */
import { Embedding } from "../../layers/embedding.js";
import type { Layer } from "../../layers/layer.js";
import { TimeDistributed } from "../../layers/time-distributed.js";
import type { LoweringContext } from "./lowering.js";
import type { BaseSpec, Operation, OperationContext, Runtime, Values } from "./operation.js";

export interface TimeDistributedSpec<Inner extends BaseSpec = BaseSpec> extends BaseSpec {
  readonly kind: "timeDistributed";
  /** The operation on one step. */
  readonly inner: Inner;
  readonly steps: number;
}

/** The kinds that compute each row, or each number, by itself. */
const ROW_KINDS: ReadonlySet<string> = new Set(["dense", "activation", "softmax"]);

/** The embedding that a layer is, or that it applies to each step. */
export function embeddingOf(layer: Layer): Embedding | undefined {
  if (layer instanceof TimeDistributed) return embeddingOf(layer.layer);
  return layer instanceof Embedding ? layer : undefined;
}

/**
 * @param lower lowers the inner layer
 * @returns undefined too where a step's output depends on the other examples, or on random numbers: autograd
 *   draws and averages for each step anew
 */
export function lowerTimeDistributed<Inner extends BaseSpec & { readonly kind: string }>(
  { layer: { layer }, inputShape, outputShape, ...rest }: LoweringContext<TimeDistributed>,
  lower: (context: LoweringContext<Layer>) => readonly Inner[] | undefined,
): readonly (Inner | TimeDistributedSpec<Inner>)[] | undefined {
  if (layer.stateful) return undefined;
  const [steps, ...step] = inputShape;
  const stepOutput = outputShape.slice(1);
  const inner = lower({
    ...rest,
    layer,
    inputShape: step,
    outputShape: stepOutput,
    inputShapes: [step],
    outputShapes: [stepOutput],
    isMasked: false,
    // The words have been checked (`program/lower.ts`).
    readsData: embeddingOf(layer) !== undefined,
  });
  if (inner?.every((spec) => spec.wholeBatch !== true && !("path" in spec)) !== true) return undefined;
  return inner.map((spec) => distributed(spec, steps));
}

function distributed<Inner extends BaseSpec & { readonly kind: string }>(
  inner: Inner,
  steps: number,
): Inner | TimeDistributedSpec<Inner> {
  const { size, otherSizes, multiplications, weights } = inner;
  const whole = {
    size: size * steps,
    weights,
    ...(multiplications === undefined ? {} : { multiplications: multiplications * steps }),
    ...(otherSizes === undefined ? {} : { otherSizes: otherSizes.map((each) => each * steps) }),
  };
  return ROW_KINDS.has(inner.kind)
    ? { ...inner, ...whole }
    : { kind: "timeDistributed", ...whole, inner, steps };
}

export class TimeDistributedOperation implements Operation {
  private readonly inner: Operation;
  private readonly steps: number;

  /** @param place places the operation on one step */
  constructor(
    { steps }: TimeDistributedSpec,
    context: OperationContext,
    place: (context: OperationContext) => Operation,
  ) {
    this.steps = steps;
    const ofStep = (values: Values): Values => ({ ...values, size: values.size / steps });
    this.inner = place({
      ...context,
      rows: context.rows * steps,
      inputs: context.inputs.map(ofStep),
      outputs: context.outputs.map(ofStep),
      input: ofStep(context.input),
      output: ofStep(context.output),
    });
  }

  prepare(runtime: Runtime): void {
    this.inner.prepare?.(runtime);
  }

  packWeights(runtime: Runtime, training: boolean): void {
    this.inner.packWeights?.(runtime, training);
  }

  forward(runtime: Runtime, rows: number, training: boolean): void {
    this.inner.forward(runtime, rows * this.steps, training);
  }

  backward(runtime: Runtime, rows: number): void {
    this.inner.backward(runtime, rows * this.steps);
  }
}
