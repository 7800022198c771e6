/** The colours of the canvases, from the style sheet's variables, for a light page or a dark one. */

export type Rgb = readonly [number, number, number];

export interface Colours {
  readonly ground: Rgb;
  readonly ink: string;
  readonly quiet: string;
  readonly edge: string;
  /** One for each class; the first two stand for negative and positive numbers too. */
  readonly classes: readonly Rgb[];
  /** For 256 activations, −128 to 127 (as unsigned bytes): red, green, blue. */
  readonly signed: Uint32Array;
  /** For each class 256 sureties. */
  readonly zones: readonly Uint32Array[];
}

/** How strong the colour of a class is in its zone, at most: points must be seen on it. */
const STRENGTH = 0.52;

export function readColours(root: HTMLElement): Colours {
  const style = getComputedStyle(root);
  const read = (name: string) => style.getPropertyValue(`--npg-${name}`).trim();
  const ground = rgb(read("ground"));
  const classes = Array.from({ length: 10 }, (_, k) => rgb(read(`class-${k}`)));
  return {
    ground,
    ink: read("ink"),
    quiet: read("quiet"),
    edge: read("edge"),
    classes,
    signed: Uint32Array.from({ length: 256 }, (_, byte) => {
      const value = byte > 127 ? byte - 256 : byte;
      return pixel(blend(ground, classes[value < 0 ? 0 : 1], 0.9 * Math.min(1, Math.abs(value) / 127)));
    }),
    zones: classes.map((colour) =>
      Uint32Array.from({ length: 256 }, (_, surety) =>
        pixel(blend(ground, colour, STRENGTH * (0.12 + (0.88 * surety) / 255))),
      ),
    ),
  };
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${r} ${g} ${b})`;
}

function rgb(hex: string): Rgb {
  const value = Number.parseInt(hex.replace("#", "") || "888888", 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function blend(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map((i) => Math.round(from[i] + (to[i] - from[i]) * share)) as unknown as Rgb;
}

/** A pixel of an ImageData, whose bytes are red, green, blue, alpha on every machine that has a browser. */
function pixel([r, g, b]: Rgb): number {
  return (255 << 24) | (b << 16) | (g << 8) | r;
}
