/** Which products compute a convolution or a transposed one: Winograd's where they pay, else those of the window. */
import type { SlidingWindow } from "../../tensor/operations/window.js";
import type { OperationContext } from "./operation.js";
import { isStridedWinograd, StridedWinograd } from "./strided-winograd.js";
import { WindowProduct, type FilterProduct } from "./window-product.js";

/**
 * @param window the window over one picture
 * @param hasTransposed whether the transposed map is needed
 */
export function filterProduct(
  context: OperationContext,
  window: SlidingWindow,
  filters: number,
  hasTransposed: boolean,
): FilterProduct {
  return isStridedWinograd(window, filters)
    ? new StridedWinograd(context, window, filters, hasTransposed)
    : new WindowProduct(context, window, filters, hasTransposed);
}
