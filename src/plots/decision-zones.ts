/**
 * The decision zones of a model: its answers at all points of the plane, under the labelled points.
 *
 * The model is evaluated on a grid, and its answers become the pixels of a picture: ten thousand squares
 * would make a large SVG. For a model with one output, the colour goes from that of the first class to that
 * of the second, with white at the threshold, and the frontier is the level line at the threshold. For a
 * model with several outputs, the largest one determines the colour.
 */
import type { Markish } from "@observablehq/plot";
import { Plot } from "#packages";
import { ShapeError } from "../errors/errors.js";
import { formatNumber, say } from "../language/language.js";
import { drawPlot, extent, gridAsItIs } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { classLegend, pointMarks } from "./point-marks.js";
import { classesOf, type LabelledPoints } from "./points.js";
import { pngAddress } from "./raster.js";
import { blend, INK, rgb, seriesColour, type Rgb } from "./theme.js";

/** The answers for many points at once: for each point a number, or a row with one number per class. */
export type PlanePredictor = (points: number[][]) => ArrayLike<number> | readonly ArrayLike<number>[];

/** The options of `decisionZones`. */
export interface DecisionZonesOptions extends LabelledPoints, FrameOptions {
  /** The model: a function from points to answers, or an object with such a method `predict`. */
  readonly model: PlanePredictor | { predict: PlanePredictor };
  /** For a model with one output: answers above it mean the second class; 0.5 by default. */
  readonly threshold?: number;
  /** For a model with one output: the answers with the full colours of the two classes; [0, 1] by default. */
  readonly range?: readonly [number, number];
  /** Grid points along each axis; 120 by default, so that the model is evaluated at 14,400 points. */
  readonly resolution?: number;
  readonly axes?: readonly [string, string];
  /** Pixels of the drawing; 560 × 420 by default. */
  readonly width?: number;
  readonly height?: number;
}

const WHITE: Rgb = [255, 255, 255];
/** The maximal share of a class's colour in its zone, so that the points over it are visible. */
const STRENGTH = 0.45;
const MARGINS = { marginLeft: 48, marginRight: 20, marginTop: 20, marginBottom: 42 };

export function decisionZones(options: DecisionZonesOptions): Figure {
  const { threshold = 0.5, resolution = 120, axes = ["x₁", "x₂"], width = 560, height = 420 } = options;
  const classes = classesOf(options, "decisionZones");
  const [left, right] = extent(options.x.map((row) => row[0]));
  const [low, high] = extent(options.x.map((row) => row[1]));
  const grid = planeGrid([left, right], [low, high], resolution);
  const points = grid.points;
  const answers = planeAnswers(options.model, points, "decisionZones");
  const single = answers[0].length === 1;
  const data = colour(answers, threshold, options.range ?? [0, 1]);
  const cells = resolution + 2;
  const stretch = cells / resolution;
  const body = drawPlot({
    width,
    height,
    ...MARGINS,
    x: { domain: [left, right], label: axes[0] },
    y: { domain: [low, high], label: axes[1] },
    marks: [
      Plot.image([[(left + right) / 2, (low + high) / 2]], {
        x: "0",
        y: "1",
        src: () => pngAddress({ width: cells, height: cells, channels: 3, data }),
        preserveAspectRatio: "none",
        clip: true,
        width: stretch * (width - MARGINS.marginLeft - MARGINS.marginRight),
        height: stretch * (height - MARGINS.marginTop - MARGINS.marginBottom),
      }),
      ...(single ? [frontier(answers, threshold, cells, grid.edges)] : []),
      ...pointMarks(classes, 3.5),
      Plot.frame({ stroke: "#c3c9d0" }),
    ],
  });
  const level = say({
    fr: `frontière (sortie = ${formatNumber(threshold)})`,
    en: `boundary (output = ${formatNumber(threshold)})`,
  });
  return frame({
    caption: say({
      fr: "Plus la couleur du fond est soutenue, plus le modèle est sûr de sa réponse.",
      en: "The deeper the ground's colour, the surer the model.",
    }),
    ...options,
    body,
    width,
    height,
    legend: [
      ...classLegend(classes),
      ...(single ? [{ label: level, colour: INK, mark: "line" as const }] : []),
    ],
    description: say({
      fr: `Zones de décision d'un modèle sur le plan, avec ${options.x.length} point(s) de ${classes.length} classe(s).`,
      en: `Decision zones of a model on the plane, with ${options.x.length} point(s) of ${classes.length} class(es).`,
    }),
  });
}

/**
 * The centres of a grid's cells, row by row from the top left, with one more cell outside each edge: there
 * the outline of the zones is closed, outside the visible part.
 */
function planeGrid(
  [left, right]: readonly number[],
  [low, high]: readonly number[],
  resolution: number,
): { points: number[][]; edges: readonly number[] } {
  const [dx, dy] = [(right - left) / resolution, (high - low) / resolution];
  const points: number[][] = [];
  for (let row = -1; row <= resolution; row++) {
    for (let column = -1; column <= resolution; column++)
      points.push([left + dx * (column + 0.5), high - dy * (row + 0.5)]);
  }
  return { points, edges: [left - dx, right + dx, low - dy, high + dy] };
}

/** The model's answers with one row per point, whichever form the model returned. */
export function planeAnswers(
  model: DecisionZonesOptions["model"],
  points: number[][],
  where: string,
): number[][] {
  const answers = typeof model === "function" ? model(points) : model.predict(points);
  const rows = Array.from(answers as ArrayLike<number | ArrayLike<number>>, (answer) =>
    typeof answer === "number" ? [answer] : Array.from(answer),
  );
  if (rows.length !== points.length || rows[0].length === 0) {
    throw new ShapeError({
      where,
      argument: "model",
      received: { fr: `${rows.length} réponse(s)`, en: `${rows.length} answers` },
      expected: { fr: `${points.length}, une par point`, en: `${points.length}, one a point` },
      mend: {
        fr: "Le modèle doit répondre par un nombre, ou une ligne de nombres, pour chaque point reçu.",
        en: "The model must answer each point with a number or a row of numbers.",
      },
    });
  }
  return rows;
}

function colour(
  answers: readonly number[][],
  threshold: number,
  [bottom, top]: readonly [number, number],
): Uint8Array {
  const tints = Array.from({ length: Math.max(2, answers[0].length) }, (_, k) =>
    blend(WHITE, rgb(seriesColour(k)), STRENGTH),
  );
  const data = new Uint8Array(answers.length * 3);
  answers.forEach((row, i) => {
    let tint: Rgb;
    if (row.length === 1) {
      const above = row[0] > threshold;
      const sureness = above
        ? (row[0] - threshold) / (top - threshold)
        : (threshold - row[0]) / (threshold - bottom);
      tint = blend(WHITE, tints[above ? 1 : 0], 0.15 + 0.85 * Math.min(1, Math.max(0, sureness)));
    } else {
      const best = row.indexOf(Math.max(...row));
      tint = blend(WHITE, tints[best], Math.min(1, Math.max(0.15, row[best])));
    }
    data.set(tint, i * 3);
  });
  return data;
}

function frontier(
  answers: readonly number[][],
  threshold: number,
  cells: number,
  [left, right, low, high]: readonly number[],
): Markish {
  const levels = answers.map((row) => row[0]);
  return Plot.contour(levels, {
    ...gridAsItIs(levels),
    width: cells,
    height: cells,
    x1: left,
    x2: right,
    y1: high,
    y2: low,
    thresholds: [threshold],
    fill: "none",
    stroke: INK,
    strokeWidth: 2,
    smooth: true,
    clip: true,
  });
}
