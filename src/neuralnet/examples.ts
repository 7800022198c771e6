/** Examples as rows of numbers, checked and converted to columns. */
import { ArgumentError, ShapeError } from "../errors/errors.js";
import { isList } from "../errors/kinds.js";
import { written } from "../errors/written.js";
import type { Sentence } from "../language/language.js";

/** The place of a value in a call, for the message of an error. */
interface Place {
  /** The function that was called. */
  readonly where: string;
  readonly argument: string;
}

/**
 * Rows of equal length, each number checked.
 * @param width how many numbers a row has; by default as many as the first one
 * @throws ArgumentError, ShapeError for what is not a list of rows of finite numbers; text and missing
 *   numbers have different messages
 */
export function readRows(
  rows: unknown,
  { where, argument }: Place,
  width?: number,
): readonly ArrayLike<number>[] {
  if (!Array.isArray(rows)) {
    throw new ArgumentError({
      where,
      argument,
      received: written(rows),
      expected: { fr: "une liste de lignes de nombres", en: "a list of rows of numbers" },
      mend: {
        fr: `Donnez une ligne pour chaque exemple : ${argument}: [[0, 1], [1, 1]].`,
        en: `Give one row for each example: ${argument}: [[0, 1], [1, 1]].`,
      },
    });
  }
  const first: unknown = rows[0];
  const wanted = width ?? (isList(first) ? Math.max(first.length, 1) : 1);
  for (let i = 0; i < rows.length; i++) checkRow(rows[i], wanted, { where, argument: `${argument}[${i}]` });
  return rows as readonly ArrayLike<number>[];
}

function checkRow(row: unknown, width: number, { where, argument }: Place): void {
  if (!isList(row) || row.length !== width) {
    throw new ShapeError({
      where,
      argument,
      received: isList(row) ? `[${row.length}]` : written(row),
      expected: `[${width}]`,
      mend: {
        fr: "Chaque exemple est une liste de nombres, toutes de la même longueur, au moins 1.",
        en: "Each example is a list of numbers, all of the same length, at least 1.",
      },
    });
  }
  for (let j = 0; j < width; j++)
    if (typeof row[j] !== "number" || !Number.isFinite(row[j]))
      throw notANumber({ where, argument: `${argument}[${j}]` }, row[j]);
}

/** Rows as columns. */
export function columnsOf(rows: readonly ArrayLike<number>[]): Float64Array[] {
  return Array.from({ length: rows[0].length }, (_, j) => Float64Array.from(rows, (row) => row[j]));
}

export function notANumber({ where, argument }: Place, received: unknown): ArgumentError {
  return new ArgumentError({
    where,
    argument,
    received: written(received),
    expected: { fr: "un nombre fini", en: "a finite number" },
    mend: mendOf(received),
  });
}

/** The advice for a value that should be a number. */
function mendOf(received: unknown): Sentence {
  if (typeof received === "string" && received.trim() !== "" && Number.isFinite(Number(received))) {
    return {
      fr: `Un nombre écrit comme texte se convertit : Number(${written(received)}).`,
      en: `A number written as text is converted: Number(${written(received)}).`,
    };
  }
  if (typeof received === "string") {
    return {
      fr: "Une variable en mots n’est pas un nombre : remplacez sa colonne par une colonne de 0 et de 1 pour chaque valeur (codage « one-hot »), par exemple couleurs.map((c) => (c === couleur ? 1 : 0)).",
      en: "A variable in words is not a number: replace its column by a column of 0 and 1 for each of its values (one-hot coding), for example colours.map((c) => (c === colour ? 1 : 0)).",
    };
  }
  if (typeof received === "boolean")
    return {
      fr: "Écrivez 1 pour vrai et 0 pour faux : Number(true).",
      en: "Write 1 for true and 0 for false: Number(true).",
    };
  if (received === Infinity || received === -Infinity)
    return {
      fr: "Cherchez d’où vient l’infini : une division par 0, le logarithme de 0 ?",
      en: "Find out where the infinity comes from: a division by 0, the logarithm of 0?",
    };
  return {
    fr: "Retirez ou complétez les exemples incomplets avant l’apprentissage.",
    en: "Remove or complete incomplete examples before training.",
  };
}
