/**
 * Writes stack traces with the cells' names and their TypeScript lines, without the frames of the kernel and
 * of Node. Every stack in the cells' realm is written this way, so `console.log(error)` shows the same lines
 * as the error message of a cell.
 */
import { FOLDER, isOfKernel, originalPlace, PACKAGE, pathOf } from "#kernel/runner/script-files";
import { cellsGlobal, copyOf } from "./cells.js";
import { nameAsWritten } from "./learner-names.js";
import type { Place, Sources } from "./sources.js";
import { framesIn, type RawFrame } from "./stack-lines.js";

/** A frame of a stack trace that is shown. */
export interface Frame {
  readonly text: string;
  readonly place?: Place;
}

/**
 * The number of frames recorded in an error: among Node's default of 10 there may be only frames of a
 * library.
 */
const DEPTH = 50;

const frames = new WeakMap<object, readonly Frame[]>();

/** The frames of an error; empty if its stack was not written by this file. */
export function framesOf(error: Error): readonly Frame[] {
  try {
    // V8 writes the stack when it is first read.
    void error.stack;
  } catch {
    // A cell has set `Error.prepareStackTrace`, and its function failed.
  }
  return frames.get(error) ?? [];
}

type Prepare = NonNullable<typeof Error.prepareStackTrace>;

/** Makes the engine write every stack in this way. */
export function installStackTraces(sources: Sources): void {
  // Firefox reads the stack by a property that all errors inherit.
  const inherited = Object.getOwnPropertyDescriptor(cellsGlobal.Error.prototype, "stack");
  if (inherited?.get === undefined) installForV8(sources);
  else installForFirefox(sources, inherited as Required<PropertyDescriptor>);
}

function installForFirefox(sources: Sources, { get, set }: Required<PropertyDescriptor>): void {
  Object.defineProperty(cellsGlobal.Error.prototype, "stack", {
    get(this: Error): unknown {
      const stack: unknown = get.call(this);
      return typeof stack === "string" ? written(this, remember(this, framesIn(stack), sources)) : stack;
    },
    set,
    configurable: true,
  });
}

/** The stack of an error in the form of V8. */
function written(error: Error, shown: readonly Frame[]): string {
  return [header(error), ...shown.map(({ text }) => `    at ${text}`)].join("\n");
}

function remember(error: Error, raw: readonly RawFrame[], sources: Sources): readonly Frame[] {
  const shown = raw.flatMap((each) => frame(each, sources) ?? []);
  frames.set(error, shown);
  nameAsWritten(error);
  return shown;
}

/** A cell or a library may set its own `Error.prepareStackTrace`; the frames are recorded all the same. */
function installForV8(sources: Sources): void {
  const { Error } = cellsGlobal;
  Error.stackTraceLimit = DEPTH;
  const rememberSites = (error: Error, sites: NodeJS.CallSite[]): readonly Frame[] =>
    remember(error, copyOf(sites).map(rawFrame), sources);
  const ours: Prepare = (error, sites) => written(error, rememberSites(error, sites));
  let prepare: Prepare = ours;
  Object.defineProperty(Error, "prepareStackTrace", {
    get: () => prepare,
    set: (chosen: unknown) => {
      prepare =
        typeof chosen === "function" && chosen !== ours
          ? remembering(chosen as Prepare, rememberSites)
          : ours;
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

/** Name and message of an error, or of another object: `console.trace` reads the stack of a plain object. */
function header(error: object): string {
  try {
    return errorText.call(error);
  } catch {
    return "Error";
  }
}

/** A frame of V8's. */
function rawFrame(site: NodeJS.CallSite): RawFrame {
  return {
    script: site.getScriptNameOrSourceURL() || site.getFileName() || "",
    line: site.getLineNumber() ?? 0,
    column: site.getColumnNumber() ?? 0,
    name: nameOf(site),
    isAsync: site.isAsync(),
  };
}

/** The frame as it is shown; undefined if it is hidden. */
function frame(
  { script, line, column, name: called, isAsync }: RawFrame,
  sources: Sources,
): Frame | undefined {
  if (isOfKernel(pathOf(script))) return undefined;
  const place = sources.place(script, line, column);
  // A line that the kernel has put around a cell's code.
  if (place === undefined && sources.knows(script)) return undefined;
  // Built-in functions have no line.
  const foreign = script === "" ? "JavaScript" : foreignPlace(script, line, column);
  const where = place === undefined ? foreign : describe(place);
  // Where cells are evaluated by `eval`, V8 gives that name to functions without a name.
  const isNamed = place === undefined || called !== "eval";
  const name = [isAsync ? "async" : "", isNamed ? called : ""].filter((word) => word !== "").join(" ");
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

/** A place as text: cell and line, or path, line and column. */
export function describe(place: Place): string {
  const line =
    place.run === undefined
      ? `${shorten(place.source)}:${place.line}`
      : `${place.source}, line ${place.line}`;
  return place.run === undefined ? `${line}:${place.column}` : line;
}

/** A place in a library; one in this package's bundle is given by its source. */
function foreignPlace(script: string, line: number, column: number): string {
  const file = pathOf(script);
  const { file: shown, ...place } = originalPlace(file, line, column) ?? { file, line, column };
  return `${shorten(shown)}:${place.line}:${place.column}`;
}

/** A shorter path: files of this package start with `neurones`, files in the notebook's folder with a dot. */
function shorten(script: string): string {
  const path = pathOf(script);
  if (path.startsWith(PACKAGE))
    return path
      .slice(PACKAGE.length)
      .replace(/^(dist[\\/])?(src|bundle)/, "neurones")
      .replaceAll("\\", "/");
  return path.startsWith(FOLDER) ? `.${path.slice(FOLDER.length)}` : path;
}
