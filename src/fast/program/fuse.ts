/**
 * Faster operations in the place of general ones, or of two that follow each other: the only place where it is decided.
 *
 * A convolution by 3 × 3 filters is computed by Winograd's algorithm or, where it comes first and has few channels, directly;
 * either takes the relu and the 2 × 2 max pooling after it along. An embedding takes the mean over its steps along.
 * Everything else stays as it is.
 */
import { ACTIVATION_KINDS } from "../kernels.js";
import type { ConvolutionSpec } from "../operations/convolution.js";
import { asMeanEmbedding, type EmbeddingSpec } from "../operations/embedding.js";
import { asFirstConvolution } from "../operations/first-convolution.js";
import type { GlobalAverageSpec } from "../operations/global-average.js";
import type { OperationSpec } from "../operations/operation.js";
import { asWinograd } from "../operations/winograd.js";
import type { WindowSpec } from "../operations/window.js";

/** An operation in the place of the first, or of the first two. */
interface Faster {
  readonly spec: OperationSpec;
  readonly replaces: 1 | 2;
}

export function fuse(specs: readonly OperationSpec[]): readonly OperationSpec[] {
  const fused: OperationSpec[] = [];
  for (let i = 0; i < specs.length;) {
    const { spec, replaces } = faster(specs[i], specs[i + 1], i === 0) ?? { spec: specs[i], replaces: 1 };
    fused.push(spec);
    i += replaces;
  }
  return fused;
}

function faster(spec: OperationSpec, next: OperationSpec | undefined, isFirst: boolean): Faster | undefined {
  if (spec.kind === "embedding" && next?.kind === "globalAverage") {
    const mean = asMeanEmbedding(spec as EmbeddingSpec, next as GlobalAverageSpec);
    return mean && { spec: mean, replaces: 2 };
  }
  if (spec.kind !== "convolution") return undefined;
  const convolution = spec as ConvolutionSpec;
  const pooling = poolingAfter(convolution, next);
  const found =
    (isFirst && pooling !== undefined ? asFirstConvolution(convolution, pooling) : undefined) ??
    asWinograd(convolution, pooling);
  return found && { spec: found, replaces: pooling === undefined ? 1 : 2 };
}

/** The operation after a convolution, if it is a pooling that can be done together with it. */
function poolingAfter(
  { activation }: ConvolutionSpec,
  next: OperationSpec | undefined,
): WindowSpec | undefined {
  const { relu, linear } = ACTIVATION_KINDS;
  const monotone = activation.function === relu || activation.function === linear;
  return monotone && next?.kind === "maxPooling" && isHalving(next as WindowSpec)
    ? (next as WindowSpec)
    : undefined;
}

/** Whether it keeps the largest of side-by-side 2 × 2 windows, none of which reaches over the border. */
function isHalving({ window: { kernel, strides, input, output } }: WindowSpec): boolean {
  return (
    [...kernel, ...strides].every((extent) => extent === 2) &&
    output.every((count, axis) => 2 * count <= input[axis + 1])
  );
}
