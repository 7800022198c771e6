/**
 * The visible difference of two pictures: both are divided into the same grid, and the mean colours of the
 * fields are compared.
 *
 * Means are hardly affected by differences between machines (the smoothing of letters, a curve one pixel
 * higher), but by everything that a person would notice: a missing axis, another colour, an empty drawing.
 *
 * A figure may lie one pixel beside its place in the other picture, since screenshots begin at whole pixels; in a
 * picture of small squares that changes means. So the pictures are also compared when moved by one pixel.
 */
import { decode, type DecodedPng } from "fast-png";

/** The number of fields along each side. */
const GRID = 24;
/** The least distance of colours, from 0 to 255, at which two fields count as different. */
const FIELD_TOLERANCE = 20;

/** By how many pixels the pictures are moved, across and down. */
const MOVES = [0, -1, 1].flatMap((across) => [0, -1, 1].map((down) => [across, down] as const));

/** The mean red, green and blue of each field of a picture that is moved; transparent pixels count as white. */
function fields(
  { width, height, channels, data, depth }: DecodedPng,
  [across, down]: readonly [number, number],
): number[] {
  const full = 2 ** depth - 1;
  const sums = new Float64Array(GRID * GRID * 3);
  const counts = new Float64Array(GRID * GRID);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [column, row] = [clamp(x + across, width), clamp(y + down, height)];
      const field = Math.floor((row * GRID) / height) * GRID + Math.floor((column * GRID) / width);
      const at = (y * width + x) * channels;
      const opaque = channels === 4 || channels === 2 ? data[at + channels - 1] / full : 1;
      for (let colour = 0; colour < 3; colour++)
        sums[3 * field + colour] +=
          255 - opaque * (255 - (255 * data[at + (channels > 2 ? colour : 0)]) / full);
      counts[field]++;
    }
  }
  return Array.from(sums, (sum, i) => sum / Math.max(1, counts[Math.floor(i / 3)]));
}

/** The share of fields, 0 to 1, in which two PNG pictures differ; 1 if their proportions are not the same. */
export function pictureDifference(one: Uint8Array, other: Uint8Array): number {
  const [a, b] = [one, other].map((png) => decode(png));
  if (Math.abs(a.width / a.height / (b.width / b.height) - 1) > 0.05) return 1;
  const mine = fields(a, [0, 0]);
  return Math.min(...MOVES.map((move) => shareOfDifferent(mine, fields(b, move))));
}

/** The share of fields whose colours differ. */
function shareOfDifferent(mine: readonly number[], theirs: readonly number[]): number {
  let different = 0;
  for (let field = 0; field < GRID * GRID; field++) {
    const distance = Math.max(
      ...[0, 1, 2].map((colour) => Math.abs(mine[3 * field + colour] - theirs[3 * field + colour])),
    );
    if (distance > FIELD_TOLERANCE) different++;
  }
  return different / (GRID * GRID);
}

function clamp(place: number, extent: number): number {
  return Math.min(Math.max(place, 0), extent - 1);
}
