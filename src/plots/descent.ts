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
  /** The part of the line that is drawn, [−2, 2] by default; a descent that leaves it gets a wider one of its own. */
  readonly domain?: readonly [number, number];
  readonly axes?: readonly [string, string];
}

type Point = readonly [number, number];

/** What one descent needs: its places, the part of the plane that shows them, and the curve there. */
interface View {
  readonly rate: number;
  readonly path: readonly Point[];
  readonly domain: readonly [number, number];
  readonly range: readonly [number, number];
  readonly curve: readonly Point[];
  /** The first step that even the wider part does not show. */
  readonly leaves: number | undefined;
}

/** A descent that diverges is shown up to this many times the width asked for. */
const WIDER = 5;
const STEPS = 12;

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

/** The descent with the part of the plane that holds it: what was asked for, or wider where the descent goes further out. */
function viewOf(options: DescentOptions, rate: number): View {
  const { f, domain: [left, right] = [-2, 2] } = options;
  const path = walk(options, rate);
  const reach = ((right - left) * WIDER) / 2;
  const middle = (left + right) / 2;
  const isShown = ([w, value]: Point) => Math.abs(w - middle) <= reach && Number.isFinite(value);
  const shown = path.filter(isShown).map(([w]) => w);
  const [low, high] = [Math.min(left, ...shown), Math.max(right, ...shown)];
  const room = low < left || high > right ? 0.04 * (high - low) : 0;
  const domain = [low < left ? low - room : left, high > right ? high + room : right] as const;
  const curve = Array.from({ length: 161 }, (_, i): Point => {
    const w = domain[0] + ((domain[1] - domain[0]) * i) / 160;
    return [w, f(w)];
  });
  const heights = [...curve, ...path.filter(isShown)].map(([, value]) => value).filter(Number.isFinite);
  const [bottom, top] = [Math.min(...heights), Math.max(...heights)];
  const margin = 0.06 * (top - bottom || 1);
  const outside = path.findIndex((point) => !isShown(point));
  const leaves = outside < 0 && path.length <= (options.steps ?? STEPS) ? path.length : outside;
  return {
    rate,
    path,
    domain,
    range: [bottom - margin, top + margin],
    curve,
    leaves: leaves < 0 ? undefined : leaves,
  };
}

/** « η = 3 (hors de la figure dès le pas 2) ». */
function nameOf({ rate, leaves }: View): string {
  const outside =
    leaves === undefined
      ? ""
      : say({
          fr: ` (hors de la figure dès le pas ${leaves})`,
          en: ` (outside the figure from step ${leaves} on)`,
        });
  return `η = ${numeral(rate)}${outside}`;
}

/** The places visited, from the start on, as long as they are finite. */
function walk({ f, derivative, start, steps = STEPS }: DescentOptions, rate: number): Point[] {
  const path: Point[] = [[start, f(start)]];
  for (let step = 0, w = start; step < steps; step++) {
    w -= rate * derivative(w);
    if (!Number.isFinite(f(w))) break;
    path.push([w, f(w)]);
  }
  return path;
}

function drawPanel(view: View, axes: readonly string[], width: number, height: number): SVGElement {
  const { curve, domain, range, leaves } = view;
  // The line goes on to the first place outside, so that one sees where it leaves.
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
      Plot.dot(path as [number, number][], { fill: seriesColour(1), stroke: GROUND, r: 3.5, clip: true }),
      Plot.dot(path.slice(0, 1) as [number, number][], { fill: INK, stroke: GROUND, r: 4.5 }),
      Plot.text([nameOf(view)], { frameAnchor: "top", dy: -42, fontWeight: 600, fill: INK }),
    ],
  });
}

function sliderFigure(
  { title = "" }: DescentOptions,
  views: readonly View[],
  axes: readonly string[],
): PlotlyFigure {
  const names = views.map(({ rate }) => numeral(rate));
  const place = (points: readonly Point[]) => ({
    x: points.map(([w]) => short(w)),
    y: points.map(([, value]) => short(value)),
  });
  // A place far outside would make a number that plotly cannot draw.
  const inside = ({ path, leaves }: View) => path.slice(0, leaves === undefined ? undefined : leaves + 1);
  const layoutOf = (view: View) => ({
    xaxis: {
      range: [...view.domain],
      title: { text: axes[0] },
      gridcolor: "#e6e9ed",
      zerolinecolor: "#8a949e",
    },
    yaxis: {
      range: [...view.range],
      title: { text: axes[1] },
      gridcolor: "#e6e9ed",
      zerolinecolor: "#8a949e",
    },
    annotations:
      view.leaves === undefined
        ? []
        : [
            {
              text: nameOf(view),
              showarrow: false,
              xref: "paper",
              yref: "paper",
              x: 0.5,
              y: 1,
              yanchor: "bottom",
              font: { color: seriesColour(1) },
            },
          ],
  });
  const step = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } };
  return {
    data: [
      {
        type: "scatter",
        mode: "lines",
        name: axes[1],
        ...place(views[0].curve),
        line: { color: seriesColour(0), width: 2.5 },
        hoverinfo: "skip",
      },
      {
        type: "scatter",
        mode: "lines+markers",
        name: say({ fr: "descente", en: "descent" }),
        ...place(inside(views[0])),
        line: { color: seriesColour(1), width: 1.5 },
        marker: { size: 8, color: seriesColour(1) },
      },
    ],
    frames: views.map((view, i) => ({
      name: names[i],
      data: [place(view.curve), place(inside(view))],
      traces: [0, 1],
      layout: layoutOf(view),
    })),
    layout: {
      title: { text: title, font: { size: 17 } },
      autosize: true,
      height: 460,
      margin: { l: 60, r: 20, t: 60, b: 40 },
      paper_bgcolor: GROUND,
      plot_bgcolor: GROUND,
      font: { family: FONT, size: 13, color: INK },
      separators: say({ fr: ", ", en: ".," }),
      showlegend: false,
      ...layoutOf(views[0]),
      sliders: [
        {
          active: 0,
          pad: { t: 46 },
          currentvalue: { prefix: say({ fr: "taux d’apprentissage η = ", en: "learning rate η = " }) },
          steps: names.map((name) => ({ label: name, method: "animate", args: [[name], step] })),
        },
      ],
    },
    config: { displaylogo: false, responsive: true },
  };
}

/** Five significant digits: no difference is seen, and the figure is lighter. */
function short(value: number): number {
  return Number(value.toPrecision(5));
}
