/** Pictures and sequences with TensorFlow.js' arguments: without the axis of the batch, channels first, any border. */
import * as engine from "../../autograd/operations/operations.js";
import { ArgumentError } from "../../errors/errors.js";
import type { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { Tensor, TensorLike } from "../tensors/types.js";
import { shown, stored } from "./differing.js";

type Input = Tensor | TensorLike;
export type Pair = number | [number, number];
export type Borders = [number, number][];
/** Borders: none, as many as keep the size, or a number of zeros on each side. */
export type Pad = "valid" | "same" | number | Borders;
export type Format = "NHWC" | "NCHW";
/** How a number of positions that is not whole is rounded, where the border has a width. */
export type Rounding = "floor" | "round" | "ceil";

/** The border, and the window where the number of its positions is to be rounded. */
export interface Bordering {
  readonly pad: Pad;
  readonly format: string;
  /** What the border consists of; 0 by default. */
  readonly border?: number;
  readonly rounding?: Rounding | null;
  readonly window?: { readonly size: Pair; readonly strides: Pair; readonly dilations?: Pair | null };
}

/** Makes pictures as the engine has them, and the result as they were. */
export function onPictures<T extends Tensor>(
  given: Input,
  where: string,
  bordering: Bordering,
  compute: (x: EngineTensor, padding: "valid" | "same") => EngineTensor,
): T {
  const { pad, format } = bordering;
  if (typeof pad === "string") refuseRounding(bordering, where);
  return shown(
    within(() => {
      const x = stored(given, where);
      const spatial = where === "conv1d" ? 1 : 2;
      const isSingle = x.rank === spatial + 1;
      const first = format.startsWith("NC");
      let pictures = isSingle ? engine.expandDims(x, 0) : x;
      if (first) pictures = engine.transpose(pictures, spatial === 1 ? [0, 2, 1] : [0, 2, 3, 1]);
      if (typeof pad !== "string") pictures = bordered(pictures, pad, bordering, spatial, first);
      let result = compute(pictures, typeof pad === "string" ? pad : "valid");
      if (first) result = engine.transpose(result, spatial === 1 ? [0, 2, 1] : [0, 3, 1, 2]);
      return isSingle ? engine.squeeze(result, [0]) : result;
    }, where),
  );
}

/** Refuses a rounding where the number of positions is whole. */
export function refuseRounding({ pad, rounding }: Bordering, where: string): void {
  if (rounding === undefined || rounding === null) return;
  throw new ArgumentError({
    where,
    argument: "dimRoundingMode",
    received: `"${rounding}", pad: ${JSON.stringify(pad)}`,
    expected: { fr: "un pad en nombres", en: "a pad in numbers" },
    mend: {
      fr: "Avec « valid » et « same », le nombre de positions est entier : enlevez l’arrondi.",
      en: 'With "valid" and "same" the number of positions is whole: leave out the rounding.',
    },
  });
}

function bordered(
  x: EngineTensor,
  pad: number | Borders,
  bordering: Bordering,
  spatial: number,
  first: boolean,
): EngineTensor {
  const sides: readonly (readonly [number, number])[] =
    typeof pad === "number"
      ? Array.from({ length: spatial }, () => [pad, pad])
      : first
        ? pad.slice(2)
        : pad.slice(1, 1 + spatial);
  const wide = sides.map(([before, after], axis): [number, number] => [
    before,
    after + missing(x.shape[1 + axis] + before + after, axis, bordering),
  ]);
  if (wide.every(([before, after]) => before === 0 && after === 0)) return x;
  return engine.pad(x, [[0, 0], ...wide, [0, 0]], bordering.border ?? 0);
}

/** How many positions the last window needs behind the border, where their number is rounded up. */
function missing(extent: number, axis: number, { rounding, window }: Bordering): number {
  if (window === undefined || (rounding !== "ceil" && rounding !== "round")) return 0;
  const [size, stride, dilation] = [window.size, window.strides, window.dilations ?? 1].map((pair) =>
    typeof pair === "number" ? pair : pair[axis],
  );
  const reach = dilation * (size - 1) + 1;
  const steps = Math[rounding]((extent - reach) / stride);
  return Math.max(0, steps * stride + reach - extent);
}
