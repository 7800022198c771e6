/**
 * Pictures that a student has pasted into a text (a cell's attachments): those that grading takes over, and where the text
 * refers to them.
 *
 * A picture is taken over if it is of a type that only shows something, and not too large. Its text is checked to be base64 of
 * that type, so that a page may embed it.
 */
import type { Sentence } from "../src/language/language.js";
import type { Attachments } from "./notebook-file.js";

/** Types of pictures, each with the beginning that all its files have, in base64. */
const TYPES: Readonly<Record<string, string>> = {
  "image/png": "iVBORw0KGgo",
  "image/jpeg": "/9j/",
  "image/gif": "R0lGOD",
  "image/webp": "UklGR",
};

/** The most characters of base64 of one picture, and of all pictures of a notebook: 3 and 12 megabytes of data. */
const LARGEST_PICTURE = 4 * 2 ** 20;
const LARGEST_PICTURES = 16 * 2 ** 20;

/** Takes over the pictures of one notebook's cells, as long as they are not too large together. */
export class Pictures {
  private left = LARGEST_PICTURES;

  /** The pictures among a cell's attachments. */
  of(attachments: Attachments = {}): Attachments {
    return Object.fromEntries(
      Object.entries(attachments).flatMap(([name, bundle]) => {
        const picture = pictureIn(bundle);
        if (picture === undefined || picture.base64.length > Math.min(LARGEST_PICTURE, this.left)) return [];
        this.left -= picture.base64.length;
        return [[name, { [picture.type]: picture.base64 }]];
      }),
    );
  }
}

function pictureIn(
  bundle: Attachments[string],
): { readonly type: string; readonly base64: string } | undefined {
  for (const [type, start] of Object.entries(TYPES)) {
    const base64 = (bundle[type] ?? "").replace(/\s/g, "");
    if (base64.startsWith(start) && /^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return { type, base64 };
  }
  return undefined;
}

/** A place in a Markdown text that shows an attachment. */
const REFERENCE =
  /!\[(?<words>[^\]\n]{0,500})\]\(\s{0,9}attachment:(?<name>[^\s)]{1,500})(?:\s[^)\n]{0,500})?\)/g;

/** What stands in the place of a picture that was not taken over. */
export const MISSING_PICTURE: Sentence = {
  fr: "image non reprise : plus de 3 Mo, plus de 12 Mo en tout, ou d’un format qui n’est ni PNG, ni JPEG, ni GIF, ni WebP",
  en: "picture not taken over: more than 3 MB, more than 12 MB in all, or of a format other than PNG, JPEG, GIF and WebP",
};

/** A text between two pictures, or a picture: the name of an attachment, and the words that stand for it. */
export type Piece = { readonly text: string } | { readonly name: string; readonly words: string };

/** The text in pieces. Attachments that it does not refer to stand at its end. */
export function piecesOf(source: string, attachments: Attachments): Piece[] {
  const pieces: Piece[] = [];
  const rest = new Set(Object.keys(attachments));
  let end = 0;
  for (const match of source.matchAll(REFERENCE)) {
    const { words = "", name = "" } = match.groups ?? {};
    const wanted = decoded(name);
    pieces.push({ text: source.slice(end, match.index) }, { name: wanted, words });
    rest.delete(wanted);
    end = match.index + match[0].length;
  }
  return [...pieces, { text: source.slice(end) }, ...[...rest].map((name) => ({ name, words: "" }))];
}

/** The name as the attachments have it; the text may have its signs encoded as in an address. */
function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
