/**
 * Convolution of pictures in plain TypeScript, as a matrix product.
 *
 * At each position the window covers a patch of the picture. With the patches as the rows of a matrix P,
 * [positions, kernel height · kernel width · channels], one product computes all outputs from the filters F,
 * [kernel height · kernel width · channels, filters]: Y = P F ("im2col", Chellapilla et al. 2006). The
 * gradients are those of a product: ∂L/∂F = Pᵀ G and ∂L/∂P = G Fᵀ, the latter added at the positions that the
 * patches come from. (As everywhere in this field, the filter is not reversed: strictly speaking this is a
 * cross-correlation.)
 */
import { ShapeError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { allocate, floatingType } from "../dtype.js";
import { formatShape, sizeOf } from "../shape.js";
import { Tensor } from "../tensor.js";
import { reshape } from "./layout.js";
import { matMul } from "./mat-mul.js";
import { extentsOf, placesOf, slidingWindow, type SlidingWindow, type WindowOptions } from "./window.js";

/**
 * The window of a convolution, after a check that pictures and filters agree.
 * @param x       [batch, height, width, channels]
 * @param filters [kernel height, kernel width, channels, filters]
 * @param last    the name of the filters' last axis, for errors
 */
export function convolutionWindow(
  x: Tensor,
  filters: Tensor,
  options: WindowOptions,
  where: string,
  last: Sentence = { fr: "filtres", en: "filters" },
): SlidingWindow {
  if (filters.rank !== 4 || filters.shape[2] !== x.shape[3]) {
    throw new ShapeError({
      where,
      argument: "x, filters",
      received: `${formatShape(x.shape)}, ${formatShape(filters.shape)}`,
      expected: {
        fr: `[lot, hauteur, largeur, canaux] et [h, l, canaux, ${last.fr}], avec autant de canaux`,
        en: `[batch, height, width, channels] and [h, w, channels, ${last.en}], with equal channels`,
      },
      mend: {
        fr: "Le troisième axe des filtres est le nombre de canaux des images.",
        en: "The filters' third axis is the number of the pictures' channels.",
      },
    });
  }
  return slidingWindow(x.shape, [filters.shape[0], filters.shape[1]], options, where);
}

/** The patch at each position as a row: [batch · positions, kernel height · kernel width · channels]. */
export function patches(x: Tensor, window: SlidingWindow): Tensor {
  const [rows, width, channels] = extents(window);
  const { storage: data } = x;
  const result = allocate(floatingType(x.dtype), rows * width * channels);
  const { starts, positions, places } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      const place = places[n];
      const to = (position * width + place) * channels;
      for (let channel = 0; channel < channels; channel++) result[to + channel] = data[start + channel];
    }
  return new Tensor(result, [rows, width * channels]);
}

/** Adds each number of the patches at the place it comes from: the transposed map of `patches`. */
export function addPatches(rows: Tensor, window: SlidingWindow): Tensor {
  const [, width, channels] = extents(window);
  const { storage: data } = rows;
  const result = allocate(rows.dtype, sizeOf(window.input));
  const { starts, positions, places } = placesOf(window);
  const [batch, numbers, count] = extentsOf(window);
  for (let picture = 0; picture < batch; picture++)
    for (let n = 0; n < starts.length; n++) {
      const start = picture * numbers + starts[n];
      const position = picture * count + positions[n];
      const place = places[n];
      const from = (position * width + place) * channels;
      for (let channel = 0; channel < channels; channel++) result[start + channel] += data[from + channel];
    }
  return new Tensor(result, [...window.input]);
}

/** How many positions there are in all, how many places the window has, how many channels. */
function extents({ input, kernel, output }: SlidingWindow): [number, number, number] {
  return [input[0] * output[0] * output[1], kernel[0] * kernel[1], input[3]];
}

/** The filters, or an output, as a matrix with one column for each filter. */
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

/** The gradient of the pictures from that of a convolution's output, [batch, height', width', filters]. */
export function conv2dByInput(gradient: Tensor, filters: Tensor, window: SlidingWindow): Tensor {
  return addPatches(matMul(columns(gradient), columns(filters), false, true), window);
}

/** The gradient of the filters from that of a convolution's output. */
export function conv2dByFilters(x: Tensor, gradient: Tensor, window: SlidingWindow): Tensor {
  return reshape(matMul(patches(x, window), columns(gradient), true), [
    ...window.kernel,
    window.input[3],
    gradient.shape[3],
  ]);
}
