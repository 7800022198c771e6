/**
 * How a training went: one panel a quantity (loss, accuracy, …), one curve for training and one for validation.
 *
 * The best epoch of the validation curve is marked, since that is what the figure is looked at for.
 */
import { Plot } from "#packages";
import { ArgumentError } from "../errors/errors.js";
import { say, type Sentence } from "../language/language.js";
import { drawPlot, extent } from "./drawing.js";
import type { Figure } from "./figure.js";
import { element, frame, type FrameOptions } from "./frame.js";
import { DASHES, GROUND, INK, numeral, percentage, seriesColour } from "./theme.js";

/** What `fit` returns: under each name one value an epoch; `val_` before a name is the same on the validation part. */
export interface TrainingHistory {
  readonly history: Readonly<Record<string, readonly number[]>>;
}

export interface HistoryOptions extends FrameOptions {
  /** Which quantities, one panel each; all that the history holds by default. */
  readonly quantities?: readonly string[];
  /** Pixels of the whole drawing's width, 620 by default, and of one panel's height, 210. */
  readonly width?: number;
  readonly height?: number;
}

const NAMES: Readonly<Record<string, Sentence>> = {
  loss: { fr: "perte", en: "loss" },
  acc: { fr: "exactitude", en: "accuracy" },
  accuracy: { fr: "exactitude", en: "accuracy" },
};
const SHARES = new Set(["acc", "accuracy"]);

export function history(training: TrainingHistory, options: HistoryOptions = {}): Figure {
  const { history: values } = training;
  const { quantities = Object.keys(values).filter((name) => !name.startsWith("val_")), width = 620, height = 210 } = options;
  const missing = quantities.find((name) => (values[name]?.length ?? 0) === 0);
  if (quantities.length === 0 || missing !== undefined) {
    throw new ArgumentError({
      where: "history", argument: missing ?? "history", received: { fr: "aucune valeur", en: "no value" },
      expected: { fr: `une valeur par époque, sous l'un des noms ${Object.keys(values).join(", ") || "(aucun)"}`, en: `one value an epoch, under one of the names ${Object.keys(values).join(", ") || "(none)"}` },
      mend: { fr: "Donnez ce que `fit` a renvoyé, après au moins une époque.", en: "Give what `fit` returned, after at least one epoch." },
    });
  }
  const body = element("svg", { width, height: height * quantities.length });
  for (const [index, name] of quantities.entries()) {
    const panel = drawPanel(name, values, width, height, index === quantities.length - 1);
    panel.setAttribute("y", String(index * height));
    body.append(panel);
  }
  const validated = quantities.some((name) => values[`val_${name}`] !== undefined);
  return frame({
    title: say({ fr: "Historique de l’entraînement", en: "Training history" }),
    ...options, body, width, height: height * quantities.length,
    legend: [
      { label: say({ fr: "entraînement", en: "training" }), colour: seriesColour(0), mark: "line" },
      ...(validated ? [{ label: say({ fr: "validation (○ : meilleure époque)", en: "validation (○: best epoch)" }), colour: seriesColour(1), mark: "line" as const, dash: DASHES[1] }] : []),
    ],
    description: quantities.map((name) => describe(name, values)).join(" "),
  });
}

function drawPanel(name: string, values: TrainingHistory["history"], width: number, height: number, last: boolean): SVGElement {
  const train = values[name];
  const validation: readonly number[] | undefined = values[`val_${name}`];
  const share = SHARES.has(name);
  const best = validation === undefined ? -1 : validation.indexOf((share ? Math.max : Math.min)(...validation.filter(Number.isFinite)));
  const points = (series: readonly number[]) => series.map((value, i) => [i + 1, value] as [number, number]).filter(([, value]) => Number.isFinite(value));
  return drawPlot({
    width, height, marginLeft: 58, marginBottom: 38, marginTop: 24, grid: true,
    x: { label: last ? say({ fr: "époque", en: "epoch" }) : null, ticks: Math.min(10, train.length), domain: [1, Math.max(2, train.length)], tickFormat: (epoch: number) => (Number.isInteger(epoch) ? String(epoch) : "") },
    y: { label: spoken(name), domain: extent([...train, ...(validation ?? [])].filter(Number.isFinite)), tickFormat: (value: number) => (share ? percentage(value) : numeral(value, 4)) },
    marks: [
      Plot.line(points(train), { stroke: seriesColour(0), strokeWidth: 2.2 }),
      ...(validation === undefined ? [] : [Plot.line(points(validation), { stroke: seriesColour(1), strokeWidth: 2.2, strokeDasharray: DASHES[1] })]),
      ...(train.length === 1 ? [Plot.dot(points(train), { fill: seriesColour(0) })] : []),
      ...(best < 0 ? [] : [Plot.dot([[best + 1, validation![best]]], { stroke: seriesColour(1), fill: GROUND, strokeWidth: 2, r: 4.5 })]),
      Plot.ruleY([extent([...train, ...(validation ?? [])].filter(Number.isFinite))[0]], { stroke: INK, strokeOpacity: 0.4 }),
    ],
  });
}

function spoken(name: string): string {
  return NAMES[name] === undefined ? name : say(NAMES[name]);
}

/** « perte : de 2,3 à 0,12 (validation 0,15) en 30 époques. » */
function describe(name: string, values: TrainingHistory["history"]): string {
  const write = (value: number) => (SHARES.has(name) ? percentage(value) : numeral(value));
  const train = values[name];
  const validation: readonly number[] | undefined = values[`val_${name}`];
  const after = validation === undefined ? "" : ` (validation ${write(validation[validation.length - 1])})`;
  return say({
    fr: `${spoken(name)} : de ${write(train[0])} à ${write(train[train.length - 1])}${after} en ${train.length} époques.`,
    en: `${spoken(name)}: from ${write(train[0])} to ${write(train[train.length - 1])}${after} in ${train.length} epochs.`,
  });
}
