/**
 * The decision zones of a model while it learns, as an animation (plotly) with a button and a slider; on
 * paper four moments of it.
 *
 * Each moment is a coarse grid of answers, between which plotly interpolates, so that an animation of twenty
 * moments stays small.
 */
import { ArgumentError } from "../errors/errors.js";
import { say } from "../language/language.js";
import { decisionZones, planeAnswers, type PlanePredictor } from "./decision-zones.js";
import { extent } from "./drawing.js";
import type { Figure, PlotlyFigure } from "./figure.js";
import type { FrameOptions } from "./frame.js";
import { classesOf, type LabelledPoints, type PointClass } from "./points.js";
import { sideBySide } from "./side-by-side.js";
import { interactiveLayout } from "./interactive-layout.js";
import { BACKGROUND, INK } from "./theme.js";

/** The model at one moment of its training. */
export interface LearningMoment {
  /** The name of the moment: « étape 100 ». */
  readonly name: string;
  readonly model: PlanePredictor | { predict: PlanePredictor };
}

/** The options of `learning`. */
export interface LearningOptions extends LabelledPoints, FrameOptions {
  /** 2 to 40 moments in temporal order; the models must have one output. */
  readonly moments: readonly LearningMoment[];
  /** Answers above it mean the second class; 0.5 by default. */
  readonly threshold?: number;
  readonly axes?: readonly [string, string];
  /** Grid points along each axis; 35 by default. */
  readonly resolution?: number;
}

/** The classes' colours, lightened so that points are visible on them. */
const COLOURS = [
  [0, "#8cbbd9"],
  [0.5, "#ffffff"],
  [1, "#ecb38c"],
];

export function learning(options: LearningOptions): Figure {
  const { moments, resolution = 35 } = options;
  const classes = classesOf(options, "learning");
  if (moments.length < 2 || moments.length > 40) {
    throw new ArgumentError({
      where: "learning",
      argument: "moments",
      received: String(moments.length),
      expected: { fr: "de 2 à 40 moments", en: "2 to 40 moments" },
      mend: {
        fr: "Gardez les poids de quelques étapes : 1, 10, 100…",
        en: "Keep the weights of a few steps: 1, 10, 100…",
      },
    });
  }
  const [left, right] = extent(options.x.map((row) => row[0]));
  const [low, high] = extent(options.x.map((row) => row[1]));
  const places = (from: number, to: number) =>
    Array.from({ length: resolution }, (_, i) => short(from + ((to - from) * i) / (resolution - 1)));
  const [xs, ys] = [places(left, right), places(low, high)];
  const points = ys.flatMap((b) => xs.map((a) => [a, b]));
  const films = moments.map(({ model }) => {
    const answers = planeAnswers(model, points, "learning").map(([answer]) => Math.round(100 * answer) / 100);
    return ys.map((_, row) => answers.slice(row * resolution, (row + 1) * resolution));
  });
  const shown = [0, 1, 2, 3].map((i) => Math.round((i * (moments.length - 1)) / 3));
  const stills = [...new Set(shown)].map((i) =>
    decisionZones({
      ...options,
      model: moments[i].model,
      title: moments[i].name,
      subtitle: undefined,
      caption: "",
      resolution: 60,
      width: 300,
      height: 260,
    }),
  );
  const still = sideBySide(stills, {
    title: options.title,
    subtitle: options.subtitle,
    caption: options.caption,
  });
  return still.withPlotly(film(options, classes, { xs, ys, films }));
}

function film(
  { moments, title = "", threshold = 0.5, axes = ["x₁", "x₂"] }: LearningOptions,
  classes: readonly PointClass[],
  { xs, ys, films }: { xs: number[]; ys: number[]; films: number[][][] },
): PlotlyFigure {
  const play = {
    mode: "immediate",
    fromcurrent: true,
    frame: { duration: 350, redraw: true },
    transition: { duration: 0 },
  };
  const jump = { mode: "immediate", frame: { duration: 0, redraw: true }, transition: { duration: 0 } };
  const button = (label: string, args: unknown[]) => ({ label, method: "animate", args });
  return {
    data: [
      {
        type: "contour",
        x: xs,
        y: ys,
        z: films[0],
        zmin: 0,
        zmax: 1,
        colorscale: COLOURS,
        showscale: false,
        hoverinfo: "skip",
        contours: { coloring: "heatmap", start: threshold, end: threshold, size: 1 },
        line: { color: INK, width: 2 },
      },
      ...classes.map(({ name, points, colour, symbol }) => ({
        type: "scatter",
        mode: "markers",
        name,
        x: points.map(([a]) => short(a)),
        y: points.map(([, b]) => short(b)),
        hoverinfo: "skip",
        marker: {
          color: colour,
          size: symbol.name === "triangle" ? 9 : 7,
          symbol: symbol.name === "triangle" ? "triangle-up" : symbol.name,
          line: { color: BACKGROUND, width: 0.8 },
        },
      })),
    ],
    frames: moments.map(({ name }, i) => ({ name, data: [{ z: films[i] }], traces: [0] })),
    layout: {
      ...interactiveLayout(title, 560),
      margin: { l: 60, r: 40, t: 70, b: 40 },
      plot_bgcolor: BACKGROUND,
      legend: { orientation: "h", x: 0, y: 1.09 },
      xaxis: { range: [xs[0], xs[xs.length - 1]], title: { text: axes[0] }, zeroline: false },
      yaxis: { range: [ys[0], ys[ys.length - 1]], title: { text: axes[1] }, zeroline: false },
      updatemenus: [
        {
          type: "buttons",
          direction: "left",
          x: 0,
          y: -0.16,
          xanchor: "left",
          yanchor: "top",
          pad: { t: 10 },
          showactive: false,
          buttons: [
            button(say({ fr: "▶ Jouer", en: "▶ Play" }), [null, play]),
            button(say({ fr: "❚❚ Pause", en: "❚❚ Pause" }), [[null], jump]),
          ],
        },
      ],
      sliders: [
        {
          active: 0,
          x: 0.32,
          len: 0.66,
          y: -0.1,
          pad: { t: 10 },
          currentvalue: { prefix: "" },
          steps: moments.map(({ name }) => button(name, [[name], jump])),
        },
      ],
    },
    config: { displaylogo: false, responsive: true },
  };
}

/** The number with three significant digits, which are enough to place a point. */
function short(value: number): number {
  return Number(value.toPrecision(3));
}
