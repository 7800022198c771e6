/**
 * How often each class was predicted as each other: rows are the truth, columns the predictions, as in R's
 * `table(truth, prediction)`.
 */
import { checkKind } from "../errors/check-options.js";
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { isList, type Kind } from "../errors/kinds.js";
import { escapeHtml } from "../host/html.js";
import { JUPYTER_DISPLAY } from "../host/notebook.js";
import { formatNumber, say } from "../language/language.js";

/** A class label. */
export type ClassLabel = number | string;

function isLabel(value: unknown): value is ClassLabel {
  return typeof value === "string" || (typeof value === "number" && !Number.isNaN(value));
}

/** Labels, one for each example. */
const LABELS: Kind = {
  fits: (value) => isList(value) && Array.prototype.every.call(value, isLabel),
  expected: { fr: "une liste d’étiquettes, nombres ou textes", en: "a list of labels, numbers or text" },
  example: "[0, 1, 1]",
  mend: {
    fr: "Par exemple confusionMatrix(y, prediction.argMax(-1).dataSync()) : dataSync() fait une liste d’un tenseur.",
    en: "For example confusionMatrix(y, prediction.argMax(-1).dataSync()): dataSync() makes a list of a tensor.",
  },
};
const CLASSES: Kind = {
  ...LABELS,
  fits: (value) => Array.isArray(value) && value.every(isLabel) && new Set(value).size === value.length,
  mend: {
    fr: "Chaque classe une fois, dans l’ordre voulu.",
    en: "Give each class once, in the order of the rows and columns.",
  },
};

/** A square table of counts, with a row and a column for each label. */
function countsOf(labels: readonly ClassLabel[]): Kind {
  return {
    fits: (value) =>
      Array.isArray(value) &&
      value.length === labels.length &&
      value.every(
        (row) =>
          Array.isArray(row) &&
          row.length === labels.length &&
          row.every((count) => typeof count === "number"),
      ),
    expected: {
      fr: `${labels.length} lignes de ${labels.length} nombres`,
      en: `${labels.length} rows of ${labels.length} numbers`,
    },
    example: "[[8, 1], [2, 9]]",
  };
}

/**
 * The counts of each true class (rows) and each predicted class (columns), with measures of them.
 * @example
 * ```ts
 * const matrix = new ConfusionMatrix(
 *   ["cat", "dog"],
 *   [
 *     [8, 2],
 *     [1, 9],
 *   ],
 * );
 * matrix.accuracy; // 0.85
 * ```
 */
export class ConfusionMatrix {
  /** The classes, in the order of rows and columns. */
  readonly labels: readonly ClassLabel[];
  /** `counts[truth][prediction]`. */
  readonly counts: readonly (readonly number[])[];

  constructor(labels: readonly ClassLabel[], counts: readonly (readonly number[])[]) {
    checkKind(labels, CLASSES, "ConfusionMatrix", "labels");
    checkKind(counts, countsOf(labels), "ConfusionMatrix", "counts");
    this.labels = labels;
    this.counts = counts;
  }

  /** How many examples there are. */
  get total(): number {
    return this.counts.flat().reduce((sum, count) => sum + count, 0);
  }

  /** The share of examples whose class was predicted. */
  get accuracy(): number {
    return this.counts.reduce((sum, row, i) => sum + row[i], 0) / this.total;
  }

  toString(): string {
    const rows = [
      [say({ fr: "vraie \\ prédite", en: "true \\ predicted" }), ...this.labels.map(String)],
      ...this.counts.map((row, i) => [String(this.labels[i]), ...row.map(String)]),
    ];
    const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
    const lines = rows.map((row) => row.map((word, column) => word.padStart(widths[column])).join("  "));
    return [...lines, this.caption].join("\n");
  }

  private get caption(): string {
    const share = formatNumber(this.accuracy, { style: "percent", maximumFractionDigits: 1 });
    return say({
      fr: `exactitude : ${share} de ${this.total} exemple(s)`,
      en: `accuracy: ${share} of ${this.total} example(s)`,
    });
  }

  [JUPYTER_DISPLAY](): Readonly<Record<string, string>> {
    const cell = (tag: "td" | "th", word: string, bold = false) =>
      `<${tag} style="text-align:right;padding:2px 12px${bold ? ";font-weight:600" : ""}">${escapeHtml(word)}</${tag}>`;
    const head = `<tr>${cell("th", say({ fr: "vraie \\ prédite", en: "true \\ predicted" }))}${this.labels.map((label) => cell("th", String(label))).join("")}</tr>`;
    const rows = this.counts.map(
      (row, i) =>
        `<tr>${cell("th", String(this.labels[i]))}${row.map((count, j) => cell("td", formatNumber(count), i === j)).join("")}</tr>`,
    );
    return {
      "text/html": `<table><caption style="caption-side:bottom;text-align:left;white-space:nowrap">${this.caption}</caption><thead>${head}</thead><tbody>${rows.join("")}</tbody></table>`,
      "text/plain": this.toString(),
    };
  }
}

/**
 * Counts predictions against the truth.
 * @param truth      the class of each example
 * @param predicted  the predicted class of each example
 * @param labels     the classes in the order of rows and columns; by default all that occur, in increasing
 *                   order
 * @example
 * ```ts
 * const matrix = confusionMatrix(["cat", "dog", "dog"], ["cat", "cat", "dog"]);
 * plots.confusionMatrix(matrix);
 * ```
 */
export function confusionMatrix(
  truth: ArrayLike<ClassLabel>,
  predicted: ArrayLike<ClassLabel>,
  labels?: readonly ClassLabel[],
): ConfusionMatrix {
  checkKind(truth, LABELS, "confusionMatrix", "truth");
  checkKind(predicted, LABELS, "confusionMatrix", "predicted");
  if (labels !== undefined) checkKind(labels, CLASSES, "confusionMatrix", "labels");
  return counted(truth, predicted, labels ?? classesOf(truth, predicted));
}

function counted(
  truth: ArrayLike<ClassLabel>,
  predicted: ArrayLike<ClassLabel>,
  labels: readonly ClassLabel[],
): ConfusionMatrix {
  if (truth.length !== predicted.length || truth.length === 0) {
    throw new ShapeError({
      where: "confusionMatrix",
      argument: "predicted",
      received: `[${predicted.length}]`,
      expected: `[${truth.length}]`,
      mend: {
        fr: "Donnez une prédiction pour chaque exemple, et au moins un exemple.",
        en: "Give one prediction for each example, and at least one example.",
      },
    });
  }
  const place = new Map(labels.map((label, i) => [label, i]));
  const counts = labels.map(() => new Array<number>(labels.length).fill(0));
  for (let i = 0; i < truth.length; i++) {
    const [row, column] = [truth[i], predicted[i]].map((label) => place.get(label));
    if (row === undefined || column === undefined) {
      throw new ArgumentError({
        where: "confusionMatrix",
        argument: row === undefined ? `truth[${i}]` : `predicted[${i}]`,
        received: String(row === undefined ? truth[i] : predicted[i]),
        expected: {
          fr: `l’une des classes ${labels.join(", ")}`,
          en: `one of the classes ${labels.join(", ")}`,
        },
        mend: {
          fr: "Une probabilité n’est pas une classe : utilisez d’abord classify.",
          en: "A probability is not a class: use classify first.",
        },
      });
    }
    counts[row][column]++;
  }
  return new ConfusionMatrix(labels, counts);
}

function classesOf(truth: ArrayLike<ClassLabel>, predicted: ArrayLike<ClassLabel>): ClassLabel[] {
  return [...new Set([...Array.from(truth), ...Array.from(predicted)])].sort((a, b) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
}
