/** A picture that is drawn by the mouse, a finger or the keyboard: grey values on a grid of pixels. */
import { ArgumentError } from "../../errors/errors.js";
import { checkOptions } from "../../errors/check-options.js";
import { isList, numberAbove, TRUTH, wholeBetween, type Kind } from "../../errors/kinds.js";
import { say } from "../../language/language.js";
import { CONTROL_KINDS, makeControl, type Control, type ControlOptions } from "../control.js";
import { picture, tag } from "../picture.js";
import { controlModule } from "../views/module.js";
import { DRAWING_STYLE, drawingView } from "../views/drawing-view.js";

/** The options of `drawing`. */
export interface DrawingOptions extends ControlOptions {
  /** The height and the width in pixels of the drawing, at most 128 each; 28 by default. */
  readonly rows?: number;
  readonly columns?: number;
  /** The grey values at first, row by row, from 0 (blank) to 255; all blank by default. */
  readonly value?: ArrayLike<number>;
  /** The width of the pen in pixels of the drawing; 2 by default. */
  readonly pen?: number;
  /** Whether 0 is white and 255 black, as in MNIST (the default), or 0 black and 255 white, as in photographs. */
  readonly inkOnPaper?: boolean;
}

/** What the page knows of a drawing. */
interface DrawingState {
  readonly rows: number;
  readonly columns: number;
  readonly pen: number;
  readonly ink_on_paper: boolean;
  readonly words: object;
  value: Uint8Array;
}

const MOST = 128;
const SIDE = wholeBetween(1, MOST, 28);

/**
 * A picture to draw; its value holds `rows × columns` bytes, row by row: 0 where nothing is drawn, 255 where the
 * pen has passed. The arrow keys move a cursor, and the space bar sets the pen down and lifts it.
 * @throws {ArgumentError} for an option that is unknown or wrong, or a value of another length
 * @param options `rows`, `columns`, `value`, `pen`, `inkOnPaper`, `description`, `disabled`
 * @example
 * ```ts
 * const digit = widgets.drawing({ rows: 28, columns: 28, description: "Dessinez un chiffre" });
 * digit.onChange((pixels) => console.log(Math.max(...pixels)));
 * digit
 * ```
 */
export function drawing(options: DrawingOptions = {}): Control<Uint8Array> {
  checkOptions(
    options,
    {
      rows: SIDE,
      columns: SIDE,
      value: ANY_PIXELS,
      pen: numberAbove(0, 2),
      inkOnPaper: TRUTH,
      ...CONTROL_KINDS,
    },
    "drawing",
  );
  const { rows = 28, columns = 28, pen = 2, inkOnPaper = true } = options;
  const { description = say({ fr: "Dessin", en: "Drawing" }) } = options;
  const kind = pixelsOf(rows * columns);
  const value = options.value ?? new Uint8Array(rows * columns);
  if (!kind.fits(value))
    throw new ArgumentError({
      where: "drawing",
      argument: "value",
      received: say({ fr: `${value.length} nombres`, en: `${value.length} numbers` }),
      expected: kind.expected,
      mend: {
        fr: `rows × columns vaut ${rows * columns} : donnez autant de nombres, de 0 à 255.`,
        en: `rows × columns is ${rows * columns}: give as many numbers, from 0 to 255.`,
      },
    });
  return makeControl<Uint8Array, DrawingState>(
    {
      where: "drawing",
      module: controlModule(drawingView),
      css: DRAWING_STYLE,
      state: { rows, columns, pen, ink_on_paper: inkOnPaper, words: words(), value: Uint8Array.from(value) },
      key: "value",
      // A copy: what a cell writes into it would reach no page.
      read: (kept) => (kept as Uint8Array).slice(),
      write: (pixels) => Uint8Array.from(pixels),
      kind,
      accepts: (kept) => kept instanceof Uint8Array && kept.length === rows * columns,
      words: (pixels) => inWords(pixels, rows, columns),
      picture: still,
    },
    { ...options, description },
  );
}

const isByte = (value: unknown) => typeof value === "number" && value >= 0 && value <= 255;

function pixelsOf(count: number): Kind {
  return {
    fits: (value) => isList(value) && value.length === count && Array.from(value).every(isByte),
    expected: { fr: `${count} nombres de 0 à 255`, en: `${count} numbers from 0 to 255` },
    example: `new Uint8Array(${count})`,
  };
}

/** The length is checked once `rows` and `columns` are known to be right. */
const ANY_PIXELS: Kind = {
  fits: (value) => isList(value) && Array.from(value).every(isByte),
  expected: { fr: "des nombres de 0 à 255", en: "numbers from 0 to 255" },
  example: "new Uint8Array(784)",
};

function words(): object {
  return {
    clear: say({ fr: "Tout effacer", en: "Clear" }),
    rubber: say({ fr: "Gomme", en: "Rubber" }),
    help: say({
      fr: "Flèches : déplacer. Espace : poser ou lever le crayon.",
      en: "Arrows: move. Space: pen down or up.",
    }),
    place: say({ fr: "ligne {row}, colonne {column}", en: "row {row}, column {column}" }),
    down: say({ fr: "crayon posé", en: "pen down" }),
    up: say({ fr: "crayon levé", en: "pen up" }),
  };
}

function inWords(pixels: Uint8Array, rows: number, columns: number): string {
  const drawn = pixels.filter((value) => value > 0).length;
  return say({
    fr: `dessin de ${rows} × ${columns} pixels, dont ${drawn} ne sont pas vides`,
    en: `a drawing of ${rows} × ${columns} pixels, ${drawn} of them not blank`,
  });
}

/** Pixels of one value in a row are one rectangle. */
function still({ rows, columns, ink_on_paper: isInk, value }: DrawingState): string {
  const size = Math.max(4, Math.round(224 / Math.max(rows, columns)));
  const grey = (level: number) => (isInk ? 255 - level : level);
  const parts = [tag("rect", { width: columns, height: rows, fill: hex(grey(0)) })];
  for (let y = 0; y < rows; y++) {
    for (let x = 0, next; x < columns; x = next) {
      const level = value[y * columns + x];
      for (next = x + 1; next < columns && value[y * columns + next] === level;) next++;
      if (level > 0) parts.push(tag("rect", { x, y, width: next - x, height: 1, fill: hex(grey(level)) }));
    }
  }
  const place = { x: 16, y: 12, width: size * columns, height: size * rows };
  const pixels = { viewBox: `0 0 ${columns} ${rows}`, "shape-rendering": "crispEdges" };
  return picture(size * columns + 32, size * rows + 24, inWords(value, rows, columns), [
    tag("g", isInk ? { class: "neurones-paper" } : {}, tag("svg", { ...place, ...pixels }, parts.join(""))),
    tag("rect", { ...place, fill: "none", stroke: "var(--rule)" }),
  ]);
}

function hex(grey: number): string {
  return `#${Math.round(grey).toString(16).padStart(2, "0").repeat(3)}`;
}
