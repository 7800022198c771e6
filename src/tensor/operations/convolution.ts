/**
 * Convolution of pictures in plain TypeScript, as a matrix product.
 *
 * At each position the window sees a patch of the picture; written as one row of a matrix P, [positions, kernel height ·
 * kernel width · channels], all patches meet all filters F, [the same, filters], in one product Y = P F ("im2col",
 * Chellapilla et al. 2006). The gradients are those of a product: ∂L/∂F = Pᵀ G and ∂L/∂P = G Fᵀ, the latter added back to
 * where the patches were taken from. (As everywhere in this field, the filter is not turned round: strictly speaking this is
 * a cross-correlation.)
 */
import { ShapeError } from "../../errors/errors.js";
import { allocate, floatingType } from "../dtype.js";
import { formatShape, sizeOf } from "../shape.js";
import { Tensor } from "../tensor.js";
import { reshape } from "./layout.js";
import { matMul } from "./mat-mul.js";
import { eachPlace, slidingWindow, type SlidingWindow, type WindowOptions } from "./window.js";

/**
 * The window of a convolution, once pictures and filters are found to agree.
 * @param x       [batch, height, width, channels]
 * @param filters [kernel height, kernel width, channels, filters]
 */
export function convolutionWindow(
  x: Tensor,
  filters: Tensor,
  options: WindowOptions,
  where: string,
): SlidingWindow {
  if (filters.rank !== 4 || filters.shape[2] !== x.shape[3]) {
    throw new ShapeError({
      where,
      argument: "x, filters",
      received: `${formatShape(x.shape)}, ${formatShape(filters.shape)}`,
      expected: {
        fr: "[lot, hauteur, largeur, canaux] et [h, l, canaux, filtres], avec autant de canaux",
        en: "[batch, height, width, channels] and [h, w, channels, filters], with equal channels",
      },
      mend: {
        fr: "Le troisième axe des filtres est le nombre de canaux des images.",
        en: "The filters' third axis is the number of the pictures' channels.",
      },
    });
  }
  return slidingWindow(x.shape, [filters.shape[0], filters.shape[1]], options, where);
}

/** What the window sees at each position, one row each: [batch · positions, kernel height · kernel width · channels]. */
export function patches(x: Tensor, window: SlidingWindow): Tensor {
  const [rows, places, channels] = extents(window);
  const { data } = x;
  const result = allocate(floatingType(x.dtype), rows * places * channels);
  eachPlace(window, (start, position, place) => {
    const to = (position * places + place) * channels;
    for (let channel = 0; channel < channels; channel++) result[to + channel] = data[start + channel];
  });
  return new Tensor(result, [rows, places * channels]);
}

/** Each number of the patches added to where it was taken from: the transposed map of `patches`. */
export function addPatches(rows: Tensor, window: SlidingWindow): Tensor {
  const [, places, channels] = extents(window);
  const { data } = rows;
  const result = allocate(rows.dtype, sizeOf(window.input));
  eachPlace(window, (start, position, place) => {
    const from = (position * places + place) * channels;
    for (let channel = 0; channel < channels; channel++) result[start + channel] += data[from + channel];
  });
  return new Tensor(result, [...window.input]);
}

/** How many positions in all, how many places in the window, how many channels. */
function extents({ input, kernel, output }: SlidingWindow): [number, number, number] {
  return [input[0] * output[0] * output[1], kernel[0] * kernel[1], input[3]];
}

/** The filters, or something of their result's shape, as a matrix with one column a filter. */
function columns(x: Tensor): Tensor {
  return reshape(x, [-1, x.shape[x.rank - 1]]);
}

/** [batch, height, width, channels] and [h, w, channels, filters] give [batch, height', width', filters]. */
export function conv2d(x: Tensor, filters: Tensor, window: SlidingWindow): Tensor {
  return reshape(matMul(patches(x, window), columns(filters)), [
    window.input[0],
    ...window.output,
    filters.shape[3],
  ]);
}

/** From the gradient of a convolution's result, [batch, height', width', filters], to that of its pictures. */
export function conv2dByInput(gradient: Tensor, filters: Tensor, window: SlidingWindow): Tensor {
  return addPatches(matMul(columns(gradient), columns(filters), false, true), window);
}

/** From the gradient of a convolution's result to that of its filters. */
export function conv2dByFilters(x: Tensor, gradient: Tensor, window: SlidingWindow): Tensor {
  return reshape(matMul(patches(x, window), columns(gradient), true), [
    ...window.kernel,
    window.input[3],
    gradient.shape[3],
  ]);
}
