/**
 * Replaces operations, or pairs of operations that follow each other, by faster ones that compute the same.
 *
 * A convolution by 3 × 3 or 5 × 5 filters is computed by Winograd's algorithm or, where it is 3 × 3, reads an
 * input of the model and has few channels, directly; with 3 × 3 filters either includes the 2 × 2 max pooling
 * that follows. An embedding and the mean over its steps become one operation, and so do a batch normalisation,
 * or a sum, and the relu after it, and a dense layer and the activation after it. All other operations stay as they are.
 */
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import { withActivation } from "../operations/batch-normalization.js";
import type { ConvolutionSpec } from "../operations/convolution.js";
import { activated } from "../operations/dense.js";
import { asMeanEmbedding } from "../operations/embedding.js";
import { asFirstConvolution } from "../operations/first-convolution.js";
import type { OperationSpec } from "../operations/specs.js";
import type { PoolingSpec } from "../operations/pooling.js";
import { asRectifiedSum } from "../operations/weighted-sum.js";
import { asWinograd } from "../operations/winograd.js";
import { readersOf, type Program } from "./program.js";
import type { HostSpec, StepSpec } from "./step.js";

type AnySpec = OperationSpec | HostSpec;

/** The steps of a program, with faster operations, and without the steps whose results nothing reads. */
export function fuse(program: Pick<Program, "steps" | "values" | "outputs">): readonly StepSpec[] {
  const { steps } = program;
  const after = onlyReaders(program);
  const replaced = new Set<number>();
  const fused = steps.flatMap((step, i): readonly StepSpec[] => {
    if (replaced.has(i)) return [];
    const next = after[i];
    const found =
      (next === undefined ? undefined : withHiddenActivation(step, steps[next], program.outputs)) ??
      replacement(step.operation, next === undefined ? undefined : steps[next].operation);
    if (found === undefined) return [step];
    if (!found.withNext) return [{ ...step, operation: found.operation }];
    replaced.add(next!);
    return [{ operation: found.operation, inputs: step.inputs, outputs: steps[next!].outputs }];
  });
  return withoutUnread({ ...program, steps: fused });
}

/** For each step, the step that alone reads its only output; undefined where there is none. */
function onlyReaders(
  program: Pick<Program, "steps" | "values" | "outputs">,
): readonly (number | undefined)[] {
  const readers = readersOf(program);
  return program.steps.map(({ outputs: [output, ...others] }) =>
    output !== undefined &&
    others.length === 0 &&
    readers[output].length === 1 &&
    !program.outputs.some(({ value }) => value === output)
      ? readers[output][0]
      : undefined,
  );
}

/** An operation that replaces the first one, or it and the next. */
interface Replacement {
  readonly operation: OperationSpec;
  readonly withNext: boolean;
}

/**
 * A dense layer and the activation after it. That of an output stays an operation of its own: the head of a
 * cross-entropy may replace it.
 */
function withHiddenActivation(
  { operation: spec }: StepSpec,
  { operation: next, outputs: [value] }: StepSpec,
  outputs: Program["outputs"],
): Replacement | undefined {
  if (spec.kind !== "dense" || next.kind !== "activation") return undefined;
  if (outputs.some((each) => each.value === value)) return undefined;
  const both = activated(spec, next);
  return both && { operation: both, withNext: true };
}

function replacement(spec: AnySpec, next: AnySpec | undefined): Replacement | undefined {
  if (spec.kind === "embedding" && next?.kind === "globalAverage") {
    const mean = asMeanEmbedding(spec, next);
    return mean && { operation: mean, withNext: true };
  }
  if (spec.kind === "weightedSum" && next?.kind === "activation") {
    const both = asRectifiedSum(spec, next);
    return both && { operation: both, withNext: true };
  }
  if (spec.kind === "batchNormalization" && next?.kind === "activation") {
    const both = withActivation(spec, next);
    return both && { operation: both, withNext: true };
  }
  if (spec.kind !== "convolution") return undefined;
  const pooling = poolingAfter(spec, next);
  const found =
    (spec.readsData && pooling !== undefined ? asFirstConvolution(spec, pooling) : undefined) ??
    asWinograd(spec, pooling);
  return found && { operation: found, withNext: found.pooled !== undefined };
}

/** The operation after a convolution, if it is a pooling that can be computed together with it. */
function poolingAfter({ activation }: ConvolutionSpec, next: AnySpec | undefined): PoolingSpec | undefined {
  const { relu, linear } = ACTIVATION_KINDS;
  // The largest value of an increasing function is its value at the largest argument, so pooling may come
  // first.
  const isMonotone = activation.function === relu || activation.function === linear;
  return isMonotone && next?.kind === "maxPooling" && isHalving(next) ? next : undefined;
}

/** Whether the windows of a pooling are 2 × 2, lie side by side, and do not reach over the border. */
function isHalving({ window: { kernel, strides, input, output } }: PoolingSpec): boolean {
  return (
    [...kernel, ...strides].every((extent) => extent === 2) &&
    output.every((count, axis) => 2 * count <= input[axis + 1])
  );
}

/** Leaves out masks that no operation reads. */
function withoutUnread(program: Pick<Program, "steps" | "values" | "outputs">): readonly StepSpec[] {
  const readers = readersOf(program);
  return program.steps.filter(
    ({ operation: { kind }, outputs: [output] }) => kind !== "stepMask" || readers[output].length > 0,
  );
}
