/**
 * Writes the error message of a cell: name and message of the error, the lines of TypeScript around the place
 * with a caret under it, the calls that led there, and the causes.
 */
import { language, say } from "../../language/language.js";
import { plain } from "./bundle.js";
import { isError as isErrorObject } from "./cells.js";
import { nameAsWritten } from "./learner-names.js";
import type { ErrorReport } from "./messages.js";
import { explainNativeError } from "./native-errors.js";
import { sceneOf } from "./scene.js";
import type { Place, Sources } from "./sources.js";
import { describe, framesOf } from "./stack.js";

const RED = "\u001b[31m";
const BOLD = "\u001b[1m";
const GREEN = "\u001b[32m";
const RESET = "\u001b[0m";
const FRAMES = 20;
const CAUSES = 5;
const MESSAGE_LIMIT = 20_000;

/** The session's variables, in which the report looks for the value of an expression. */
type Variables = Readonly<Record<string, unknown>>;

/**
 * The report of a thrown value of any kind. Never throws.
 *
 * `evalue` is the error's original message, for programs. The traceback is for the learner: there, messages
 * of JavaScript's own errors are in the lesson's language.
 */
export function reportOf(thrown: unknown, sources: Sources, variables: Variables = {}): ErrorReport {
  try {
    nameAsWritten(thrown);
    const { name, message } = titleOf(thrown);
    const traceback = [...heading(thrown, sources, variables), ...body(thrown, sources, 0)];
    return { ename: name, evalue: message, traceback };
  } catch (error) {
    const message = say({
      fr: "une valeur que l'on ne peut pas lire a été lancée",
      en: "a value that cannot be read was thrown",
    });
    return { ename: "Error", evalue: message, traceback: [`${message} (${String(error)})`] };
  }
}

/** An error's message in the lesson's language. */
export function messageOf(thrown: unknown): string {
  try {
    nameAsWritten(thrown);
    const { name, message } = titleOf(thrown);
    return (
      (isError(thrown) ? explainNativeError(name, message, language(), () => ({})) : undefined)?.message ??
      message
    );
  } catch (error) {
    return String(error);
  }
}

/** The first lines of the traceback: name and message, and advice if the error is one of JavaScript's own. */
function heading(thrown: unknown, sources: Sources, variables: Variables): string[] {
  const { name, message } = titleOf(thrown);
  const scene = () =>
    sceneOf(
      isError(thrown) ? framesOf(thrown).find(({ place }) => place !== undefined)?.place : undefined,
      sources,
      variables,
    );
  const told = isError(thrown) ? explainNativeError(name, message, language(), scene) : undefined;
  const lines = [`${RED}${BOLD}${name}${RESET}: ${told?.message ?? message}`];
  if (told?.mend !== undefined) lines.push(`${say({ fr: "Conseil : ", en: "Hint: " })}${told.mend}`);
  return lines;
}

function titleOf(thrown: unknown): { name: string; message: string } {
  if (!isError(thrown)) {
    return { name: say({ fr: "Valeur lancée", en: "Thrown value" }), message: cut(plain(thrown)) };
  }
  const name = typeof thrown.name === "string" && thrown.name !== "" ? thrown.name : "Error";
  return { name, message: cut(String(thrown.message)) };
}

function isError(thrown: unknown): thrown is Error {
  return (
    isErrorObject(thrown) ||
    (typeof thrown === "object" && thrown !== null && "message" in thrown && "stack" in thrown)
  );
}

function cut(text: string): string {
  return text.length <= MESSAGE_LIMIT ? text : `${text.slice(0, MESSAGE_LIMIT)}…`;
}

/** The other lines of the traceback: excerpt, calls and causes. */
function body(thrown: unknown, sources: Sources, depth: number): string[] {
  if (!isError(thrown)) return [];
  const frames = framesOf(thrown);
  const lines: string[] = [];
  const place = frames.find((frame) => frame.place !== undefined)?.place;
  if (place !== undefined) {
    const text = sources.text(place);
    lines.push(`${GREEN}${describe(place)}${RESET}`);
    if (text !== undefined) lines.push(...excerpt(text, place));
  }
  if (frames.length > 1 || place === undefined)
    lines.push(...frames.slice(0, FRAMES).map(({ text }) => `    at ${text}`));
  if (frames.length > FRAMES) lines.push(`    … ${frames.length - FRAMES}`);
  if (depth < CAUSES) lines.push(...causes(thrown, sources, depth));
  return lines;
}

function causes(error: Error, sources: Sources, depth: number): string[] {
  const { errors } = error as { errors?: unknown };
  const inner: unknown[] = [];
  if (Array.isArray(errors))
    for (let index = 0; index < Math.min(errors.length, CAUSES); index++) inner.push(errors[index]);
  if (error.cause !== undefined) inner.push(error.cause);
  const word = say({ fr: "Cause : ", en: "Caused by: " });
  return inner.flatMap((cause) => {
    nameAsWritten(cause);
    const { name, message } = titleOf(cause);
    return [`${word}${RED}${name}${RESET}: ${message}`, ...body(cause, sources, depth + 1)];
  });
}

/** The lines around a place, with a caret under it. */
function excerpt(text: string, place: Place): string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const first = Math.max(1, place.line - 2);
  const last = Math.min(lines.length, place.line + 1);
  const width = String(last).length;
  const shown: string[] = [];
  for (let number = first; number <= last; number++) {
    const here = number === place.line;
    const line = (lines[number - 1] ?? "").slice(0, 300);
    shown.push(`${here ? `${RED}>${RESET}` : " "} ${String(number).padStart(width)} | ${line}`);
    if (here)
      shown.push(
        `  ${" ".repeat(width)} | ${line.slice(0, place.column - 1).replace(/[^\t]/g, " ")}${RED}^${RESET}`,
      );
  }
  return shown;
}
