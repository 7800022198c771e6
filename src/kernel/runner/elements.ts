/**
 * Elements of React and Preact as HTML: what the library's own server-side renderer makes of them, where it is installed
 * beside the notebook.
 */
import type { MimeBundle } from "../../host/notebook.js";
import { say } from "../../language/language.js";
import { isError } from "./cells.js";
import { isObject, ownValue } from "./quiet-reads.js";

/** Loads a module as a cell would; throws if it is not installed. */
export type Load = (name: string) => unknown;

interface Renderer {
  readonly module: string;
  readonly method: string;
  /** The package to install. */
  readonly packageName: string;
}

const REACT: Renderer = {
  ...{ module: "react-dom/server", method: "renderToStaticMarkup", packageName: "react-dom" },
};
const PREACT: Renderer = {
  ...{ module: "preact-render-to-string", method: "renderToString", packageName: "preact-render-to-string" },
};

/** How React marks its elements: since version 19, and before. */
const REACT_MARKS = new Set<unknown>([Symbol.for("react.transitional.element"), Symbol.for("react.element")]);

const PREACT_MEMBERS = ["type", "props", "key", "ref", "constructor", "__v"];

/**
 * The bundle of an element; undefined if the value is none. Without a renderer it says what to
 * install. Throws what a component throws.
 */
export function elementBundle(value: unknown, load: Load): MimeBundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const renderer = rendererOf(value);
  if (renderer === undefined) return undefined;
  const { module, method, packageName } = renderer;
  const loaded = loadIfPresent(module, load);
  const render = isObject(loaded) ? (loaded as Record<string, unknown>)[method] : undefined;
  if (typeof render === "function") {
    const html = String(render(value));
    return { "text/html": html, "text/plain": html };
  }
  const advice = say({
    fr: `pour afficher un élément en HTML, tapez dans un terminal, dans le dossier du notebook : npm install ${packageName}`,
    en: `to show an element as HTML, type in a terminal, in the notebook's folder: npm install ${packageName}`,
  });
  return { "text/plain": `[${advice}]` };
}

function rendererOf(value: object): Renderer | undefined {
  if (REACT_MARKS.has(ownValue(value, "$$typeof"))) return REACT;
  // An element of Preact has no constructor of its own, so that an object read from JSON cannot pass for one.
  const isPreact =
    PREACT_MEMBERS.every((name) => Object.hasOwn(value, name)) &&
    ["undefined", "symbol"].includes(typeof ownValue(value, "constructor"));
  return isPreact ? PREACT : undefined;
}

function loadIfPresent(name: string, load: Load): unknown {
  try {
    return load(name);
  } catch (error) {
    if (isError(error) && "code" in error && error.code === "MODULE_NOT_FOUND") return undefined;
    throw error;
  }
}
