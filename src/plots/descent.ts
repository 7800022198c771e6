/**
 * Gradient descent on a function of one variable, with a slider for the learning rate; on paper descents side
 * by side.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { numeral, say } from "../language/language.js";
import type { FigureElement } from "./document/figure-element.js";
import { drawPlot } from "./drawing.js";
import { nameOf, viewOf, type DescentOptions, type DescentView } from "./descent-path.js";
import { sliderFigure } from "./descent-slider.js";
import type { Figure } from "./figure.js";
import { element, frame } from "./frame.js";
import { BACKGROUND, INK, seriesColour } from "./theme.js";

export function descent(options: DescentOptions): Figure {
  const { rates, axes = ["w", "J(w)"] } = options;
  if (rates.length < 2 || rates.length > 12) {
    throw new ArgumentError({
      where: "descent",
      argument: "rates",
      received: String(rates.length),
      expected: { fr: "de 2 à 12 taux", en: "2 to 12 rates" },
      mend: {
        fr: "Par exemple rates: [0.05, 0.3, 0.9, 1.05].",
        en: "Such as rates: [0.05, 0.3, 0.9, 1.05].",
      },
    });
  }
  const views = rates.map((rate) => viewOf(options, rate));
  const columns = Math.min(2, rates.length);
  const [panelWidth, panelHeight] = [300, 224];
  const shown =
    rates.length <= 4
      ? rates.map((_, i) => i)
      : [0, 1, 2, 3].map((i) => Math.round((i * (rates.length - 1)) / 3));
  const rows = Math.ceil(shown.length / columns);
  const body = element("svg", { width: columns * panelWidth, height: rows * panelHeight });
  shown.forEach((index, place) => {
    const panel = drawPanel(views[index], axes, panelWidth, panelHeight);
    panel.setAttribute("x", String((place % columns) * panelWidth));
    panel.setAttribute("y", String(Math.floor(place / columns) * panelHeight));
    body.append(panel);
  });
  return frame({
    ...options,
    body,
    width: columns * panelWidth,
    height: rows * panelHeight,
    plotly: sliderFigure(options, views, axes),
    description: say({
      fr: `Descentes de gradient depuis ${numeral(options.start)} : ${views.map(({ rate, path }) => `η = ${numeral(rate)} arrive en ${numeral(path[path.length - 1][0])}`).join(", ")}.`,
      en: `Gradient descents from ${numeral(options.start)}: ${views.map(({ rate, path }) => `η = ${numeral(rate)} ends at ${numeral(path[path.length - 1][0])}`).join(", ")}.`,
    }),
  });
}

function drawPanel(view: DescentView, axes: readonly string[], width: number, height: number): FigureElement {
  const { curve, domain, range, leaves } = view;
  // The line continues to the first point outside, so that one sees where the descent leaves the figure.
  const path = view.path
    .slice(0, leaves === undefined ? undefined : leaves + 1)
    .filter(([, value]) => Number.isFinite(value));
  return drawPlot({
    width,
    height,
    marginLeft: 44,
    marginBottom: 38,
    marginTop: 54,
    grid: true,
    x: { domain, label: axes[0] },
    y: { domain: range, label: axes[1] },
    marks: [
      Plot.line(curve as [number, number][], { stroke: seriesColour(0), strokeWidth: 2 }),
      Plot.line(path as [number, number][], { stroke: seriesColour(1), strokeWidth: 1.5, clip: true }),
      Plot.dot(path as [number, number][], { fill: seriesColour(1), stroke: BACKGROUND, r: 3.5, clip: true }),
      Plot.dot(path.slice(0, 1) as [number, number][], { fill: INK, stroke: BACKGROUND, r: 4.5 }),
      Plot.text([nameOf(view)], { frameAnchor: "top", dy: -42, fontWeight: 600, fill: INK }),
    ],
  });
}
