/**
 * Many small images in a grid, each with its label below: the digits of MNIST, the photographs of CIFAR-10,
 * the filters of a network. Each image is a PNG of its original size, enlarged with sharp pixels; a wrong
 * prediction is marked by a cross and a colour.
 */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { say } from "../language/language.js";
import type { FigureElement } from "./document/figure-element.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import type { Label } from "./points.js";
import { imageElement, type Pixels } from "./raster.js";
import { INK, PHOTO_CLASS, textWidth } from "./theme.js";

/** Images of one size, as in a data set. */
export interface ImageSource {
  /**
   * The bytes 0–255 of all images, one after the other, or one array per image; numbers 0–1 need `scale:
   * 255`.
   */
  readonly images: ArrayLike<number> | readonly ArrayLike<number>[];
  /** [height, width], or [height, width, 3] with red, green and blue of each pixel side by side. */
  readonly shape: readonly number[];
  /** The factor that makes a value a byte; 1 by default. */
  readonly scale?: number;
  /** Ignored; accepted so that a data set can be spread into the options: `{ ...mnist.train }`. */
  readonly count?: number;
}

/** The options of `imageGrid`. */
export interface ImageGridOptions extends ImageSource, FrameOptions {
  /** The indices of the images to draw, in this order; all by default (at most 400 are drawn). */
  readonly indices?: readonly number[];
  /** The label of each image of the source. */
  readonly labels?: ArrayLike<Label>;
  /**
   * A model's answer for each image of the source; an answer that differs from the label is marked as an
   * error.
   */
  readonly predicted?: ArrayLike<Label>;
  /** The names of the labels: `names[3]` for label 3. */
  readonly names?: readonly string[];
  readonly columns?: number;
  /** The side of an image on the screen, in pixels; 56 by default. */
  readonly size?: number;
  /** True to draw 0 white and 255 black, for data such as MNIST whose bytes are amounts of ink. */
  readonly inkOnPaper?: boolean;
}

const GAP = 8;
const LABEL = 19;
const WRONG = "#b34700";
const MOST = 400;

export function imageGrid(options: ImageGridOptions): Figure {
  const { shape, labels, predicted, size = 56 } = options;
  const [rows, columns, channels = 1] = shape;
  const indices = options.indices ?? Array.from({ length: Math.min(MOST, countOf(options)) }, (_, i) => i);
  checkGrid(options, indices);
  const across = Math.min(options.columns ?? 10, indices.length);
  const down = Math.ceil(indices.length / across);
  const cell = {
    width: size + GAP,
    height: Math.round((size * rows) / columns) + GAP + (labels === undefined ? 0 : LABEL),
  };
  const width = across * cell.width - GAP;
  const height = down * cell.height - GAP;
  const body = element("svg", { width, height });
  for (const [place, index] of indices.entries()) {
    const x = (place % across) * cell.width;
    const y = Math.floor(place / across) * cell.height;
    const pixels: Pixels = {
      width: columns,
      height: rows,
      channels: channels === 3 ? 3 : 1,
      data: bytesOf(options, index, rows * columns * channels),
    };
    const picture = imageElement(pixels, { x, y, width: size, height: (size * rows) / columns }, true);
    if (!options.inkOnPaper) picture.setAttribute("class", PHOTO_CLASS);
    body.append(picture);
    body.append(
      element("rect", {
        x: x + 0.5,
        y: y + 0.5,
        width: size - 1,
        height: (size * rows) / columns - 1,
        fill: "none",
        stroke: "#c3c9d0",
      }),
    );
    if (labels !== undefined)
      body.append(
        caption(
          options,
          labels[index],
          predicted?.[index],
          x + size / 2,
          y + (size * rows) / columns + 14,
          size + GAP / 2,
        ),
      );
  }
  return frame({
    ...options,
    body,
    width,
    height,
    description: say({
      fr: `Grille de ${indices.length} image(s) de ${columns} × ${rows} pixels.`,
      en: `Grid of ${indices.length} picture(s) of ${columns} × ${rows} pixels.`,
    }),
  });
}

/** « 7 », or « ✗ 1 (7) » for a 7 that was predicted as 1; a long name gets smaller letters. */
function caption(
  { names }: ImageGridOptions,
  label: Label,
  answer: Label | undefined,
  x: number,
  y: number,
  room: number,
): FigureElement {
  const called = (value: Label) => (typeof value === "number" ? (names?.[value] ?? String(value)) : value);
  const wrong = answer !== undefined && answer !== label;
  const words = wrong ? `✗ ${called(answer)} (${called(label)})` : called(label);
  const fontSize = Math.min(13, (13 * room) / textWidth(words, 13));
  return element(
    "text",
    {
      x,
      y,
      "text-anchor": "middle",
      "font-size": fontSize,
      fill: wrong ? WRONG : INK,
      "font-weight": wrong ? 600 : 400,
    },
    words,
  );
}

/** The number of images of the source. */
function countOf({ images, shape }: ImageSource): number {
  return typeof images[0] === "number" ? images.length / shape.reduce((a, b) => a * b, 1) : images.length;
}

/** The bytes of one image. */
function bytesOf(
  { images, scale = 1, inkOnPaper }: ImageGridOptions,
  index: number,
  length: number,
): Uint8Array {
  const nested = typeof images[0] !== "number";
  const values = nested ? (images as readonly ArrayLike<number>[])[index] : (images as ArrayLike<number>);
  const start = nested ? 0 : index * length;
  return Uint8Array.from({ length }, (_, i) => {
    const byte = Math.min(255, Math.max(0, Math.round(values[start + i] * scale)));
    return inkOnPaper ? 255 - byte : byte;
  });
}

function checkGrid(source: ImageGridOptions, indices: readonly number[]): void {
  const { images, shape } = source;
  const length = shape.reduce((a, b) => a * b, 1);
  const known =
    (shape.length === 2 || (shape.length === 3 && (shape[2] === 1 || shape[2] === 3))) &&
    Number.isInteger(countOf(source));
  const nested = typeof images[0] !== "number";
  if (
    !known ||
    (nested && images.length > 0 && (images as readonly ArrayLike<number>[])[0].length !== length)
  ) {
    throw new ShapeError({
      where: "imageGrid",
      argument: "images",
      received: nested
        ? `[${images.length}, ${(images[0] as ArrayLike<number> | undefined)?.length ?? 0}]`
        : `[${images.length}]`,
      expected: {
        fr: `des images de forme [${shape.join(", ")}]`,
        en: `pictures of shape [${shape.join(", ")}]`,
      },
      mend: {
        fr: "`shape` est [hauteur, largeur] ou [hauteur, largeur, 3].",
        en: "`shape` is [height, width] or [height, width, 3].",
      },
    });
  }
  const count = countOf(source);
  const outside = indices.find((index) => !Number.isInteger(index) || index < 0 || index >= count);
  if (indices.length === 0 || indices.length > MOST || outside !== undefined) {
    throw new ArgumentError({
      where: "imageGrid",
      argument: "indices",
      received: outside === undefined ? String(indices.length) : String(outside),
      expected: {
        fr: `de 1 à ${MOST} positions entre 0 et ${count - 1}`,
        en: `1 to ${MOST} positions between 0 and ${count - 1}`,
      },
      mend: {
        fr: "Choisissez les images à montrer, par exemple indices: [0, 1, 2].",
        en: "Choose the pictures to show, such as indices: [0, 1, 2].",
      },
    });
  }
}
