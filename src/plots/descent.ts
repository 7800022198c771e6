/**
 * Gradient descent on a function of one variable, with a slider for the learning rate (plotly); on paper the same descents
 * side by side.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { say } from "../language/language.js";
import { drawPlot } from "./drawing.js";
import type { Figure, PlotlyFigure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import { FONT, GROUND, INK, numeral, seriesColour } from "./theme.js";

export interface DescentOptions extends FrameOptions {
  /** The function to descend, and its derivative. */
  readonly f: (w: number) => number;
  readonly derivative: (w: number) => number;
  /** Where every descent starts. */
  readonly start: number;
  /** The learning rates on the slider, 2 to 12 of them. */
  readonly rates: readonly number[];
  /** Steps of each descent; 12 by default. */
  readonly steps?: number;
  /** The part of the line that is drawn; [−2, 2] by default. */
  readonly domain?: readonly [number, number];
  readonly axes?: readonly [string, string];
}

type Point = readonly [number, number];

export function descent(options: DescentOptions): Figure {
  const { f, rates, domain = [-2, 2], axes = ["w", "J(w)"] } = options;
  if (rates.length < 2 || rates.length > 12) {
    throw new ArgumentError({
      where: "descent", argument: "rates", received: String(rates.length), expected: { fr: "de 2 à 12 taux", en: "2 to 12 rates" },
      mend: { fr: "Par exemple rates: [0.05, 0.3, 0.9, 1.05].", en: "Such as rates: [0.05, 0.3, 0.9, 1.05]." },
    });
  }
  const curve = Array.from({ length: 121 }, (_, i): Point => {
    const w = domain[0] + ((domain[1] - domain[0]) * i) / 120;
    return [w, f(w)];
  });
  const top = Math.max(...curve.map(([, value]) => value));
  const paths = rates.map((rate) => walk(options, rate));
  const columns = Math.min(2, rates.length);
  const [panelWidth, panelHeight] = [300, 210];
  const shown = rates.length <= 4 ? rates.map((_, i) => i) : [0, 1, 2, 3].map((i) => Math.round((i * (rates.length - 1)) / 3));
  const rows = Math.ceil(shown.length / columns);
  const body = element("svg", { width: columns * panelWidth, height: rows * panelHeight });
  shown.forEach((index, place) => {
    const panel = drawPanel(curve, paths[index], `η = ${numeral(rates[index])}`, domain, top, axes, panelWidth, panelHeight);
    panel.setAttribute("x", String((place % columns) * panelWidth));
    panel.setAttribute("y", String(Math.floor(place / columns) * panelHeight));
    body.append(panel);
  });
  return frame({
    ...options, body, width: columns * panelWidth, height: rows * panelHeight,
    plotly: sliderFigure(options, curve, paths, domain, top, axes),
    description: say({
      fr: `Descentes de gradient depuis ${numeral(options.start)} : ${rates.map((rate, i) => `η = ${numeral(rate)} arrive en ${numeral(paths[i][paths[i].length - 1][0])}`).join(", ")}.`,
      en: `Gradient descents from ${numeral(options.start)}: ${rates.map((rate, i) => `η = ${numeral(rate)} ends at ${numeral(paths[i][paths[i].length - 1][0])}`).join(", ")}.`,
    }),
  });
}

/** The places visited, from the start on. */
function walk({ f, derivative, start, steps = 12 }: DescentOptions, rate: number): Point[] {
  const path: Point[] = [[start, f(start)]];
  for (let step = 0, w = start; step < steps; step++) {
    w -= rate * derivative(w);
    path.push([w, f(w)]);
  }
  return path;
}

function drawPanel(curve: readonly Point[], path: readonly Point[], title: string, domain: readonly number[], top: number, axes: readonly string[], width: number, height: number): SVGElement {
  return drawPlot({
    width, height, marginLeft: 40, marginBottom: 38, marginTop: 34, grid: true,
    x: { domain, label: axes[0] },
    y: { domain: [Math.min(0, ...curve.map(([, value]) => value)), top], label: axes[1] },
    marks: [
      Plot.line(curve as [number, number][], { stroke: seriesColour(0), strokeWidth: 2 }),
      Plot.line(path as [number, number][], { stroke: seriesColour(1), strokeWidth: 1.5, clip: true }),
      Plot.dot(path as [number, number][], { fill: seriesColour(1), stroke: GROUND, r: 3.5, clip: true }),
      Plot.dot(path.slice(0, 1) as [number, number][], { fill: INK, stroke: GROUND, r: 4.5 }),
      Plot.text([title], { frameAnchor: "top", dy: -24, fontWeight: 600, fill: INK }),
    ],
  });
}

function sliderFigure({ rates, title = "" }: DescentOptions, curve: readonly Point[], paths: readonly (readonly Point[])[], domain: readonly number[], top: number, axes: readonly string[]): PlotlyFigure {
  const names = rates.map((rate) => numeral(rate));
  const place = (path: readonly Point[]) => ({ x: path.map(([w]) => w), y: path.map(([, value]) => value) });
  const step = { mode: "immediate", frame: { duration: 0, redraw: false }, transition: { duration: 0 } };
  return {
    data: [
      { type: "scatter", mode: "lines", name: axes[1], ...place(curve), line: { color: seriesColour(0), width: 2.5 }, hoverinfo: "skip" },
      { type: "scatter", mode: "lines+markers", name: say({ fr: "descente", en: "descent" }), ...place(paths[0]), line: { color: seriesColour(1), width: 1.5 }, marker: { size: 8, color: seriesColour(1) } },
    ],
    frames: names.map((name, i) => ({ name, data: [place(paths[i])], traces: [1] })),
    layout: {
      title: { text: title, font: { size: 17 } }, width: 640, height: 460, margin: { l: 60, r: 20, t: 50, b: 40 }, paper_bgcolor: GROUND, plot_bgcolor: GROUND,
      font: { family: FONT, size: 13, color: INK }, separators: say({ fr: ", ", en: ".," }), showlegend: false,
      xaxis: { range: [...domain], title: { text: axes[0] }, gridcolor: "#e6e9ed", zerolinecolor: "#8a949e" }, yaxis: { range: [-0.06 * top, top], title: { text: axes[1] }, gridcolor: "#e6e9ed", zerolinecolor: "#8a949e" },
      sliders: [{ active: 0, pad: { t: 46 }, currentvalue: { prefix: say({ fr: "taux d’apprentissage η = ", en: "learning rate η = " }) }, steps: names.map((name) => ({ label: name, method: "animate", args: [[name], step] })) }],
    },
    config: { displaylogo: false, responsive: true },
  };
}
