/**
 * Faster operations in the place of general ones, or of two that follow each other: the only place where it is decided.
 *
 * A convolution by 3 × 3 filters is computed by Winograd's algorithm or, where it comes first and has few channels, directly;
 * either takes the relu and the 2 × 2 max pooling after it along. Everything else stays as it is.
 */
import { ACTIVATION_KINDS } from "../kernels.js";
import type { ConvolutionSpec } from "../operations/convolution.js";
import { asFirstConvolution } from "../operations/first-convolution.js";
import type { OperationSpec } from "../operations/operation.js";
import { asWinograd } from "../operations/winograd.js";
import type { WindowSpec } from "../operations/window.js";

export function fuse(specs: readonly OperationSpec[]): readonly OperationSpec[] {
  const fused: OperationSpec[] = [];
  for (let i = 0; i < specs.length; i++) {
    const spec = specs[i];
    if (spec.kind !== "convolution") {
      fused.push(spec);
      continue;
    }
    const convolution = spec as ConvolutionSpec;
    const pooling = poolingAfter(convolution, specs[i + 1]);
    const first = i === 0 && pooling !== undefined ? asFirstConvolution(convolution, pooling) : undefined;
    const faster = first ?? asWinograd(convolution, pooling);
    fused.push(faster ?? convolution);
    if (faster !== undefined && pooling !== undefined) i++;
  }
  return fused;
}

/** The operation after a convolution, if it is a pooling that can be done together with it. */
function poolingAfter({ activation }: ConvolutionSpec, next: OperationSpec | undefined): WindowSpec | undefined {
  const { relu, linear } = ACTIVATION_KINDS;
  const monotone = activation.function === relu || activation.function === linear;
  return monotone && next?.kind === "maxPooling" && isHalving(next as WindowSpec) ? (next as WindowSpec) : undefined;
}

/** Whether it keeps the largest of side-by-side 2 × 2 windows, none of which reaches over the border. */
function isHalving({ window: { kernel, strides, input, output } }: WindowSpec): boolean {
  return [...kernel, ...strides].every((extent) => extent === 2) && output.every((count, axis) => 2 * count <= input[axis + 1]);
}
