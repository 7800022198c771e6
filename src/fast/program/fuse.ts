/**
 * Replaces operations, or pairs of operations that follow each other, by faster ones that compute the same.
 *
 * A convolution by 3 × 3 filters is computed by Winograd's algorithm or, where it is the first operation and
 * has few channels, directly; either includes the 2 × 2 max pooling that follows. An embedding and the mean
 * over its steps become one operation. All other operations stay as they are.
 */
import { ACTIVATION_KINDS } from "../kernels.js";
import type { ConvolutionSpec } from "../operations/convolution.js";
import { asMeanEmbedding } from "../operations/embedding.js";
import { asFirstConvolution } from "../operations/first-convolution.js";
import type { OperationSpec } from "../operations/operations.js";
import type { PoolingSpec } from "../operations/pooling.js";
import { asWinograd } from "../operations/winograd.js";

/** An operation that replaces the first one, or the first two. */
interface Replacement {
  readonly spec: OperationSpec;
  readonly replaces: 1 | 2;
}

export function fuse(specs: readonly OperationSpec[]): readonly OperationSpec[] {
  const fused: OperationSpec[] = [];
  for (let i = 0; i < specs.length;) {
    const { spec, replaces } = replacement(specs[i], specs[i + 1], i === 0) ?? {
      spec: specs[i],
      replaces: 1,
    };
    fused.push(spec);
    i += replaces;
  }
  return fused;
}

function replacement(
  spec: OperationSpec,
  next: OperationSpec | undefined,
  isFirst: boolean,
): Replacement | undefined {
  if (spec.kind === "embedding" && next?.kind === "globalAverage") {
    const mean = asMeanEmbedding(spec, next);
    return mean && { spec: mean, replaces: 2 };
  }
  if (spec.kind !== "convolution") return undefined;
  const pooling = poolingAfter(spec, next);
  const found =
    (isFirst && pooling !== undefined ? asFirstConvolution(spec, pooling) : undefined) ??
    asWinograd(spec, pooling);
  return found && { spec: found, replaces: pooling === undefined ? 1 : 2 };
}

/** The operation after a convolution, if it is a pooling that can be computed together with it. */
function poolingAfter(
  { activation }: ConvolutionSpec,
  next: OperationSpec | undefined,
): PoolingSpec | undefined {
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
