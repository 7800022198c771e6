/**
 * Repeated measurements for each setting: one point per repetition, and a line through the means. The points
 * show how much the results vary by chance, which a mean alone does not.
 */
import { Plot } from "#packages";
import { ShapeError } from "../errors/errors.js";
import { numeral, say } from "../language/language.js";
import { labelled } from "../language/titles.js";
import { drawPlot, extent } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import { DASHES, BACKGROUND, INK, MUTED, seriesColour, SYMBOLS } from "./theme.js";

/** The options of `spread`. */
export interface SpreadOptions extends FrameOptions {
  /** The settings, in order: the labels of the horizontal axis. */
  readonly settings: readonly (string | number)[];
  /** Measurements by name: `measures[setting][repetition]`. */
  readonly series: Readonly<Record<string, readonly ArrayLike<number>[]>>;
  /** Values for comparison, drawn as horizontal lines. */
  readonly levels?: readonly { readonly value: number; readonly label: string }[];
  /** The labels of the axes: what was varied, and what was measured. */
  readonly axes?: readonly [string, string];
  /** Formats a measurement for its axis. */
  readonly format?: (value: number) => string;
  /** Pixels of the drawing; 560 × 360 by default. */
  readonly width?: number;
  readonly height?: number;
}

export function spread(options: SpreadOptions): Figure {
  const {
    series,
    levels = [],
    axes = ["", ""],
    format = (value: number) => numeral(value, 4),
    width = 560,
    height = 360,
  } = options;
  const settings = options.settings.map(String);
  const names = Object.keys(series);
  const wrong = names.find(
    (name) =>
      series[name].length !== settings.length || series[name].some((measures) => measures.length === 0),
  );
  if (wrong !== undefined || settings.length === 0 || names.length === 0) {
    throw new ShapeError({
      where: "spread",
      argument: wrong === undefined ? "series" : `series[${JSON.stringify(wrong)}]`,
      received: wrong === undefined ? "{}" : JSON.stringify(series[wrong].map(({ length }) => length)),
      expected: {
        fr: `${settings.length} liste(s) de mesures, aucune vide`,
        en: `${settings.length} list(s) of measures, none empty`,
      },
      mend: {
        fr: "Donnez, pour chaque réglage de settings, la liste de ses mesures.",
        en: "Give, for each of the settings, the list of its measures.",
      },
    });
  }
  const reach = 0.32 / Math.max(1, names.length);
  const place = (setting: number, index: number) =>
    setting + (names.length === 1 ? 0 : (index / (names.length - 1) - 0.5) * 0.28);
  const marks = names.flatMap((name, index) => {
    const [colour, symbol] = [seriesColour(index), SYMBOLS[index % SYMBOLS.length].name];
    const points = series[name].flatMap((measures, setting) =>
      Array.from(measures, (value, i): [number, number] => [
        place(setting, index) + reach * ((i + 0.5) / measures.length - 0.5),
        value,
      ]),
    );
    const means = series[name].map((measures, setting): [number, number] => [
      place(setting, index),
      mean(measures),
    ]);
    return [
      Plot.dot(points, { fill: colour, fillOpacity: 0.45, r: 2.6, symbol }),
      Plot.line(means, { stroke: colour, strokeWidth: 2.2, strokeDasharray: DASHES[index % DASHES.length] }),
      Plot.dot(means, { fill: colour, stroke: BACKGROUND, strokeWidth: 1.2, r: 5, symbol }),
    ];
  });
  const everything = [
    ...names.flatMap((name) => series[name].flatMap((measures) => Array.from(measures))),
    ...levels.map(({ value }) => value),
  ];
  const body = drawPlot({
    width,
    height,
    marginLeft: 62,
    marginBottom: 46,
    marginTop: 24,
    marginRight: 20,
    grid: true,
    x: {
      domain: [-0.5, settings.length - 0.5],
      ticks: settings.map((_, i) => i),
      tickFormat: (i: number) => settings[i] ?? "",
      label: axes[0],
      labelAnchor: "center",
      labelArrow: "none",
    },
    y: { label: axes[1], domain: extent(everything), tickFormat: format },
    marks: [
      Plot.frame({ stroke: "#c3c9d0" }),
      ...levels.map(({ value }) =>
        Plot.ruleY([value], { stroke: INK, strokeDasharray: "2 4", strokeWidth: 1.6 }),
      ),
      ...marks,
    ],
  });
  return frame({
    caption: say({
      fr: "Petits points : les répétitions ; gros points : leur moyenne.",
      en: "Small points: repetitions; large ones: their mean.",
    }),
    ...options,
    body,
    width,
    height,
    legend: [
      ...names.map((label, i) => ({
        label,
        colour: seriesColour(i),
        mark: "line" as const,
        dash: DASHES[i % DASHES.length],
      })),
      ...levels.map(({ label }) => ({ label, colour: MUTED, mark: "line" as const, dash: "2 4" })),
    ],
    description: names
      .map((name) =>
        labelled(
          name,
          `${series[name].map((measures, i) => `${settings[i]} → ${format(mean(measures))}`).join(", ")}.`,
        ),
      )
      .join(" "),
  });
}

function mean(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}
