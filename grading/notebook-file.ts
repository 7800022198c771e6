/**
 * Reads and writes notebook files: the part of Jupyter's format 4 that grading needs.
 *
 * A student's file may contain anything. Therefore every part of it is checked, and a file that is not a
 * notebook is refused with a sentence that says what is wrong.
 */
import { readFile, stat } from "node:fs/promises";
import { LANGUAGES, verbatim, type Language, type Sentence } from "../src/language/language.js";
import { KERNEL_NAMES } from "../system/kernel-names.js";
import { SetUpError } from "../system/set-up-error.js";

/** nbgrader's part of a cell's metadata, schema version 3. */
export interface NbgraderMetadata {
  readonly schema_version: number;
  readonly grade: boolean;
  readonly grade_id: string;
  readonly locked: boolean;
  readonly solution: boolean;
  readonly task: boolean;
  readonly points?: number;
}

export interface CellMetadata {
  readonly nbgrader?: NbgraderMetadata;
  readonly tags?: readonly string[];
  readonly [key: string]: unknown;
}

/** An output of a code cell, as in the file. */
export type Output = Readonly<Record<string, unknown>>;

/** Pictures in a text, by their names: each in base64, by its MIME type. */
export type Attachments = Readonly<Record<string, Readonly<Record<string, string>>>>;

export interface Cell {
  readonly id?: string;
  readonly cell_type: "code" | "markdown" | "raw";
  readonly metadata: CellMetadata;
  /** The cell's text. In a file it may be a list of lines, which `parseNotebook` joins. */
  readonly source: string;
  readonly attachments?: Attachments;
  readonly outputs?: readonly Output[];
  readonly execution_count?: number | null;
}

export interface Notebook {
  readonly nbformat: number;
  readonly nbformat_minor: number;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly cells: readonly Cell[];
}

/** The language of a notebook: that of its kernel; French if it names another kernel, or none. */
export function languageOf({ metadata }: Notebook): Language {
  const { kernelspec } = metadata;
  const name = isRecord(kernelspec) ? kernelspec.name : undefined;
  return LANGUAGES.find((language) => KERNEL_NAMES[language] === name) ?? LANGUAGES[0];
}

/** The largest file that is read, in bytes; notebooks with results and figures are far smaller. */
export const LARGEST_FILE = 64 * 2 ** 20;
export const TOO_LARGE: Sentence = { fr: "le fichier dépasse 64 Mo", en: "the file is larger than 64 MB" };

/** Reads a notebook from a file. Throws `SetUpError` if the file is not a notebook. */
export async function readNotebook(file: string): Promise<Notebook> {
  const { size } = await stat(file);
  if (size > LARGEST_FILE) throw noNotebook(file, TOO_LARGE);
  return parseNotebook(await readFile(file, "utf8"), file);
}

/**
 * Reads a notebook from a text. Throws `SetUpError`, with `name` in its message, if the text is not a
 * notebook.
 */
export function parseNotebook(text: string, name: string): Notebook {
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    throw noNotebook(name, { fr: "ce n’est pas du JSON", en: "it is not JSON" });
  }
  if (isRecord(content) && typeof content.nbformat === "number" && content.nbformat !== 4)
    throw noNotebook(name, {
      fr: `son format est la version ${content.nbformat}, et non 4 : enregistrez-le par JupyterLab`,
      en: `its format is version ${content.nbformat}, not 4: save it with JupyterLab`,
    });
  if (!isRecord(content) || !Array.isArray(content.cells))
    throw noNotebook(name, { fr: "il n’a pas de cellules", en: "it has no cells" });
  if (content.nbformat !== 4)
    throw noNotebook(name, { fr: "son format n’est pas la version 4", en: "its format is not version 4" });
  const minor = typeof content.nbformat_minor === "number" ? content.nbformat_minor : 5;
  return {
    nbformat: 4,
    nbformat_minor: minor,
    metadata: isRecord(content.metadata) ? content.metadata : {},
    cells: content.cells.map((cell) => parseCell(cell, name)),
  };
}

function parseCell(cell: unknown, name: string): Cell {
  const source = isRecord(cell) ? textOf(cell.source) : undefined;
  if (!isRecord(cell) || source === undefined || !isCellType(cell.cell_type))
    throw noNotebook(name, { fr: "une de ses cellules est illisible", en: "one of its cells is unreadable" });
  const metadata = isRecord(cell.metadata) ? (cell.metadata as CellMetadata) : {};
  const common = {
    ...(typeof cell.id === "string" ? { id: cell.id } : {}),
    cell_type: cell.cell_type,
    metadata,
    source,
    ...(isRecord(cell.attachments) ? { attachments: attachmentsIn(cell.attachments) } : {}),
  };
  if (cell.cell_type !== "code") return common;
  return {
    ...common,
    outputs: Array.isArray(cell.outputs) ? cell.outputs.filter(isRecord) : [],
    execution_count: null,
  };
}

function attachmentsIn(attachments: Record<string, unknown>): Attachments {
  return Object.fromEntries(
    Object.entries(attachments).flatMap(([name, bundle]) =>
      isRecord(bundle)
        ? [
            [
              name,
              Object.fromEntries(Object.entries(bundle).map(([type, data]) => [type, textOf(data) ?? ""])),
            ],
          ]
        : [],
    ),
  );
}

/**
 * The text of a notebook exactly as Jupyter writes it, so that two files differ only where the contents
 * differ.
 */
export function writeNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map(
    ({ id, cell_type, metadata, source, attachments, outputs, execution_count }) => ({
      ...(attachments === undefined ? {} : { attachments }),
      ...(id === undefined ? {} : { id }),
      cell_type,
      metadata,
      source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
      ...(cell_type === "code" ? { outputs: outputs ?? [], execution_count: execution_count ?? null } : {}),
    }),
  );
  return `${JSON.stringify({ ...notebook, cells }, null, 1)}\n`;
}

/** A text, or the concatenation of a list of lines; undefined for anything else. */
export function textOf(text: unknown): string | undefined {
  if (typeof text === "string") return text;
  return Array.isArray(text) && text.every((line) => typeof line === "string") ? text.join("") : undefined;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isCellType(type: unknown): type is Cell["cell_type"] {
  return type === "code" || type === "markdown" || type === "raw";
}

/** A file is not a notebook that can be read. */
export class UnreadableNotebook extends SetUpError {
  override name = "UnreadableNotebook";

  constructor(
    file: string,
    readonly why: Sentence,
  ) {
    super({
      fr: `« ${verbatim(file)} » n’est pas un notebook lisible : ${why.fr}.`,
      en: `“${verbatim(file)}” is not a readable notebook: ${why.en}.`,
    });
  }
}

function noNotebook(file: string, why: Sentence): UnreadableNotebook {
  return new UnreadableNotebook(file, why);
}
