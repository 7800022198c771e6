/**
 * Stack traces in terms of what the learner wrote: cells and their TypeScript lines, without the kernel's own frames and
 * without Node's. Every stack in the runner thread is written this way, so `console.log(error)` shows the same lines as
 * the error message of a cell.
 */
import { fileURLToPath } from "node:url";
import { cellsGlobal, copyOf } from "./cells.js";
import { nameAsWritten } from "./learner-names.js";
import type { Place, Sources } from "./sources.js";

/** A frame that is shown. */
export interface Frame {
  readonly text: string;
  readonly place?: Place;
}

/** Frames kept when an error is made; Node's 10 would be used up by a library before the cell is reached. */
const DEPTH = 50;

/** The notebook's folder: a cell may go to another. */
const FOLDER = process.cwd();
const PACKAGE = fileURLToPath(new URL("../../../../", import.meta.url));
/** Frames nobody can do anything about. */
const HIDDEN = [
  fileURLToPath(new URL("../", import.meta.url)),
  /[\\/]node_modules[\\/]tslab[\\/]/,
  /^node:/,
  /^evalmachine\./,
  /^internal\//,
];

const frames = new WeakMap<object, readonly Frame[]>();

/** The frames of an error; empty where it has no stack of ours. */
export function framesOf(error: Error): readonly Frame[] {
  try {
    void error.stack;
  } catch {
    // A cell's own way of writing it failed.
  }
  return frames.get(error) ?? [];
}

type Prepare = NonNullable<typeof Error.prepareStackTrace>;

/**
 * Has V8 write every stack by these rules. A cell or a library may choose another way to write it; which frames there are is
 * remembered all the same.
 */
export function installStackTraces(sources: Sources): void {
  const { Error } = cellsGlobal;
  Error.stackTraceLimit = DEPTH;
  const remember = (error: Error, sites: NodeJS.CallSite[]): readonly Frame[] => {
    const shown = copyOf(sites).flatMap((site) => frame(site, sources) ?? []);
    frames.set(error, shown);
    nameAsWritten(error);
    return shown;
  };
  const ours: Prepare = (error, sites) =>
    [header(error), ...remember(error, sites).map(({ text }) => `    at ${text}`)].join("\n");
  let prepare: Prepare = ours;
  Object.defineProperty(Error, "prepareStackTrace", {
    get: () => prepare,
    set: (chosen: unknown) => {
      prepare =
        typeof chosen === "function" && chosen !== ours ? remembering(chosen as Prepare, remember) : ours;
    },
    configurable: true,
  });
}

const wrapped = new WeakSet<object>();

function remembering(
  chosen: Prepare,
  remember: (error: Error, sites: NodeJS.CallSite[]) => unknown,
): Prepare {
  if (wrapped.has(chosen)) return chosen;
  const prepare: Prepare = function (this: unknown, error, sites) {
    remember(error, sites);
    return Reflect.apply(chosen, this, [error, sites]) as unknown;
  };
  wrapped.add(prepare);
  return prepare;
}

const errorText = Object.getOwnPropertyDescriptor(Error.prototype, "toString")!.value as () => string;

/** Name and message, also of what is no error: `console.trace` asks for the stack of a plain object. */
function header(error: object): string {
  try {
    return errorText.call(error);
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
  // The language's own functions have no line.
  const foreign = script === "" ? "JavaScript" : `${shorten(script)}:${line}:${column}`;
  const where = place === undefined ? foreign : describe(place);
  const name = [site.isAsync() ? "async" : "", nameOf(site)].filter((word) => word !== "").join(" ");
  const text = name === "" || name === "async" ? `${name} ${where}`.trim() : `${name} (${where})`;
  return place !== undefined && sources.text(place) !== undefined ? { text, place } : { text };
}

function nameOf(site: NodeJS.CallSite): string {
  const name = site.getFunctionName();
  if (name === null || name === "") return "";
  const type = site.isToplevel() || site.isConstructor() ? null : site.getTypeName();
  const full =
    type !== null && type !== "Object" && type !== "Function" && !name.startsWith(`${type}.`)
      ? `${type}.${name}`
      : name;
  return site.isConstructor() ? `new ${full}` : full;
}

/** A place as a reader finds it. */
export function describe(place: Place): string {
  const line =
    place.run === undefined
      ? `${shorten(place.source)}:${place.line}`
      : `${place.source}, line ${place.line}`;
  return place.run === undefined ? `${line}:${place.column}` : line;
}

/** A path of this package by the package's name, one of the notebook's folder from there. */
function shorten(script: string): string {
  const path = script.startsWith("file:") ? fileURLToPath(script) : script;
  if (path.startsWith(PACKAGE))
    return path
      .slice(PACKAGE.length)
      .replace(/^dist[\\/]src/, "neurones")
      .replaceAll("\\", "/");
  return path.startsWith(FOLDER) ? `.${path.slice(FOLDER.length)}` : path;
}
