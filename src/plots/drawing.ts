/** Observable Plot, set up for our figures: the document, letters and colours; the frame adds title and legend. */
import type { PlotOptions } from "@observablehq/plot";
import { Plot } from "#packages";
import { figureDocument } from "#document";
import { FONT, FONT_SIZE, GROUND, INK, numeral } from "./theme.js";

/** A drawing without a frame, ready to nest in one. Numeric axes write numbers as the lesson's language does. */
export function drawPlot(
  options: PlotOptions & { readonly width: number; readonly height: number },
): SVGElement {
  const drawn = Plot.plot({
    ...options,
    document: figureDocument(),
    style: {
      background: GROUND,
      color: INK,
      fontFamily: FONT,
      fontSize: `${FONT_SIZE}px`,
      overflow: "visible",
    },
    x: { tickFormat: tick, ...options.x },
    y: { tickFormat: tick, ...options.y },
  });
  return drawn as SVGElement;
}

/** A tick's label: numbers in the language's form, anything else as it is. */
function tick(value: unknown): string {
  return typeof value === "number" ? numeral(value, 6) : String(value);
}

/** The smallest interval that holds all the values, widened on both sides by `share` of its length. */
export function extent(values: Iterable<number>, share = 0.06): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const room = high > low ? (high - low) * share : 0.5;
  return [low - room, high + room];
}
