/**
 * Makes of a student's file a notebook of which everybody reads the same: this course's grading, nbgrader (which reads
 * files by Python's rules), and the formgrader.
 *
 * A file may begin with a byte order mark, hold halves of characters, nest a hundred thousand lists, or lack metadata. Of
 * such a file the texts, types and names of its cells are taken over, with the pictures pasted into a text, and nothing else;
 * saved outputs count for nothing. What cannot be read so is refused with the reason.
 */
import type { Sentence } from "../../src/language/language.js";
import {
  isRecord,
  LARGEST_FILE,
  parseNotebook,
  TOO_LARGE,
  UnreadableNotebook,
  writeNotebook,
  type Cell,
  type NbgraderMetadata,
  type Notebook,
} from "../notebook-file.js";
import { Pictures } from "../pictures.js";

/** A notebook's text, or why there is none. */
export type Normalised = { readonly text: string } | { readonly refused: Sentence };

/** The most cells, and the most characters of all their texts. */
const MOST_CELLS = 5000;
const MOST_CHARACTERS = 8 * 2 ** 20;

/** Identifiers that Jupyter's format allows. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

export function normalise(content: Uint8Array): Normalised {
  if (content.length > LARGEST_FILE) return { refused: TOO_LARGE };
  let notebook: Notebook;
  try {
    notebook = parseNotebook(textIn(content), "");
  } catch (error) {
    if (error instanceof UnreadableNotebook) return { refused: error.why };
    throw error;
  }
  const { cells, metadata } = notebook;
  if (cells.length > MOST_CELLS)
    return {
      refused: { fr: `il a plus de ${MOST_CELLS} cellules`, en: `it has more than ${MOST_CELLS} cells` },
    };
  if (cells.reduce((sum, { source }) => sum + source.length, 0) > MOST_CHARACTERS)
    return { refused: { fr: "ses textes dépassent 8 Mo", en: "its texts are larger than 8 MB" } };
  const ids = new Set<string>();
  const pictures = new Pictures();
  return {
    text: writeNotebook({
      nbformat: 4,
      nbformat_minor: 5,
      metadata: kernelIn(metadata),
      cells: cells.map((cell, i) => plainCell(cell, i, ids, pictures)),
    }),
  };
}

/** The text of a file in UTF-8, or in UTF-16 if it begins with a mark that says so. */
function textIn(content: Uint8Array): string {
  const [first, second] = content;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  return new TextDecoder(encoding).decode(content);
}

function kernelIn({ kernelspec, language_info }: Notebook["metadata"]): Notebook["metadata"] {
  const textsOf = (value: unknown, names: readonly string[]) =>
    isRecord(value)
      ? Object.fromEntries(
          names.flatMap((name) => (typeof value[name] === "string" ? [[name, whole(value[name])]] : [])),
        )
      : {};
  const spec = textsOf(kernelspec, ["name", "display_name", "language"]);
  const info = textsOf(language_info, ["name"]);
  return {
    ...("name" in spec && "display_name" in spec ? { kernelspec: spec } : {}),
    ...("name" in info ? { language_info: info } : {}),
  };
}

function plainCell(
  { id, cell_type, metadata, source, attachments }: Cell,
  place: number,
  ids: Set<string>,
  pictures: Pictures,
): Cell {
  const isUsable = id !== undefined && ID.test(id) && !ids.has(id);
  let own = isUsable ? id : `cellule-${place + 1}`;
  while (ids.has(own)) own += "-";
  ids.add(own);
  const nbgrader = nbgraderIn(metadata.nbgrader);
  const taken = Object.entries(pictures.of(attachments)).map(
    ([name, bundle]) => [whole(name), bundle] as const,
  );
  return {
    id: own.slice(0, 64),
    cell_type,
    metadata: nbgrader === undefined ? {} : { nbgrader },
    source: whole(source),
    ...(taken.length > 0 && cell_type !== "code" ? { attachments: Object.fromEntries(taken) } : {}),
    ...(cell_type === "code" ? { outputs: [], execution_count: null } : {}),
  };
}

/** nbgrader's metadata, complete and of the right types; only the name counts for grading. */
function nbgraderIn(value: unknown): NbgraderMetadata | undefined {
  if (!isRecord(value) || typeof value.grade_id !== "string" || value.grade_id === "") return undefined;
  const { points } = value;
  return {
    schema_version: 3,
    grade: value.grade === true,
    grade_id: whole(value.grade_id),
    locked: value.locked === true,
    solution: value.solution === true,
    task: value.task === true,
    ...(typeof points === "number" && Number.isFinite(points) ? { points } : {}),
  };
}

/** The text with a replacement character for each half of a character, which UTF-8 cannot express. */
function whole(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
