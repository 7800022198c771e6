/** Pictures of many pixels (decision zones, images) as PNG inside an SVG. */
import { png } from "#packages";
import type { FigureElement } from "./document/figure-element.js";
import { element } from "./frame.js";

/** Pixels as bytes, row by row from the top left: `channels` bytes per pixel (1 grey, 3 red-green-blue). */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
}

/** The pixels as a URL `data:image/png`. */
export function pngAddress({ width, height, channels, data }: Pixels): string {
  const encoded = png.encode({ width, height, channels, data, depth: 8 });
  let binary = "";
  for (const byte of encoded) binary += String.fromCharCode(byte);
  return `data:image/png;base64,${btoa(binary)}`;
}

/**
 * An SVG image element of the pixels, stretched over the given rectangle; if `sharp`, each pixel is a square
 * with sharp edges.
 */
export function imageElement(
  pixels: Pixels,
  place: { x: number; y: number; width: number; height: number },
  sharp: boolean,
): FigureElement {
  return element("image", {
    ...place,
    href: pngAddress(pixels),
    preserveAspectRatio: "none",
    style: sharp ? "image-rendering: pixelated" : "",
  });
}
