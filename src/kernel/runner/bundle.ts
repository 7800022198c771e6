/**
 * Turns a value into a MIME bundle: a readable `text/plain` and the richest form that the value has.
 *
 * The first of these that applies: the value's own `[Symbol.for("Jupyter.display")]()` (the convention of
 * Deno's kernel); a MIME bundle, unchanged; a DOM or SVG node as HTML or SVG; the bytes of a picture; a form of a
 * library (`library-displays.ts`); the text of `util.inspect`. Content that is too large is left out, and a notice says so.
 */
import { base64, inspect, isPromise, isTypedArray, isUint8Array } from "#kernel/runner/values";
import { escapeHtml } from "../../host/html.js";
import { JUPYTER_DISPLAY, type MimeBundle } from "../../host/notebook.js";
import { formatNumber, say } from "../../language/language.js";
import type { Checks } from "../checks.js";
import { cells, isError, settled } from "./cells.js";
import { elementBundle, type Load } from "./elements.js";
import { libraryDisplay, structureDisplay } from "./library-displays.js";
import type { WrittenBundle } from "./messages.js";
import { pictureType } from "./picture-type.js";

/** The most characters of a text, and of any other content in JSON. */
const TEXT_LIMIT = 100_000;
const RICH_LIMIT = 20_000_000;
/** The most levels of nested arrays and objects in JSON: Jupyter's server fails at about 1,000. */
const DEPTH_LIMIT = 500;
const MIME_TYPE = /^(text|image|application|audio|video|model|multipart)\/[\w.+-]+$/;

/** On what depends how values are shown. */
export interface Showing {
  readonly checks: Checks;
  readonly load: Load;
}

/**
 * The bundle of any value; a promise only if the value's own display method, or that of its library, returns one.
 * In the course, arrays and objects are shown as the texts that lessons speak of, elsewhere as tables and trees too.
 * Throws the errors of that method and of the value's getters.
 */
export function bundleOf(value: unknown, { checks, load }: Showing): MimeBundle | Promise<MimeBundle> {
  const own = ownDisplay(value);
  if (isPromise(own)) return settled(own).then((bundle: unknown) => withText(checkBundle(bundle), value));
  if (own !== undefined) return withText(checkBundle(own), value);
  if (isBundle(value)) return withText(value, value);
  if (isNode(value)) return nodeBundle(value);
  const picture = pictureType(value);
  if (picture !== undefined) return { [picture]: value, "text/plain": plain(value) };
  const element = elementBundle(value, load);
  if (element !== undefined) return element;
  const rich = libraryDisplay(value) ?? (checks === "plain" ? structureDisplay(value) : undefined);
  if (isPromise(rich)) return settled(rich).then((bundle) => withText(bundle as MimeBundle, value));
  return { ...rich, "text/plain": plain(value) };
}

/** A value that is shown as this bundle, whatever its types are called. */
export function rawBundle(bundle: unknown): unknown {
  if (typeof bundle !== "object" || bundle === null) return bundle;
  return { [JUPYTER_DISPLAY]: () => ({ "text/plain": plain(bundle), ...bundle }) };
}

/**
 * Writes a bundle as the protocol sends it, and gives its size in characters. Never throws; bytes become
 * base64, typed arrays become arrays.
 */
export function writeBundle(bundle: MimeBundle): { readonly written: WrittenBundle; readonly size: number } {
  const data: [type: string, content: unknown][] = [];
  const metadata: Record<string, unknown> = {};
  const notices: string[] = [];
  const texts: string[] = [];
  let size = 0;
  for (const [type, content] of Object.entries(bundle)) {
    if (content === undefined) continue;
    const json = writeContent(type, content);
    if (json.length > RICH_LIMIT) {
      notices.push(tooLarge(type, json.length));
      continue;
    }
    size += json.length;
    if (type === "text/plain") {
      texts.push(typeof content === "string" ? content : plain(content));
      continue;
    }
    data.push([type, JSON.parse(json)]);
    if (type === "image/svg+xml" || type === "text/html") metadata[type] = {};
  }
  // Every front end shows the plain text if nothing richer is left, so the notices stand there.
  if (notices.length + texts.length > 0) data.push(["text/plain", [...notices, ...texts].join("\n")]);
  return { written: { data: Object.fromEntries(data), metadata }, size };
}

/** Any value as text; a long text is cut. */
export function plain(value: unknown): string {
  let text: string;
  try {
    text = inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
  } catch (error) {
    text = say({
      fr: `[valeur que l'on ne peut pas écrire : ${String(error)}]`,
      en: `[value that cannot be written: ${String(error)}]`,
    });
  }
  return text.length <= TEXT_LIMIT
    ? text
    : text.slice(0, TEXT_LIMIT) + "\n" + tooLarge("text/plain", text.length);
}

/** The result of the value's own display method; undefined if it has none. */
function ownDisplay(value: unknown): unknown {
  if ((typeof value !== "object" || value === null) && typeof value !== "function") return undefined;
  const method = (value as { [JUPYTER_DISPLAY]?: unknown })[JUPYTER_DISPLAY];
  return typeof method === "function" ? ((method as () => unknown).call(value) ?? null) : undefined;
}

function checkBundle(bundle: unknown): MimeBundle {
  if (typeof bundle === "object" && bundle !== null) return bundle as MimeBundle;
  throw new cells.TypeError(
    say({
      fr: `[Symbol.for("Jupyter.display")]() doit rendre un objet { type MIME: contenu }, reçu ${plain(bundle)}`,
      en: `[Symbol.for("Jupyter.display")]() must return an object { MIME type: content }, received ${plain(bundle)}`,
    }),
  );
}

function withText(bundle: MimeBundle, value: unknown): MimeBundle {
  if ("text/plain" in bundle) return bundle;
  const text = isBundle(value) ? `[${Object.keys(bundle).join(", ")}]` : plain(value);
  return { ...bundle, "text/plain": text };
}

const cellsObjectPrototype: unknown = cells.Object.prototype;

function isBundle(value: unknown): value is MimeBundle {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== cellsObjectPrototype && prototype !== Object.prototype) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => MIME_TYPE.test(key));
}

interface NodeLike {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly namespaceURI?: string | null;
  readonly outerHTML?: string;
  readonly childNodes?: Iterable<unknown>;
  readonly documentElement?: unknown;
  readonly textContent?: string | null;
}

function isNode(value: unknown): value is NodeLike {
  if (typeof value !== "object" || value === null) return false;
  const { nodeType, nodeName } = value as Partial<NodeLike>;
  return typeof nodeType === "number" && typeof nodeName === "string";
}

const SVG = "http://www.w3.org/2000/svg";

function nodeBundle(node: NodeLike): MimeBundle {
  const markup = markupOf(node);
  const text = `<${node.nodeName.toLowerCase()}> (${say({ fr: "nœud du DOM", en: "DOM node" })})`;
  if (node.namespaceURI !== SVG) return { "text/html": markup, "text/plain": text };
  // An SVG picture is a document: it needs a root element and the namespace. Other SVG nodes are shown inside
  // HTML.
  if (node.nodeName.toLowerCase() !== "svg")
    return { "text/html": `<svg>${markup}</svg>`, "text/plain": text };
  const svg = /^<svg[^>]*\sxmlns=/.test(markup) ? markup : markup.replace(/^<svg/, `<svg xmlns="${SVG}"`);
  return { "image/svg+xml": svg, "text/plain": text };
}

function markupOf(node: NodeLike): string {
  if (typeof node.outerHTML === "string") return node.outerHTML;
  if (isNode(node.documentElement)) return markupOf(node.documentElement);
  if (node.childNodes !== undefined && node.nodeType === 11)
    return [...node.childNodes].map((child) => (isNode(child) ? markupOf(child) : "")).join("");
  return escapeHtml(node.textContent ?? "");
}

/** The JSON of a bundle's content. Never throws. */
function writeContent(type: string, content: unknown): string {
  if (isUint8Array(content) && !isJson(type)) return `"${base64(content)}"`;
  if (!isJson(type) && typeof content !== "string") return JSON.stringify(plain(content));
  try {
    const json = JSON.stringify(content, replaceForJson) ?? "null";
    if (isJson(type) && depthOf(json) > DEPTH_LIMIT) throw new Error(tooDeep());
    return json;
  } catch (error) {
    return JSON.stringify(`[${type}: ${isError(error) ? error.message : String(error)}]`);
  }
}

function isJson(type: string): boolean {
  return type === "application/json" || type.endsWith("+json");
}

function replaceForJson(_key: string, value: unknown): unknown {
  if (typeof value === "bigint") return value.toString();
  if (isTypedArray(value))
    return Array.from({ length: value.length }, (_, index) => replaceForJson("", value[index]));
  return value;
}

/** The number of levels of nested arrays and objects in a JSON text. */
function depthOf(json: string): number {
  let [depth, most] = [0, 0];
  let isInString = false;
  for (let at = 0; at < json.length; at++) {
    const character = json[at];
    if (character === '"') isInString = !isInString;
    else if (isInString) at += character === "\\" ? 1 : 0;
    else if (character === "[" || character === "{") most = Math.max(most, ++depth);
    else if (character === "]" || character === "}") depth--;
  }
  return most;
}

function tooDeep(): string {
  return say({
    fr: "contenu trop profondément imbriqué pour être affiché",
    en: "content that is nested too deeply to be shown",
  });
}

function tooLarge(type: string, size: number): string {
  const megabytes = formatNumber(size / 1e6, { maximumFractionDigits: 1 });
  return say({
    fr: `… ${type} coupé : ${megabytes} Mo en tout`,
    en: `… ${type} cut: ${megabytes} MB in all`,
  });
}
