/**
 * How every figure looks: colours, letters, numbers.
 *
 * A figure brings its own ground: white in a light page and on paper, dark in a dark page. JupyterLab shows an SVG in an image
 * element, where the page's style sheet does not reach; but the picture may ask which colour scheme the element has, and then
 * turns its lightness round, hues kept (`DARK`). The colours are those of Okabe and Ito
 * ("Color Universal Design", 2008), told apart by people with any of the common colour blindnesses; where a colour
 * carries a meaning, a shape, a dash or a word carries it too.
 */
import { formatNumber } from "../language/language.js";

/** The ground and the ink. Contrast with white: ink 15:1, muted 5.7:1. */
export const GROUND = "#ffffff";
export const INK = "#1f2933";
export const MUTED = "#5c6672";
export const RULE = "#d5dae0";

/** Turns lightness round and keeps hues: white becomes nearly black, a blue a lighter blue. */
export const NIGHT_FILTER = "invert(0.9) hue-rotate(180deg)";

/** Marks what keeps its colours at night: photographs. The filter turns it round a second time. */
export const KEPT = "neurones-photo";

/** The style of a figure in a dark page. It names a class of ours alone, since an SVG may stand in a page of others. */
export const DARK = `@media (prefers-color-scheme: dark) { .neurones-figure { filter: ${NIGHT_FILTER} } .neurones-figure .neurones-figure { filter: none } .neurones-figure .${KEPT} { filter: invert(1) hue-rotate(180deg) } }`;

/** One colour a class or series, in this order. */
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

/** One symbol a class, so that classes are told apart without colour too: Observable Plot's name, and its path in a legend. */
export const SYMBOLS = [
  { name: "circle", path: "M0,-5A5,5,0,1,1,0,5A5,5,0,1,1,0,-5Z" },
  { name: "triangle", path: "M0,-6L5.2,3.5L-5.2,3.5Z" },
  { name: "square", path: "M-4.5,-4.5H4.5V4.5H-4.5Z" },
  { name: "diamond", path: "M0,-6.5L4,0L0,6.5L-4,0Z" },
  { name: "cross", path: "M-6,-2H-2V-6H2V-2H6V2H2V6H-2V2H-6Z" },
  { name: "star", path: "M0,-6L1.4,-1.9H5.7L2.2,0.7L3.5,4.9L0,2.3L-3.5,4.9L-2.2,0.7L-5.7,-1.9H-1.4Z" },
] as const;

/** One dash a series, as `stroke-dasharray`. */
export const DASHES = ["none", "7 4", "2 3", "9 3 2 3", "4 2", "12 4", "1 2", "6 2 1 2"];

/** The letters of figures: whatever the reader's system reads best. */
export const FONT = "system-ui, -apple-system, 'Segoe UI', 'DejaVu Sans', sans-serif";

/** The size of letters on axes, in pixels. */
export const FONT_SIZE = 13;

/** The colour of a class or series by its position; it starts over after the last. */
export function seriesColour(index: number): string {
  return SERIES[index % SERIES.length];
}

/**
 * A number for an axis or a label: at most `digits` significant digits, a true minus sign, the language's comma; one that has
 * many zeros as a power of ten, « 1,2·10⁻⁷ ».
 */
export function numeral(value: number, digits = 4): string {
  const size = Math.abs(value);
  if (size === 0) return "0";
  if (size > 0 && (size < 1e-5 || (size >= 1e9 && size < Infinity))) {
    const [mantissa, exponent] = value.toExponential(Math.min(digits, 4) - 1).split("e");
    const power = [...String(Number(exponent))]
      .map((sign) => (sign === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(sign)]))
      .join("");
    return `${formatNumber(Number(mantissa), { maximumSignificantDigits: digits })}·10${power}`.replace(
      "-",
      "−",
    );
  }
  return formatNumber(value, { maximumSignificantDigits: digits }).replace("-", "−");
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

/** The width that a text takes, in pixels, near enough to place things: there is no layout engine to ask. */
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

/** Breaks a text into lines no wider than `width` pixels; French punctuation stays with its word. */
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
