/**
 * Bars: a quantity for each name, or the number of examples of each class. Bars are vertical if there is
 * room, else horizontal.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { formatNumber, numeral, say } from "../language/language.js";
import { drawPlot } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { distinct, type Label } from "./points.js";
import { INK, seriesColour, textWidth } from "./theme.js";

/** The options of `bars`. */
export interface BarsOptions extends FrameOptions {
  /** The label of the quantity's axis. */
  readonly quantity?: string;
  /** The label of the other axis. */
  readonly category?: string;
  /** How a value is written above its bar. */
  readonly format?: (value: number) => string;
  /** Pixels of the drawing; 560 × 280 by default. */
  readonly width?: number;
  readonly height?: number;
}

/** The margin left of the bars, and the font size, in pixels. */
const MARGIN = 64;
const LETTERS = 12;

/** The number of lines that a name needs if lines are `width` pixels wide. */
function linesOf(name: string, room: number): number {
  let [lines, used] = [1, 0];
  for (const word of name.split(" ")) {
    const width = textWidth(`${word} `, LETTERS);
    if (used > 0 && used + width > room) [lines, used] = [lines + 1, 0];
    used += width;
  }
  return lines;
}

/** One bar per name, as high as its value. */
export function bars(
  values: Readonly<Record<string, number>> | ReadonlyMap<string, number>,
  options: BarsOptions = {},
): Figure {
  const {
    quantity,
    category,
    format = (value: number) => numeral(value),
    width = 560,
    height = 280,
  } = options;
  const entries =
    values instanceof Map
      ? [...(values as ReadonlyMap<string, number>)]
      : Object.entries(values as Readonly<Record<string, number>>);
  if (entries.length === 0) {
    throw new ArgumentError({
      where: "bars",
      argument: "values",
      received: "{}",
      expected: { fr: "au moins une valeur", en: "at least one value" },
      mend: {
        fr: "Donnez une valeur par nom : { a: 3, b: 5 }.",
        en: "Give one value a name: { a: 3, b: 5 }.",
      },
    });
  }
  const names = entries.map(([name]) => name);
  const described = entries.map((entry) => `${entry[0]} ${format(entry[1])}`).join(", ");
  const description = say({ fr: `Diagramme en barres : ${described}.`, en: `Bar chart: ${described}.` });
  const room = (width - MARGIN - 20) / names.length;
  // Words are not broken: if the longest word of a name, or a value, is wider than its bar, the bars are
  // drawn horizontally.
  const widest = Math.max(
    ...names.flatMap((name) => name.split(" ")).map((word) => textWidth(word, LETTERS)),
    ...entries.map((entry) => textWidth(format(entry[1]), LETTERS)),
  );
  if (widest > room - 6) return flatBars(entries, { ...options, format, width }, description);
  // Names of neighbours must not touch.
  const line = room - LETTERS;
  const lines = Math.max(...names.map((name) => linesOf(name, line)));
  const body = drawPlot({
    width,
    height,
    marginLeft: MARGIN,
    marginBottom: 44 + (lines - 1) * LETTERS,
    marginTop: 28,
    x: { domain: names, label: null, padding: 0.25 },
    y: { label: quantity ?? null, grid: true, insetTop: 16 },
    marks: [
      Plot.barY(entries, { x: "0", y: "1", fill: seriesColour(0) }),
      Plot.text(entries, {
        x: "0",
        y: "1",
        text: (entry: [string, number]) => format(entry[1]),
        dy: -8,
        fill: INK,
        fontSize: entries.length > 12 ? 10 : 12,
      }),
      Plot.ruleY([0], { stroke: INK }),
      // A long name continues on the next line, within the width of its bar.
      Plot.axisX({
        label: category ?? null,
        labelArrow: "none",
        labelAnchor: "center",
        tickFormat: String,
        lineWidth: line / LETTERS,
        labelOffset: 40 + (lines - 1) * LETTERS,
      }),
    ],
  });
  return frame({ ...options, body, width, height, description });
}

/** Horizontal bars: one row per name, with the value to the right of the bar. */
function flatBars(
  entries: readonly [string, number][],
  options: BarsOptions & { readonly format: (value: number) => string; readonly width: number },
  description: string,
): Figure {
  const { quantity, format, width } = options;
  const left = Math.min(width / 2, Math.max(...entries.map(([name]) => textWidth(name, LETTERS))) + 16);
  const right = Math.max(...entries.map((entry) => textWidth(format(entry[1]), LETTERS))) + 14;
  const height = options.height ?? 64 + 24 * entries.length;
  const body = drawPlot({
    width,
    height,
    marginLeft: left,
    marginRight: right,
    marginTop: 10,
    marginBottom: 44,
    x: { label: quantity ?? null, grid: true },
    y: { domain: entries.map(([name]) => name), label: null, padding: 0.25, tickSize: 0, tickFormat: String },
    marks: [
      Plot.barX(entries, { x: "1", y: "0", fill: seriesColour(0) }),
      Plot.text(entries, {
        x: "1",
        y: "0",
        text: (entry: [string, number]) => format(entry[1]),
        dx: 6,
        textAnchor: "start",
        fill: INK,
        fontSize: LETTERS,
      }),
      Plot.ruleX([0], { stroke: INK }),
    ],
  });
  return frame({ ...options, body, width, height, description });
}

/** The number of examples of each class. */
export function classHistogram(
  labels: ArrayLike<Label>,
  options: BarsOptions & { readonly names?: readonly string[] } = {},
): Figure {
  const counts = new Map<Label, number>();
  for (let i = 0; i < labels.length; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  const named = distinct(labels).map(
    (label) =>
      [
        (typeof label === "number" ? options.names?.[label] : undefined) ?? String(label),
        counts.get(label)!,
      ] as const,
  );
  return bars(new Map(named), {
    title: say({ fr: "Nombre d'exemples par classe", en: "Number of examples by class" }),
    quantity: say({ fr: "exemples", en: "examples" }),
    category: say({ fr: "classe", en: "class" }),
    format: (value) => formatNumber(value),
    ...options,
  });
}
