/**
 * Pictures with a border of zeros, so that a window reads nothing outside of them.
 *
 * Pictures that need no border are read where they are.
 */
import type { Pair } from "../../tensor/operations/window.js";
import type { Kernels } from "../kernels.js";
import type { OperationContext } from "./operation.js";

export class Frame {
  /** The height and width of the pictures that are read. */
  readonly extents: Pair;
  private readonly picture: Pair;
  private readonly channels: number;
  private readonly before: Pair;
  /** How many places lie between neighbours of the picture. */
  private readonly steps: Pair;
  /** The address of a group of pictures with a border; 0 where they need none. */
  private readonly at: number;

  /**
   * @param picture [height, width, channels]
   * @param before how many rows and columns of zeros come before it
   * @param needed the height and width that must exist
   * @param group how many pictures are framed at a time
   * @param steps where neighbours of the picture have places of zeros between them: their distances
   */
  constructor(
    context: OperationContext,
    [height, width, channels]: readonly [number, number, number],
    {
      before,
      needed,
      group,
      steps = [1, 1],
    }: {
      readonly before: Pair;
      readonly needed: Pair;
      readonly group: number;
      readonly steps?: Pair;
    },
  ) {
    this.picture = [height, width];
    this.channels = channels;
    this.before = before;
    this.steps = steps;
    const spread: Pair = [(height - 1) * steps[0] + 1, (width - 1) * steps[1] + 1];
    const isWhole =
      [...steps].every((step) => step === 1) &&
      before.every((zeros) => zeros === 0) &&
      needed[0] <= height &&
      needed[1] <= width;
    this.extents = isWhole
      ? [height, width]
      : [Math.max(needed[0], before[0] + spread[0]), Math.max(needed[1], before[1] + spread[1])];
    this.at = isWhole ? 0 : context.reserveTemporary(group * this.size);
  }

  /** How many numbers a picture with its border has. */
  get size(): number {
    return this.extents[0] * this.extents[1] * this.channels;
  }

  /** Returns the address of so many pictures with their border. */
  put(kernels: Kernels, pictures: number, count: number): number {
    const { at, channels } = this;
    if (at === 0) return pictures;
    const [height, width] = this.picture;
    const line = this.extents[1] * channels;
    const [above, left] = this.before;
    const [down, across] = this.steps;
    if (down === 1 && across === 1) {
      const before = left * channels;
      const picture = width * channels;
      kernels.framePictures(pictures, count, height, picture, at, above, before, this.extents[0], line);
      return at;
    }
    kernels.clear(at, count * this.size);
    for (let picture = 0; picture < count; picture++) {
      const from = pictures + picture * height * width * channels * 4;
      const to = at + (picture * this.size + above * line + left * channels) * 4;
      for (let row = 0; row < height; row++)
        kernels.copyBlocks(
          from + row * width * channels * 4,
          channels,
          to + row * down * line * 4,
          across * channels,
          channels,
          width,
          false,
        );
    }
    return at;
  }
}
