/**
 * A window that slides over pictures: the common part of convolution and pooling.
 *
 * Pictures are [batch, height, width, channels]. Along an axis of n positions, a kernel of k positions that
 * are d apart covers e = d (k − 1) + 1 of them. With padding "valid" the window stays inside: ⌊(n − e) / s⌋ +
 * 1 positions, where s is the stride. With "same" there are ⌈n / s⌉ of them, and the zeros that this needs
 * are added evenly before and after, the odd one after.
 */
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import { written } from "../../errors/written.js";
import { formatShape, type Shape } from "../shape.js";

/** A number along the height, and one along the width. */
export type Pair = readonly [number, number];
export type Padding = "valid" | "same";

/** A window and its positions. */
export interface SlidingWindow {
  /** The pictures' shape: [batch, height, width, channels]. */
  readonly input: readonly [batch: number, height: number, width: number, channels: number];
  readonly kernel: Pair;
  readonly strides: Pair;
  /** The distance in the picture between two neighbours in the kernel; usually 1. */
  readonly dilations: Pair;
  /** How many rows of zeros are added above a picture, and how many columns to its left. */
  readonly before: Pair;
  /** How many positions the window has: [height, width] of the output. */
  readonly output: Pair;
}

export interface WindowOptions {
  /** 1 by default. */
  readonly strides?: number | Pair;
  /** "valid" by default. */
  readonly padding?: Padding;
  /** 1 by default. */
  readonly dilations?: number | Pair;
}

/**
 * Height and width, from one number for both or one for each.
 * @throws ArgumentError for anything but one or two whole numbers ≥ `least`
 */
export function asPair(value: number | Pair, where: string, argument: string, least = 1): Pair {
  const [height, width]: readonly unknown[] =
    Array.isArray(value) && value.length === 2 ? value : [value, value];
  if (isWhole(height, least) && isWhole(width, least)) return [height, width];
  throw new ArgumentError({
    where,
    argument,
    received: written(value),
    expected: {
      fr: `un entier ≥ ${least}, ou deux : [hauteur, largeur]`,
      en: `an integer ≥ ${least}, or two: [height, width]`,
    },
    mend: {
      fr: `Par exemple ${argument}: 3, ou ${argument}: [3, 3].`,
      en: `For example ${argument}: 3, or ${argument}: [3, 3].`,
    },
  });
}

function isWhole(value: unknown, least: number): value is number {
  return Number.isInteger(value) && (value as number) >= least;
}

/** How many positions of a picture a kernel covers. */
function covered(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1;
}

/** How many positions a window has along one axis, and how many zeros are added before. */
export function slideAlong(
  extent: number,
  kernel: number,
  stride: number,
  dilation: number,
  padding: Padding,
): { count: number; before: number } {
  const reach = covered(kernel, dilation);
  if (padding === "valid") return { count: Math.floor((extent - reach) / stride) + 1, before: 0 };
  const count = Math.ceil(extent / stride);
  return { count, before: Math.floor(Math.max(0, (count - 1) * stride + reach - extent) / 2) };
}

/**
 * The window that slides over pictures of this shape.
 * @param where the operation, for errors
 * @throws ShapeError where the pictures do not have four axes, or are smaller than the window
 */
export function slidingWindow(
  input: Shape,
  size: Pair,
  { strides: step = 1, padding = "valid", dilations: spread = 1 }: WindowOptions,
  where: string,
): SlidingWindow {
  const [kernel, strides, dilations] = [
    asPair(size, where, "size"),
    asPair(step, where, "strides"),
    asPair(spread, where, "dilations"),
  ];
  if (input.length !== 4) {
    throw new ShapeError({
      where,
      argument: "x",
      received: formatShape(input),
      expected: { fr: "[lot, hauteur, largeur, canaux]", en: "[batch, height, width, channels]" },
      mend: {
        fr: "Des images sans axe de canaux en gagnent un par reshape([-1, hauteur, largeur, 1]).",
        en: "Pictures without a channel axis get one by reshape([-1, height, width, 1]).",
      },
    });
  }
  if (padding !== "valid" && padding !== "same") {
    throw new ArgumentError({
      where,
      argument: "padding",
      received: written(padding),
      expected: '"valid", "same"',
      mend: {
        fr: '"same" garde la taille (si le pas est 1), "valid" reste dans l’image.',
        en: '"same" keeps the size (if the stride is 1), "valid" stays inside the picture.',
      },
    });
  }
  const [batch, height, width, channels] = input;
  const down = slideAlong(height, kernel[0], strides[0], dilations[0], padding);
  const across = slideAlong(width, kernel[1], strides[1], dilations[1], padding);
  if (!(down.count > 0 && across.count > 0)) throw windowTooLarge(input, kernel, dilations, where);
  return {
    input: [batch, height, width, channels],
    kernel,
    strides,
    dilations,
    before: [down.before, across.before],
    output: [down.count, across.count],
  };
}

/** The error for pictures that are smaller than the window, or empty. */
export function windowTooLarge(
  input: readonly (number | null)[],
  kernel: Pair,
  dilations: Pair,
  where: string,
): ShapeError {
  const [height, width] = kernel.map((extent, direction) => covered(extent, dilations[direction]));
  return new ShapeError({
    where,
    argument: "x",
    received: formatShape(input),
    expected: {
      fr: `des images d’au moins ${height} × ${width} (la fenêtre)`,
      en: `pictures of at least ${height} × ${width} (the window)`,
    },
    mend: {
      fr: 'Prenez une fenêtre plus petite, padding: "same", ou moins de couches de pooling avant.',
      en: 'Take a smaller window, padding: "same", or fewer pooling layers before.',
    },
  });
}

/** The error for sequences that are shorter than the window. */
export function sequenceTooShort(
  input: readonly (number | null)[],
  kernel: number,
  dilation: number,
  where: string,
): ShapeError {
  const reach = covered(kernel, dilation);
  return new ShapeError({
    where,
    argument: "x",
    received: formatShape(input),
    expected: {
      fr: `des séquences d’au moins ${reach} pas (la fenêtre)`,
      en: `sequences of at least ${reach} steps (the window)`,
    },
    mend: {
      fr: 'Prenez une fenêtre plus petite, padding: "same", ou des séquences plus longues.',
      en: 'Take a smaller window, padding: "same", or longer sequences.',
    },
  });
}

/** Every place of the window at every position of one picture, except those in the border, as three lists. */
export interface Places {
  /** The index of the place's first channel in the picture. */
  readonly starts: Int32Array;
  /** The number of the position: row by row in the output. */
  readonly positions: Int32Array;
  /** The number of the place within the window. */
  readonly places: Int32Array;
}

/** Lists, and not a function that is called for each place: a loop over lists is compiled as one piece. */
export function placesOf({ input, kernel, strides, dilations, before, output }: SlidingWindow): Places {
  const [, height, width, channels] = input;
  const most = output[0] * output[1] * kernel[0] * kernel[1];
  const [starts, positions, places] = [new Int32Array(most), new Int32Array(most), new Int32Array(most)];
  let count = 0;
  for (let position = 0; position < output[0] * output[1]; position++) {
    const row = Math.floor(position / output[1]);
    const column = position % output[1];
    for (let i = 0; i < kernel[0]; i++) {
      const y = row * strides[0] + i * dilations[0] - before[0];
      if (y < 0 || y >= height) continue;
      for (let j = 0; j < kernel[1]; j++) {
        const x = column * strides[1] + j * dilations[1] - before[1];
        if (x < 0 || x >= width) continue;
        starts[count] = (y * width + x) * channels;
        positions[count] = position;
        places[count] = i * kernel[1] + j;
        count++;
      }
    }
  }
  const [inside, at, within] = [starts, positions, places].map((list) => list.subarray(0, count));
  return { starts: inside, positions: at, places: within };
}

/** How many pictures there are, how many numbers each has, and how many positions of the window. */
export function extentsOf({
  input: [batch, height, width, channels],
  output,
}: SlidingWindow): [batch: number, numbers: number, positions: number] {
  return [batch, height * width * channels, output[0] * output[1]];
}
