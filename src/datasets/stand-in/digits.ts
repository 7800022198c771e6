/**
 * Generated digits, which replace MNIST if it is not available: of the same shape, and a tenth as many.
 *
 * Each digit is drawn with the strokes of `strokes.ts`. Their points are moved at random, and the whole digit
 * is slanted, rotated, scaled and shifted; the pen is thin or thick. The value of a pixel is the share that
 * the ink covers, estimated from the distance of the pixel's centre to the stroke. As in MNIST, a digit fills
 * about 20 × 20 of the 28 × 28 pixels.
 */
import { RandomStream } from "../../random/stream.js";
import type { ImageSet } from "../images/image-data.js";
import { alongCurve, DIGITS, type Point, type Stroke } from "./strokes.js";

const SIDE = 28;
const BOX = 20;
const TRAIN = 6000;
const TEST = 1000;
const SEED = 28;

/** The digits for training and testing; the same on every call. */
export function drawDigits(): { readonly train: ImageSet; readonly test: ImageSet } {
  return { train: drawSet(TRAIN, new RandomStream(SEED, 0)), test: drawSet(TEST, new RandomStream(SEED, 1)) };
}

function drawSet(count: number, random: RandomStream): ImageSet {
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = Uint8Array.from({ length: count }, () => random.integer(DIGITS.length));
  labels.forEach((digit, i) =>
    drawDigit(images.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), digit, random),
  );
  return { images, shape: [SIDE, SIDE], labels, count };
}

function drawDigit(pixels: Uint8Array, digit: number, random: RandomStream): void {
  const ways = DIGITS[digit];
  const way = ways[random.integer(ways.length)];
  const place = deformation(random);
  const radius = 0.8 + 0.9 * random.uniform();
  for (const stroke of way) {
    const points = alongCurve(shaken(stroke, random), 6).map(place);
    for (let i = 0; i + 1 < points.length; i++) drawLine(pixels, points[i], points[i + 1], radius);
  }
}

function shaken(stroke: Stroke, random: RandomStream): Stroke {
  return stroke.map(([x, y]): Point => [x + 0.03 * random.normal(), y + 0.03 * random.normal()]);
}

/** A random affine map from the unit square to pixels, whose centre is near the centre of the image. */
function deformation(random: RandomStream): (point: Point) => Point {
  const [wide, high] = [BOX * (0.75 + 0.35 * random.uniform()), BOX * (0.88 + 0.2 * random.uniform())];
  const lean = 0.1 + 0.2 * random.normal();
  const angle = 0.12 * random.normal();
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  const [right, down] = [0.8 * random.normal(), 0.8 * random.normal()];
  return ([x, y]) => {
    const v = (y - 0.5) * high;
    const u = (x - 0.5) * wide - lean * v;
    return [SIDE / 2 + right + u * cosine - v * sine, SIDE / 2 + down + u * sine + v * cosine];
  };
}

/** Draws one line of the pen; each pixel has the largest amount of ink that any line gives it. */
function drawLine(pixels: Uint8Array, [ax, ay]: Point, [bx, by]: Point, radius: number): void {
  const reach = radius + 1;
  const first = (a: number, b: number) => Math.max(0, Math.floor(Math.min(a, b) - reach));
  const last = (a: number, b: number) => Math.min(SIDE - 1, Math.ceil(Math.max(a, b) + reach));
  const squared = (bx - ax) ** 2 + (by - ay) ** 2;
  for (let y = first(ay, by); y <= last(ay, by); y++) {
    for (let x = first(ax, bx); x <= last(ax, bx); x++) {
      const [px, py] = [x + 0.5 - ax, y + 0.5 - ay];
      const t = squared === 0 ? 0 : Math.min(1, Math.max(0, (px * (bx - ax) + py * (by - ay)) / squared));
      const distance = Math.sqrt((px - t * (bx - ax)) ** 2 + (py - t * (by - ay)) ** 2);
      const ink = Math.round(255 * Math.min(1, Math.max(0, radius + 0.5 - distance)));
      const position = y * SIDE + x;
      if (ink > pixels[position]) pixels[position] = ink;
    }
  }
}
