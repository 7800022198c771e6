/**
 * A confusion matrix as a heat map: one row per true class, one column per predicted class (as in R's
 * `table(truth, prediction)`), the count in each cell.
 *
 * The colour shows the share of the row, so that the errors of a rare class are as visible as those of a
 * common one. The right answers, on the diagonal, have a frame.
 */
import { Plot } from "#packages";
import { ShapeError } from "../errors/errors.js";
import { formatNumber, say } from "../language/language.js";
import { drawPlot } from "./drawing.js";
import type { Figure } from "./figure.js";
import { frame, type FrameOptions } from "./frame.js";
import type { Label } from "./points.js";
import { blend, INK, percentage, rgb, seriesColour } from "./theme.js";

/** A confusion matrix as `confusionMatrix` computes it. */
export interface ConfusionCounts {
  /** `counts[truth][prediction]`. */
  readonly counts: readonly ArrayLike<number>[];
  /** The classes, in the order of rows and columns; 0, 1, … by default. */
  readonly labels?: readonly Label[];
}

/** The options of `confusionMatrix`. */
export interface ConfusionMatrixOptions extends FrameOptions {
  /** Pixels of the drawing; grows with the number of classes by default. */
  readonly width?: number;
  readonly height?: number;
}

export function confusionMatrix(
  { counts, labels }: ConfusionCounts,
  options: ConfusionMatrixOptions = {},
): Figure {
  const size = counts.length;
  const wrong = counts.findIndex((row) => row.length !== size);
  if (size === 0 || wrong >= 0) {
    throw new ShapeError({
      where: "confusionMatrix",
      argument: "counts",
      received: `[${size}, ${counts[Math.max(wrong, 0)]?.length ?? 0}]`,
      expected: `[${size}, ${size}]`,
      mend: {
        fr: "La matrice est carrée : une ligne et une colonne par classe.",
        en: "The matrix is square: a row and a column for each class.",
      },
    });
  }
  const names = (labels ?? counts.map((_, i) => i)).map(String);
  const cells = counts.flatMap((row, truth) => {
    const total = sum(row);
    return Array.from(row, (count, prediction) => ({
      truth: names[truth],
      prediction: names[prediction],
      count,
      share: total === 0 ? 0 : count / total,
    }));
  });
  const all = counts.reduce((total, row) => total + sum(row), 0);
  const right = counts.reduce((total, row, i) => total + row[i], 0);
  const {
    width = size > 6 ? 90 + 47 * size : 150 + 62 * Math.max(size, 3),
    height = 70 + 46 * Math.max(size, 3),
  } = options;
  const [white, deep] = [rgb("#f4f7fa"), rgb(seriesColour(0))];
  const fill = ({ share }: { share: number }) => `rgb(${blend(white, deep, Math.sqrt(share)).join(",")})`;
  const body = drawPlot({
    width,
    height,
    marginLeft: 30 + 8 * Math.max(...names.map((name) => name.length)),
    marginTop: 46,
    marginBottom: 8,
    padding: 0.06,
    x: {
      domain: names,
      label: say({ fr: "classe prédite →", en: "predicted class →" }),
      axis: "top",
      tickSize: 0,
      labelAnchor: "center",
      labelArrow: "none",
      tickFormat: String,
    },
    y: {
      domain: names,
      label: say({ fr: "← vraie classe", en: "← true class" }),
      tickSize: 0,
      labelArrow: "none",
      tickFormat: String,
    },
    color: { type: "identity" },
    marks: [
      Plot.cell(cells, {
        x: "prediction",
        y: "truth",
        fill,
        stroke: (d: { truth: string; prediction: string }) => (d.truth === d.prediction ? INK : "#d5dae0"),
      }),
      Plot.text(cells, {
        x: "prediction",
        y: "truth",
        text: (d: { count: number }) => formatNumber(d.count),
        fontSize: size > 6 ? 13 : 16,
        fontWeight: 600,
        fill: (d: { share: number }) => (d.share > 0.3 ? "#ffffff" : INK),
        fillOpacity: (d: { count: number }) => (d.count === 0 ? 0.35 : 1),
      }),
    ],
  });
  const accuracy = say({
    fr: `Exactitude : ${formatNumber(right)} sur ${formatNumber(all)}, soit ${percentage(right / all, 2)}.`,
    en: `Accuracy: ${formatNumber(right)} of ${formatNumber(all)}, ${percentage(right / all, 2)}.`,
  });
  return frame({
    title: say({ fr: "Matrice de confusion", en: "Confusion matrix" }),
    subtitle: accuracy,
    ...options,
    body,
    width,
    height,
    description: say({
      fr: `Matrice de confusion de ${size} classes. ${accuracy}`,
      en: `Confusion matrix of ${size} classes. ${accuracy}`,
    }),
  });
}

function sum(row: ArrayLike<number>): number {
  return Array.from(row).reduce((total, count) => total + count, 0);
}
