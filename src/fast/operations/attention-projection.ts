/** The products before and after the heads of attention: Y = X W + b on each step of a sequence. */
import { ACTIVATION_KINDS } from "../kernels/activations.js";
import type { Kernels } from "../kernels.js";
import { backThroughProduct, multiplyMatrices } from "../product.js";
import type { Weight } from "./operation.js";

export interface ProjectionWeights {
  readonly kernel: Weight;
  readonly bias: Weight | undefined;
}

/** The addresses of X [rows, inner] and Y [rows, columns]. */
export interface Projected {
  readonly x: number;
  readonly y: number;
  readonly rows: number;
  readonly inner: number;
  readonly columns: number;
  readonly pack: number;
}

export function project(
  kernels: Kernels,
  { kernel, bias }: ProjectionWeights,
  { x, y, rows, inner, columns, pack }: Projected,
): void {
  multiplyMatrices(kernels, { a: x, b: kernel.at, c: y, rows, columns, inner, pack });
  if (bias !== undefined) kernels.activate(ACTIVATION_KINDS.linear, y, bias.at, y, rows, columns, 0);
}

/**
 * Adds to the gradients of the weights, and computes that of X, unless its address is 0.
 * @param gradients `y`: the gradient of Y; `x`: the address of that of X, which `adds` says to add to
 */
export function backThroughProjection(
  kernels: Kernels,
  { kernel, bias }: ProjectionWeights,
  { x, rows, inner, columns, pack }: Omit<Projected, "y">,
  gradients: { readonly y: number; readonly x: number; readonly adds: boolean },
): void {
  if (bias !== undefined && bias.gradient !== 0) kernels.addRows(gradients.y, bias.gradient, rows, columns);
  backThroughProduct(kernels, {
    x,
    w: kernel.at,
    dy: gradients.y,
    dx: gradients.x,
    adds: gradients.adds,
    dw: kernel.gradient,
    rows,
    columns,
    inner,
    pack,
  });
}
