/**
 * A digit of any size and place in the form of MNIST's: shrunk or enlarged into a box of 20 × 20 pixels, and placed
 * in a picture of 28 × 28 so that its centre of mass is in the middle.
 * LeCun, Cortes and Burges, "The MNIST database of handwritten digits" (1998), http://yann.lecun.com/exdb/mnist/
 */
import { ArgumentError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";

const SIDE = 28;
const BOX = 20;
/** Where the centre of mass comes to lie: the middle of MNIST's pixel 14, counted from 0. */
const MIDDLE = 14.5;

/**
 * Centres and scales a drawn digit as MNIST's digits are, so that a network trained on them can read it.
 * @throws {ArgumentError} for a drawing that is not square, or that holds other values than numbers from 0 to 255
 * @param drawing the amounts of ink of a square picture, row by row, from 0 to 255
 * @returns 28 × 28 bytes, row by row; all 0 if nothing is drawn
 * @example
 * ```ts
 * const stroke = new Uint8Array(28 * 28).fill(255, 28, 36); // the first eight pixels of the second row
 * console.log(centreDigit(stroke).length); // 784
 * ```
 */
export function centreDigit(drawing: ArrayLike<number>): Uint8Array {
  const side = sideOf(drawing);
  const digit = new Uint8Array(SIDE * SIDE);
  const ink = Array.from(drawing, (amount, i) => ({ amount, x: i % side, y: Math.floor(i / side) })).filter(
    ({ amount }) => amount > 0,
  );
  if (ink.length === 0) return digit;
  const total = ink.reduce((sum, { amount }) => sum + amount, 0);
  const boxes = { x: boxOf(ink.map(({ x }) => x)), y: boxOf(ink.map(({ y }) => y)) };
  const scale = BOX / Math.max(boxes.x.length, boxes.y.length);
  // The weights of a drawn pixel in the rows or columns of the digit: a tent as wide as the pixels of either.
  const tents = (axis: "x" | "y") => {
    const scaled = (place: number) => scale * (place + 0.5 - boxes[axis].least);
    const centre = ink.reduce((sum, pixel) => sum + pixel.amount * pixel[axis], 0) / total;
    // Moved by whole pixels, a digit stays as sharp as it was.
    const shift = Math.round(MIDDLE - scaled(centre));
    return ink.map((pixel) => {
      const place = scaled(pixel[axis]) + shift;
      return Array.from(
        { length: SIDE },
        (_, i) => Math.max(0, 1 - Math.abs(i + 0.5 - place) / Math.max(1, scale)) * Math.min(1, scale),
      );
    });
  };
  const [columns, rows] = [tents("x"), tents("y")];
  const sums = new Float64Array(SIDE * SIDE);
  ink.forEach(({ amount }, k) => {
    rows[k].forEach((row, i) => {
      if (row > 0) columns[k].forEach((column, j) => (sums[SIDE * i + j] += amount * row * column));
    });
  });
  return digit.map((_, i) => Math.min(255, Math.round(sums[i])));
}

function boxOf(places: readonly number[]): { readonly least: number; readonly length: number } {
  const least = Math.min(...places);
  return { least, length: Math.max(...places) - least + 1 };
}

function sideOf(drawing: unknown): number {
  const isInk = (value: unknown) => typeof value === "number" && value >= 0 && value <= 255;
  const side = isList(drawing) ? Math.sqrt(drawing.length) : NaN;
  if (side > 0 && Number.isInteger(side) && Array.from(drawing as ArrayLike<unknown>).every(isInk))
    return side;
  throw new ArgumentError({
    where: "centreDigit",
    argument: "drawing",
    received: written(drawing),
    expected: {
      fr: "les pixels d’un dessin carré, de 0 à 255",
      en: "the pixels of a square drawing, from 0 to 255",
    },
    mend: {
      fr: "Par exemple centreDigit(dessin.value), pour dessin = widgets.drawing().",
      en: "For example centreDigit(drawing.value), for drawing = widgets.drawing().",
    },
  });
}
