/**
 * The appearance of all figures: colours, fonts, the width of texts.
 *
 * A figure has a background of its own: white in a light page and on paper, dark in a dark page. JupyterLab
 * shows an SVG in an image element, to which the page's style sheet does not apply. But the SVG can query the
 * colour scheme of that element, and in a dark page it inverts its lightness and preserves its hues
 * (`DARK_STYLE`). The colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with
 * any of the common colour blindnesses can distinguish. Whatever a colour means is also shown by a shape, a
 * dash or a word.
 */
import { formatNumber } from "../language/language.js";

/** The background, and the colours of lines and letters. Contrast with white: INK 15:1, MUTED 5.7:1. */
export const BACKGROUND = "#ffffff";
export const INK = "#1f2933";
export const MUTED = "#5c6672";
export const RULE = "#d5dae0";

/**
 * A CSS filter that inverts lightness and preserves hues: white becomes almost black, blue a lighter blue.
 */
export const NIGHT_FILTER = "invert(0.9) hue-rotate(180deg)";

/**
 * The class of photographs, whose colours do not change in a dark page: the filter is applied to them a
 * second time.
 */
export const PHOTO_CLASS = "neurones-photo";

/**
 * The style sheet of a figure. It uses only class names of this course, since an SVG may be part of another
 * page.
 */
export const DARK_STYLE = `@media (prefers-color-scheme: dark) { .neurones-figure { filter: ${NIGHT_FILTER} } .neurones-figure .neurones-figure { filter: none } .neurones-figure .${PHOTO_CLASS} { filter: invert(1) hue-rotate(180deg) } }`;

/** The colours of classes or series, in this order. */
const SERIES = [
  "#0072b2",
  "#d55e00",
  "#009e73",
  "#cc79a7",
  "#a67c00",
  "#4aa3d8",
  "#7b4fa3",
  "#000000",
  "#8c5a3c",
  "#6c757d",
];

/**
 * The symbols of classes, which distinguish them without colour: Observable Plot's name, and the path for a
 * legend.
 */
export const SYMBOLS = [
  { name: "circle", path: "M0,-5A5,5,0,1,1,0,5A5,5,0,1,1,0,-5Z" },
  { name: "triangle", path: "M0,-6L5.2,3.5L-5.2,3.5Z" },
  { name: "square", path: "M-4.5,-4.5H4.5V4.5H-4.5Z" },
  { name: "diamond", path: "M0,-6.5L4,0L0,6.5L-4,0Z" },
  { name: "cross", path: "M-6,-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z" },
  { name: "star", path: "M0,-6L1.4,-1.9H5.7L2.2,0.7L3.5,4.9L0,2.3L-3.5,4.9L-2.2,0.7L-5.7,-1.9H-1.4Z" },
] as const;

/** The dash patterns of series, as `stroke-dasharray`. */
export const DASHES = ["none", "7 4", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 1 2"];

/** The font of figures: the default font of the reader's system. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** The font size on axes, in pixels. */
export const FONT_SIZE = 13;

/** The colour of a class or series by its position; after the last colour it starts again with the first. */
export function seriesColour(index: number): string {
  return SERIES[index % SERIES.length];
}

/** A share as a percentage: 0.975 is « 97,5 % » in French. */
export function percentage(share: number, decimals = 1): string {
  return formatNumber(share, { style: "percent", maximumFractionDigits: decimals });
}

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

/** `#rrggbb` as numbers. */
export function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** The colour `share` (0 to 1) of the way from `from` to `to`. */
export function blend(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) => Math.round(from[i] + (to[i] - from[i]) * share)) as unknown as Rgb;
}

/** The approximate width of a text in pixels. There is no layout engine that could measure it. */
export function textWidth(text: string, size: number, bold = false): number {
  let ems = 0;
  for (const letter of text) {
    if ("il.,:;'!|ıj ".includes(letter)) ems += 0.32;
    else if (letter === "−") ems += 0.84;
    else if (letter >= "0" && letter <= "9") ems += 0.64;
    else if ("mwMW%@—".includes(letter)) ems += 0.88;
    else if (letter >= "A" && letter <= "Z") ems += 0.67;
    else ems += 0.55;
  }
  return ems * size * (bold ? 1.08 : 1);
}

/** Breaks a text into lines of at most `width` pixels; French punctuation is not separated from its word. */
export function wrapText(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  const bound = text.replace(/ ([:;!?»])/g, "\u00a0$1").replace(/« /g, "«\u00a0");
  for (const paragraph of bound.split("\n")) {
    let line = "";
    for (const word of paragraph.split(" ")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && textWidth(longer, size) > width) {
        lines.push(line);
        line = word;
      } else line = longer;
    }
    lines.push(line);
  }
  return lines;
}
