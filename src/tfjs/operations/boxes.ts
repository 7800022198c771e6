/**
 * Frames in pictures, as detectors find them: choosing those that do not overlap, and cutting them out. A frame is
 * [y1, x1, y2, x2]; frames that are cut out have coordinates from 0 to 1.
 */
import { pick } from "../../autograd/operations/sources.js";
import * as engine from "../../autograd/operations/operations.js";
import { sizeOf, stridesOf } from "../../tensor/shape.js";
import { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { within } from "../memory/tracking.js";
import type { NamedTensorMap, Tensor1D, Tensor2D, Tensor4D, TensorLike } from "../tensors/types.js";
import { shown, stored } from "./differing.js";

type Boxes = Tensor2D | TensorLike;
type Scores = Tensor1D | TensorLike;

interface Chosen {
  readonly indices: number[];
  readonly scores: number[];
}

/** The share of the area of two frames together that both have. */
function overlap(boxes: ArrayLike<number>, i: number, j: number): number {
  const sides = (at: number, axis: number): [number, number] => {
    const [a, b] = [boxes[4 * at + axis], boxes[4 * at + axis + 2]];
    return a < b ? [a, b] : [b, a];
  };
  const area = (at: number) =>
    [0, 1].map((axis) => sides(at, axis)).reduce((size, [a, b]) => size * (b - a), 1);
  if (area(i) <= 0 || area(j) <= 0) return 0;
  const common = [0, 1].reduce((size, axis) => {
    const [[a, b], [c, d]] = [sides(i, axis), sides(j, axis)];
    return size * Math.max(0, Math.min(b, d) - Math.max(a, c));
  }, 1);
  return common / (area(i) + area(j) - common);
}

/**
 * The frames with the largest scores that overlap none of those chosen before by as much as the threshold; with a
 * `sigma`, a smaller overlap lowers the score of a frame (Bodla et al. 2017).
 */
function choose(
  boxes: Boxes,
  scores: Scores,
  most: number,
  overlapThreshold: number,
  scoreThreshold: number,
  sigma: number,
  where: string,
): Chosen {
  const places = stored(boxes, where).storage;
  const all = Array.from(stored(scores, where).storage);
  const waiting = all.flatMap((score, box) => (score > scoreThreshold ? [{ score, box, seen: 0 }] : []));
  const chosen: Chosen = { indices: [], scores: [] };
  while (chosen.indices.length < most && waiting.length > 0) {
    const best = waiting.reduce((at, each, i) => (each.score > waiting[at].score ? i : at), 0);
    const [candidate] = waiting.splice(best, 1);
    const before = candidate.score;
    let isCovered = false;
    for (let j = chosen.indices.length - 1; j >= candidate.seen && !isCovered; j--) {
      const share = overlap(places, candidate.box, chosen.indices[j]);
      isCovered = share >= overlapThreshold;
      if (sigma > 0) candidate.score *= Math.exp((-0.5 / sigma) * share * share);
      if (candidate.score <= scoreThreshold) break;
    }
    candidate.seen = chosen.indices.length;
    if (isCovered) continue;
    if (candidate.score === before) {
      chosen.indices.push(candidate.box);
      chosen.scores.push(candidate.score);
    } else if (candidate.score > scoreThreshold) waiting.push(candidate);
  }
  return chosen;
}

function whole(numbers: readonly number[]): EngineTensor {
  return new EngineTensor(Int32Array.from(numbers), [numbers.length]);
}

/**
 * The indices of the frames that are left where frames overlap: those with the largest scores.
 * @param boxes [count, 4]
 * @param scores [count]
 * @param maxOutputSize how many are chosen at most
 * @param iouThreshold the share that two frames may have in common
 * @param scoreThreshold the least score
 */
export function nonMaxSuppression(
  boxes: Boxes,
  scores: Scores,
  maxOutputSize: number,
  iouThreshold = 0.5,
  scoreThreshold = -Infinity,
): Tensor1D {
  return shown(
    within(() => {
      const where = "image.nonMaxSuppression";
      return whole(choose(boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, 0, where).indices);
    }),
  );
}

/**
 * As `nonMaxSuppression`, with the scores; a sigma above 0 lowers the scores of frames that overlap.
 * @param boxes [count, 4]
 * @param scores [count]
 * @param maxOutputSize how many are chosen at most
 * @param iouThreshold the share that two frames may have in common
 * @param scoreThreshold the least score
 * @param softNmsSigma how far a smaller overlap lowers a score; 0 does not lower any
 */
export function nonMaxSuppressionWithScore(
  boxes: Boxes,
  scores: Scores,
  maxOutputSize: number,
  iouThreshold = 0.5,
  scoreThreshold = -Infinity,
  softNmsSigma = 0,
): NamedTensorMap {
  return within(() => {
    const where = "image.nonMaxSuppressionWithScore";
    const chosen = choose(boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, softNmsSigma, where);
    const numbers = new EngineTensor(Float32Array.from(chosen.scores), [chosen.scores.length]);
    return { selectedIndices: shown(whole(chosen.indices)), selectedScores: shown(numbers) };
  });
}

/**
 * As `nonMaxSuppression`, with zeros up to the number asked for, and how many indices count.
 * @param boxes [count, 4]
 * @param scores [count]
 * @param maxOutputSize how many are chosen at most
 * @param iouThreshold the share that two frames may have in common
 * @param scoreThreshold the least score
 * @param padToMaxOutputSize whether zeros follow
 */
export function nonMaxSuppressionPadded(
  boxes: Boxes,
  scores: Scores,
  maxOutputSize: number,
  iouThreshold = 0.5,
  scoreThreshold = -Infinity,
  padToMaxOutputSize = false,
): NamedTensorMap {
  return within(() => {
    const where = "image.nonMaxSuppressionPadded";
    const { indices } = choose(boxes, scores, maxOutputSize, iouThreshold, scoreThreshold, 0, where);
    const zeros = padToMaxOutputSize ? new Array<number>(maxOutputSize - indices.length).fill(0) : [];
    const count = new EngineTensor(Int32Array.of(indices.length), []);
    return { selectedIndices: shown(whole([...indices, ...zeros])), validOutputs: shown(count) };
  });
}

/** As the function of the same name, in a promise. */
function later<Given extends readonly unknown[], Result>(
  f: (...given: Given) => Result,
): (...given: Given) => Promise<Result> {
  return async (...given) => Promise.resolve(f(...given));
}

export const nonMaxSuppressionAsync = later(nonMaxSuppression);
export const nonMaxSuppressionWithScoreAsync = later(nonMaxSuppressionWithScore);
export const nonMaxSuppressionPaddedAsync = later(nonMaxSuppressionPadded);

/**
 * Parts of pictures, each brought to the same size.
 * @param image pictures, [batch, height, width, channels]
 * @param boxes frames, [count, 4], from 0 (the first pixel) to 1 (the last)
 * @param boxInd the picture of each frame
 * @param cropSize [height, width] of the parts
 * @param method "bilinear", or "nearest" pixel
 * @param extrapolationValue the number outside of the picture
 */
export function cropAndResize(
  image: Tensor4D | TensorLike,
  boxes: Boxes,
  boxInd: Scores,
  cropSize: [number, number],
  method: "bilinear" | "nearest" = "bilinear",
  extrapolationValue = 0,
): Tensor4D {
  const where = "image.cropAndResize";
  return shown(
    within(() => {
      const [pictures, frames, owners] = [image, boxes, boxInd].map((each) => stored(each, where));
      const [, height, width, channels] = pictures.shape;
      const shape = [frames.shape[0], ...cropSize, channels];
      const size = sizeOf(shape);
      const sources = CORNERS.map(() => new Int32Array(size));
      const weights = CORNERS.map(() => new Float32Array(size));
      const outside = new Float32Array(size);
      for (let to = 0; to < size; to++) {
        const [frame, row, column, channel] = placeOf(to, shape);
        const [y1, x1, y2, x2] = frames.storage.subarray(4 * frame, 4 * frame + 4);
        const y = between(y1, y2, row, cropSize[0]) * (height - 1);
        const x = between(x1, x2, column, cropSize[1]) * (width - 1);
        if (!(y >= 0 && y <= height - 1 && x >= 0 && x <= width - 1)) {
          outside[to] = extrapolationValue;
          continue;
        }
        const [down, across] = [y, x].map((at) => (method === "nearest" ? Math.round(at) : at));
        CORNERS.forEach(([below, right], corner) => {
          const pixelY = below ? Math.ceil(down) : Math.floor(down);
          const pixelX = right ? Math.ceil(across) : Math.floor(across);
          const [shareY, shareX] = [down - Math.floor(down), across - Math.floor(across)];
          sources[corner][to] =
            ((owners.storage[frame] * height + pixelY) * width + pixelX) * channels + channel;
          weights[corner][to] = (below ? shareY : 1 - shareY) * (right ? shareX : 1 - shareX);
        });
      }
      return CORNERS.reduce(
        (sum, _, corner) =>
          engine.add(
            sum,
            engine.mul(pick(pictures, sources[corner], shape), new EngineTensor(weights[corner], shape)),
          ),
        new EngineTensor(outside, shape),
      );
    }),
  );
}

/** The four pixels that a point lies between: whether each is the lower one, and the right one. */
const CORNERS: readonly (readonly [below: boolean, right: boolean])[] = [
  [false, false],
  [false, true],
  [true, false],
  [true, true],
];

/** The share of the way from `first` to `last` at a step of so many; the middle if there is one step. */
function between(first: number, last: number, step: number, steps: number): number {
  return steps > 1 ? first + (step * (last - first)) / (steps - 1) : (first + last) / 2;
}

/** The position along each axis of a number. */
function placeOf(index: number, shape: readonly number[]): number[] {
  return stridesOf(shape).map((stride, axis) => Math.floor(index / stride) % shape[axis]);
}
