/**
 * Moodle's grading worksheet (an assignment's “Download grading worksheet”): a row for each participant, whose grades Moodle
 * reads back.
 *
 * The columns depend on the assignment's settings, and their titles on the language of the person who downloads; for its
 * import Moodle looks for exactly these titles. So a field is replaced where it stands, and every other byte of the file
 * stays: its byte order mark, quotes, line ends, and the times by which Moodle knows grades that have changed since.
 */
import type { Sentence } from "../../src/language/language.js";
import { SetUpError } from "../../system/set-up-error.js";
import { identifier } from "../collect/recognise.js";
import { columnPlaces, readCsv, type CsvField } from "../table/read-csv.js";

/** The titles of the columns, as identifiers. */
const TITLES = {
  participant: ["identifiant", "identifier"],
  name: ["nom-complet", "full-name"],
  idNumber: ["numero-d-identification", "id-number"],
  address: ["adresse-de-courriel", "email-address", "e-mail-address"],
  grade: ["note", "grade"],
  maximum: ["note-maximale", "maximum-grade"],
  canChange: ["la-note-peut-etre-modifiee", "grade-can-be-changed"],
  handedIn: ["derniere-modification-travail-remis", "last-modified-submission"],
  graded: ["derniere-modification-note", "last-modified-grade"],
} as const;

type Column = keyof typeof TITLES;
/** Without these Moodle does not import, or we cannot tell the grade from its maximum. */
const NEEDED: readonly Column[] = ["participant", "grade", "maximum", "graded"];

/** What Moodle writes in the column “Grade can be changed” for a grade that is locked. */
const LOCKED = ["non", "no"];

/** A row of the worksheet. */
export interface WorksheetRow {
  /** The participant's number in this assignment. */
  readonly participant: string;
  /** The full name; "" if the assignment is marked blindly. */
  readonly name: string;
  readonly idNumber: string;
  readonly address: string;
  readonly grade: string;
  /** The assignment's maximum; undefined if its grades are a scale of words. */
  readonly maximum: number | undefined;
  /** True for a grade that Moodle does not let the import change. */
  readonly isLocked: boolean;
  /** When the student handed it in, in the words of Moodle; “-” if nothing was, undefined if there is no such column. */
  readonly handedIn: string | undefined;
}

export class Worksheet {
  private constructor(
    private readonly text: string,
    private readonly separator: string,
    private readonly fields: readonly (readonly CsvField[])[],
    private readonly places: Readonly<Record<Column, number>>,
    readonly rows: readonly WorksheetRow[],
    private readonly isEnglish: boolean,
  ) {}

  /** Throws `SetUpError` if the text is no worksheet in French or English. */
  static read(text: string, file: string): Worksheet {
    const { separator, header, rows: fields } = readCsv(text);
    const places = columnPlaces(header, TITLES);
    const missing = NEEDED.filter((column) => places[column] < 0);
    if (missing.length > 0)
      throw noWorksheet(
        file,
        header.map((field) => field.text),
      );
    const rows = fields.map((record) => rowOf(record, places));
    const nameless = rows.findIndex(({ participant }) => participant === "");
    if (nameless >= 0)
      throw new SetUpError({
        fr: `« ${file} » : la ligne ${nameless + 2} n’a pas de numéro de participant.`,
        en: `“${file}”: row ${nameless + 2} has no number of a participant.`,
      });
    return new Worksheet(
      text,
      separator,
      fields,
      places,
      rows,
      identifier(header[places.participant].text) === "identifier",
    );
  }

  /** The sign between a number and its decimals, by the maxima; by the language of the titles if no maximum has decimals. */
  get decimalSign(): "," | "." {
    const maxima = this.fields.map((record) => record[this.places.maximum]?.text ?? "");
    if (maxima.some((text) => text.includes(","))) return ",";
    return maxima.some((text) => text.includes(".")) || this.isEnglish ? "." : ",";
  }

  /** The text of the file with these grades, by participant; all else stays as it is. */
  filled(grades: ReadonlyMap<string, number>): string {
    let written = "";
    let at = 0;
    this.fields.forEach((record, i) => {
      const grade = grades.get(this.rows[i].participant);
      const field = record[this.places.grade];
      if (grade === undefined || field === undefined) return;
      written += this.text.slice(at, field.start) + this.fieldOf(grade, field);
      at = field.end;
    });
    return written + this.text.slice(at);
  }

  private fieldOf(grade: number, before: CsvField): string {
    const number = grade.toFixed(2).replace(".", this.decimalSign);
    const wasQuoted = this.text[before.start] === '"';
    return wasQuoted || number.includes(this.separator) ? `"${number}"` : number;
  }
}

function rowOf(record: readonly CsvField[], places: Readonly<Record<Column, number>>): WorksheetRow {
  const textOf = (column: Column) => (record[places[column]]?.text ?? "").trim();
  return {
    participant: /(\d+)$/.exec(textOf("participant"))?.[1] ?? "",
    name: textOf("name"),
    idNumber: textOf("idNumber"),
    address: textOf("address"),
    grade: textOf("grade"),
    maximum: numberIn(textOf("maximum")),
    isLocked: LOCKED.includes(identifier(textOf("canChange"))),
    handedIn: places.handedIn < 0 ? undefined : textOf("handedIn"),
  };
}

/** The number that a field holds, with either decimal sign; undefined for a text. */
function numberIn(text: string): number | undefined {
  const number = Number(text.replace(",", "."));
  return text === "" || !Number.isFinite(number) || number <= 0 ? undefined : number;
}

function noWorksheet(file: string, titles: readonly string[]): SetUpError {
  const sentence: Sentence = {
    fr: `« ${file} » n’est pas une feuille d’évaluation de Moodle en français ou en anglais : il faut au moins les colonnes Identifiant, Note, Note maximale et Dernière modification (note), et elle a : ${titles.join(", ")}. Choisissez l’une de ces langues dans Moodle, téléchargez la feuille de nouveau, et importez-la dans la même langue.`,
    en: `“${file}” is not a grading worksheet of Moodle in French or English: it needs at least the columns Identifier, Grade, Maximum grade and Last modified (grade), and has: ${titles.join(", ")}. Choose one of these languages in Moodle, download the worksheet again, and import it in the same language.`,
  };
  return new SetUpError(sentence);
}
