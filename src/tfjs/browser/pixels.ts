/**
 * `tf.browser`: pictures of a page as tensors of shape [height, width, channels], and back.
 *
 * In Node there are no canvases and no picture elements: `fromPixels` takes `{ data, width, height }` there, with
 * four bytes for each pixel, and `toPixels` gives such bytes.
 */
import { ArgumentError, ShapeError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { written } from "../../errors/written.js";
import { Tensor as EngineTensor } from "../../tensor/tensor.js";
import { formatShape } from "../../tensor/shape.js";
import { cast, tensor, tensor3d } from "../tensors/create.js";
import type { Tensor2D, Tensor3D, TensorLike } from "../tensors/types.js";
import { leftOut } from "../left-out.js";

/** The bytes of a picture: red, green, blue and opacity of each pixel, row by row. */
export interface PixelData {
  width: number;
  height: number;
  data: Uint8Array | Uint8ClampedArray;
}

/** A picture of a page. */
export type Picture =
  | PixelData
  | ImageData
  | HTMLImageElement
  | HTMLCanvasElement
  | HTMLVideoElement
  | ImageBitmap
  | OffscreenCanvas;

/** How many bytes a pixel has in a canvas. */
const BYTES = 4;

/**
 * A picture as whole numbers from 0 to 255, [height, width, channels].
 * @param pixels bytes of a picture; in a page also a canvas, a picture or a video
 * @param numChannels 1 for red alone, 3 (the default) for red, green and blue, 4 with the opacity
 * @throws ArgumentError for another value; in Node, for elements of a page
 */
export function fromPixels(pixels: Picture, numChannels = 3): Tensor3D {
  if (!Number.isSafeInteger(numChannels) || numChannels < 1 || numChannels > BYTES)
    throw wrongChannels(numChannels);
  const { data, width, height } = bytesOf(pixels);
  const values = new Int32Array(width * height * numChannels);
  for (let pixel = 0; pixel < width * height; pixel++)
    for (let channel = 0; channel < numChannels; channel++)
      values[pixel * numChannels + channel] = data[pixel * BYTES + channel];
  return tensor3d(values, [height, width, numChannels], "int32");
}

/** As `fromPixels`, in a promise. */
export function fromPixelsAsync(pixels: Picture, numChannels = 3): Promise<Tensor3D> {
  return Promise.resolve().then(() => fromPixels(pixels, numChannels));
}

/**
 * The bytes of a picture, four for each pixel, and the picture in a canvas where one is given.
 * @param img [height, width] for grey, or [height, width, channels] with 1, 3 or 4 channels; real numbers from 0
 *   to 1, or whole numbers from 0 to 255
 * @param canvas gets the picture's size and the picture
 */
export function toPixels(
  img: Tensor2D | Tensor3D | TensorLike,
  canvas?: HTMLCanvasElement | OffscreenCanvas,
): Promise<Uint8ClampedArray> {
  return Promise.resolve().then(() => {
    const picture =
      img instanceof EngineTensor
        ? img
        : (cast(tensor(img as TensorLike), "int32") as unknown as EngineTensor);
    const bytes = bytesFrom(picture);
    if (canvas !== undefined && canvas !== null) {
      const [height, width] = picture.shape;
      canvas.width = width;
      canvas.height = height;
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      context.putImageData(new ImageData(bytes, width, height), 0, 0);
    }
    return bytes;
  });
}

function bytesFrom(picture: EngineTensor): Uint8ClampedArray<ArrayBuffer> {
  const { shape, dtype } = picture;
  const [height, width, depth = 1] = shape;
  if (shape.length < 2 || shape.length > 3 || ![1, 3, 4].includes(depth)) throw noPicture(picture);
  const values = picture.dataSync();
  const most = dtype === "float32" ? 1 : 255;
  const odd = values.find((value) => !(value >= 0 && value <= most));
  if (odd !== undefined) throw outside(odd, most);
  const bytes = new Uint8ClampedArray(width * height * BYTES);
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < BYTES; channel++) {
      const grey = depth === 1 && channel < 3;
      const isOpaque = channel >= depth && !grey;
      const value = values[pixel * depth + (grey ? 0 : channel)];
      bytes[pixel * BYTES + channel] = isOpaque ? 255 : Math.round((value * 255) / most);
    }
  }
  return bytes;
}

/** The bytes of a picture of any kind. */
function bytesOf(pixels: Picture): PixelData {
  if (typeof pixels !== "object" || pixels === null) throw unknownPicture(pixels);
  if ("data" in pixels && (pixels.data instanceof Uint8Array || pixels.data instanceof Uint8ClampedArray))
    return pixels;
  if ("getContext" in pixels) {
    const { width, height } = pixels;
    const context = pixels.getContext("2d") as CanvasRenderingContext2D;
    return { data: context.getImageData(0, 0, width, height).data, width, height };
  }
  if (typeof OffscreenCanvas === "undefined") throw unknownPicture(pixels);
  return drawn(pixels as HTMLImageElement | HTMLVideoElement | ImageBitmap);
}

/** The bytes of a picture that the browser draws first. */
function drawn(picture: HTMLImageElement | HTMLVideoElement | ImageBitmap): PixelData {
  const [width, height] =
    "videoWidth" in picture ? [picture.videoWidth, picture.videoHeight] : [picture.width, picture.height];
  let context: OffscreenCanvasRenderingContext2D;
  try {
    context = new OffscreenCanvas(width, height).getContext("2d")!;
    context.drawImage(picture, 0, 0, width, height);
  } catch (error) {
    if (error instanceof TypeError) throw unknownPicture(picture);
    throw error;
  }
  return { data: context.getImageData(0, 0, width, height).data, width, height };
}

function unknownPicture(pixels: unknown): ArgumentError {
  return new ArgumentError({
    where: "fromPixels",
    argument: "pixels",
    received: written(pixels),
    expected: {
      fr: "{ data, width, height } ; dans une page aussi un canvas, une image ou une vidéo",
      en: "{ data, width, height }; in a page also a canvas, a picture or a video",
    },
    mend: {
      fr: "Dans Node, décodez le fichier par un paquet comme fast-png, et donnez ses octets : { data, width, height }.",
      en: "In Node, decode the file by a package such as fast-png, and give its bytes: { data, width, height }.",
    },
  });
}

function wrongChannels(received: unknown): ArgumentError {
  return new ArgumentError({
    where: "fromPixels",
    argument: "numChannels",
    received: written(received),
    expected: { fr: "1, 3 ou 4 canaux", en: "1, 3 or 4 channels" },
    mend: { fr: "Par exemple fromPixels(image, 3).", en: "For example fromPixels(picture, 3)." },
  });
}

function noPicture({ shape }: EngineTensor): ShapeError {
  return new ShapeError({
    where: "toPixels",
    argument: "img",
    received: formatShape(shape),
    expected: {
      fr: "[hauteur, largeur], ou [hauteur, largeur, 1, 3 ou 4]",
      en: "[height, width], or [height, width, 1, 3 or 4]",
    },
    mend: {
      fr: "Enlevez l’axe du lot par squeeze, ou choisissez une image par slice.",
      en: "Remove the batch axis by squeeze, or choose a picture by slice.",
    },
  });
}

function outside(value: number, most: number): ArgumentError {
  const range: Sentence =
    most === 1
      ? { fr: "des nombres réels de 0 à 1", en: "real numbers from 0 to 1" }
      : { fr: "des entiers de 0 à 255", en: "whole numbers from 0 to 255" };
  return new ArgumentError({
    where: "toPixels",
    argument: "img",
    received: String(value),
    expected: range,
    mend: { fr: "Par exemple img.clipByValue(0, 1).", en: "For example img.clipByValue(0, 1)." },
  });
}

/** Left out: drawing without a copy of the numbers, which a graphics processor does. */
export const draw = leftOut("tf.browser.draw", {
  fr: "tf.browser.toPixels(img, canvas) dessine la même image.",
  en: "tf.browser.toPixels(img, canvas) draws the same picture.",
});
