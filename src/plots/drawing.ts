/** Observable Plot with the document, font and colours of our figures; `frame.ts` adds title and legend. */
import type { PlotOptions } from "@observablehq/plot";
import { Plot } from "#packages";
import { formatNumber, numeral } from "../language/language.js";
import { figureDocument } from "./document/figure-document.js";
import type { FigureElement } from "./document/figure-element.js";
import { FONT, FONT_SIZE, BACKGROUND, INK } from "./theme.js";

/**
 * A drawing without title and legend, to be nested by `frame`. Axes write numbers in the form of the lesson's
 * language.
 */
export function drawPlot(
  options: PlotOptions & { readonly width: number; readonly height: number },
): FigureElement {
  const drawn = Plot.plot({
    ...options,
    // All that Plot asks of a document; the type of a page's asks for far more.
    document: figureDocument() as unknown as Document,
    style: {
      background: BACKGROUND,
      color: INK,
      fontFamily: FONT,
      fontSize: `${FONT_SIZE}px`,
      overflow: "visible",
    },
    x: { tickFormat: tick, ...options.x },
    y: { tickFormat: tick, ...options.y },
  });
  return drawn as unknown as FigureElement;
}

/**
 * The options by which Plot's `contour` takes the values of a grid as they are: by itself it looks each point of the
 * grid up among all others, which takes as long as the rest of the figure. It does so here only to fill the gaps
 * where a value is not finite.
 */
export function gridAsItIs(values: readonly number[]): { readonly x?: null; readonly y?: null } {
  return values.every(Number.isFinite) ? { x: null, y: null } : {};
}

/**
 * The label of a tick: a number in the form of the lesson's language, any other value unchanged. On an axis of numbers of four
 * digits alone, which may be years, they are not grouped; elsewhere they are, as in labels and tables: 3 000, or 3,000.
 */
function tick(value: unknown, _index: number, ticks: readonly unknown[] = []): string {
  if (typeof value !== "number") return String(value);
  if (!ticks.every(hasFourDigits)) return numeral(value, 6);
  return formatNumber(value, { useGrouping: false }).replace("-", "−");
}

function hasFourDigits(value: unknown): boolean {
  return Number.isInteger(value) && /^-?\d{4}$/.test(String(value));
}

/** The smallest interval that holds all the values, widened on both sides by `share` of its length. */
export function extent(values: Iterable<number>, share = 0.06): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const margin = high > low ? (high - low) * share : 0.5;
  return [low - margin, high + margin];
}
