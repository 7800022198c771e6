/**
 * Stack traces in terms of what the learner wrote: cells and their TypeScript lines, without the kernel's own frames and
 * without Node's. Every stack in the runner thread is written this way, so `console.log(error)` shows the same lines as
 * the error message of a cell.
 */
import { fileURLToPath } from "node:url";
import { nameAsWritten } from "./learner-names.js";
import type { Place, Sources } from "./sources.js";

/** A frame that is shown. */
export interface Frame {
  readonly text: string;
  readonly place?: Place;
}

/** Frames kept when an error is made; Node's 10 would be used up by a library before the cell is reached. */
const DEPTH = 50;

const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));
/** Frames nobody can do anything about. */
const HIDDEN = [fileURLToPath(new URL("../", import.meta.url)), /[\\/]node_modules[\\/]tslab[\\/]/, /^node:/, /^evalmachine\./, /^internal\//];

const frames = new WeakMap<object, readonly Frame[]>();

/** The frames of an error; empty where it has no stack of ours. */
export function framesOf(error: Error): readonly Frame[] {
  void error.stack;
  return frames.get(error) ?? [];
}

/** Has V8 write every stack by these rules. */
export function installStackTraces(sources: Sources): void {
  Error.stackTraceLimit = DEPTH;
  Error.prepareStackTrace = (error: Error, sites: NodeJS.CallSite[]) => {
    const shown = sites.flatMap((site) => frame(site, sources) ?? []);
    frames.set(error, shown);
    nameAsWritten(error);
    return [header(error), ...shown.map(({ text }) => `    at ${text}`)].join("\n");
  };
}

function header(error: Error): string {
  try {
    return String(error);
  } catch {
    return "Error";
  }
}

function scriptOf(site: NodeJS.CallSite): string {
  return site.getScriptNameOrSourceURL() || site.getFileName() || "";
}

function isHidden(script: string): boolean {
  const path = script.startsWith("file:") ? fileURLToPath(script) : script;
  return HIDDEN.some((hidden) => (typeof hidden === "string" ? path.startsWith(hidden) : hidden.test(path)));
}

/** Undefined where the frame is nothing to the learner. */
function frame(site: NodeJS.CallSite, sources: Sources): Frame | undefined {
  const script = scriptOf(site);
  if (isHidden(script)) return undefined;
  const [line, column] = [site.getLineNumber() ?? 0, site.getColumnNumber() ?? 0];
  const place = sources.place(script, line, column);
  // What the kernel has put around a cell's code.
  if (place === undefined && sources.knows(script)) return undefined;
  const where = place === undefined ? `${shorten(script) || "native"}:${line}:${column}` : describe(place);
  const name = [site.isAsync() ? "async" : "", nameOf(site)].filter((word) => word !== "").join(" ");
  const text = name === "" || name === "async" ? `${name} ${where}`.trim() : `${name} (${where})`;
  return place !== undefined && sources.text(place) !== undefined ? { text, place } : { text };
}

function nameOf(site: NodeJS.CallSite): string {
  const name = site.getFunctionName();
  if (name === null || name === "") return "";
  const type = site.isToplevel() || site.isConstructor() ? null : site.getTypeName();
  const full = type !== null && type !== "Object" && type !== "Function" && !name.startsWith(`${type}.`) ? `${type}.${name}` : name;
  return site.isConstructor() ? `new ${full}` : full;
}

/** A place as a reader finds it. */
export function describe(place: Place): string {
  const line = place.run === undefined ? `${shorten(place.source)}:${place.line}` : `${place.source}, line ${place.line}`;
  return place.run === undefined ? `${line}:${place.column}` : line;
}

/** A path of this package by the package's name, one of the notebook's folder from there. */
function shorten(script: string): string {
  const path = script.startsWith("file:") ? fileURLToPath(script) : script;
  if (path.startsWith(PACKAGE)) return path.slice(PACKAGE.length).replace(/^dist[\\/]src/, "neurones").replaceAll("\\", "/");
  const folder = process.cwd();
  return path.startsWith(folder) ? `.${path.slice(folder.length)}` : path;
}
