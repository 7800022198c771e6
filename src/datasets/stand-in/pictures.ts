/**
 * Generated images of the ten classes of CIFAR-10, which replace the photographs if they are not available:
 * of the same shape, and a tenth as many.
 *
 * Each image is one of the drawings of `scenes.ts`, scaled, rotated, shifted and possibly mirrored, with a
 * random colour, background and brightness, and with noise on each pixel.
 */
import { RandomStream } from "../../random/stream.js";
import type { ImageSet } from "../images/image-data.js";
import { SCENES, type Colour, type Ground, type Paint, type Shape } from "./scenes.js";

const SIDE = 32;
const TRAIN = 5000;
const TEST = 1000;
const SEED = 10;

/** The images for training and testing; the same on every call. */
export function drawPictures(): { readonly train: ImageSet; readonly test: ImageSet } {
  return { train: drawSet(TRAIN, new RandomStream(SEED, 0)), test: drawSet(TEST, new RandomStream(SEED, 1)) };
}

function drawSet(count: number, random: RandomStream): ImageSet {
  const size = SIDE * SIDE * 3;
  const images = new Uint8Array(count * size);
  const labels = Uint8Array.from({ length: count }, () => random.integer(SCENES.length));
  labels.forEach((label, i) => drawScene(images.subarray(i * size, (i + 1) * size), label, random));
  return { images, shape: [SIDE, SIDE, 3], labels, count };
}

function drawScene(pixels: Uint8Array, label: number, random: RandomStream): void {
  const { grounds, colours } = SCENES[label];
  const ground = grounds[random.integer(grounds.length)];
  const own = colours[random.integer(colours.length)].map(
    (value) => value + 15 * random.normal(),
  ) as unknown as Colour;
  const place = view(random);
  const light = 0.75 + 0.4 * random.uniform();
  const noise = 10 + 30 * random.uniform();
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const [x, y] = place(column, row);
      const top = topmost(FRAMED[label], x, y);
      const colour = top === undefined ? groundAt(ground, (2 * row) / SIDE - 1) : paintOf(top.paint, own);
      const grain = noise * (random.uniform() + random.uniform() + random.uniform() - 1.5);
      for (let channel = 0; channel < 3; channel++) {
        pixels[(row * SIDE + column) * 3 + channel] = Math.min(
          255,
          Math.max(0, Math.round(light * colour[channel] + grain)),
        );
      }
    }
  }
}

/** A random map from pixels to the square of the drawing. */
function view(random: RandomStream): (column: number, row: number) => readonly [x: number, y: number] {
  const size = SIDE * (0.36 + 0.16 * random.uniform());
  const facing = random.uniform() < 0.5 ? 1 : -1;
  const tilt = 0.1 * random.normal();
  const [cosine, sine] = [Math.cos(tilt) / size, Math.sin(tilt) / size];
  const [middleX, middleY] = [SIDE / 2 + 1.5 * random.normal(), SIDE / 2 + 1.5 * random.normal()];
  return (column, row) => {
    const [u, v] = [column + 0.5 - middleX, row + 0.5 - middleY];
    return [facing * (u * cosine + v * sine), v * cosine - u * sine];
  };
}

/** The visible shape at a point: the last one that covers it. */
function topmost(shapes: readonly Framed[], x: number, y: number): Shape | undefined {
  for (let i = shapes.length - 1; i >= 0; i--) {
    const { shape, left, right, top, bottom } = shapes[i];
    if (x >= left && x <= right && y >= top && y <= bottom && covers(shape, x, y)) return shape;
  }
  return undefined;
}

/** A shape with its bounding box, which excludes most points quickly. */
interface Framed {
  readonly shape: Shape;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function framed(shape: Shape): Framed {
  if ("ellipse" in shape) {
    const [x, y, halfWidth, halfHeight] = shape.ellipse;
    return { shape, left: x - halfWidth, right: x + halfWidth, top: y - halfHeight, bottom: y + halfHeight };
  }
  const [across, down] = [shape.polygon.map(([x]) => x), shape.polygon.map(([, y]) => y)];
  return {
    shape,
    left: Math.min(...across),
    right: Math.max(...across),
    top: Math.min(...down),
    bottom: Math.max(...down),
  };
}

const FRAMED = SCENES.map(({ shapes }) => shapes.map(framed));

function covers(shape: Shape, x: number, y: number): boolean {
  if ("ellipse" in shape) {
    const [middleX, middleY, halfWidth, halfHeight] = shape.ellipse;
    return ((x - middleX) / halfWidth) ** 2 + ((y - middleY) / halfHeight) ** 2 <= 1;
  }
  // A point is inside a polygon if a ray to the right crosses its border an odd number of times.
  let inside = false;
  const corners = shape.polygon;
  for (let i = 0, before = corners.length - 1; i < corners.length; before = i++) {
    const [ax, ay] = corners[i];
    const [bx, by] = corners[before];
    if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) inside = !inside;
  }
  return inside;
}

function paintOf(paint: Paint, own: Colour): Colour {
  if (paint === "own") return own;
  if (paint === "dark") return [own[0] * 0.65, own[1] * 0.65, own[2] * 0.65];
  if (paint === "light") return [own[0] * 0.5 + 127, own[1] * 0.5 + 127, own[2] * 0.5 + 127];
  return paint;
}

/** The colour of the background: above the horizon a gradient, below it a constant colour. */
function groundAt({ above, below, horizon }: Ground, y: number): Colour {
  if (y >= horizon) return below;
  const share = (y + 1) / (horizon + 1);
  return [above[0] + 40 * share, above[1] + 30 * share, above[2] + 20 * share];
}
