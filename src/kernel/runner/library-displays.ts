/**
 * The rich forms of values of well-known libraries, by the methods and properties that these have: charts of
 * Vega-Lite and Vega, canvases, data frames, and Blobs of pictures and texts.
 */
import { isPromise } from "#kernel/runner/values";
import type { MimeBundle } from "../../host/notebook.js";
import { settled } from "./cells.js";
import { objectTree } from "./object-tree.js";
import { tableHtml } from "./table-html.js";
import { frameTable, recordTable, type ShownTable } from "./tables.js";

/** The bundle of a value, without its text; undefined if the value has no such form. May throw what its getters throw. */
export function libraryDisplay(value: unknown): MimeBundle | Promise<MimeBundle> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  return chartOf(value) ?? canvasOf(value) ?? tableBundle(frameTable(value)) ?? blobOf(value);
}

/** The bundle of arrays and objects, without their text: tables of records, and trees; undefined for any other value. */
export function structureDisplay(value: unknown): MimeBundle | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const tree = (): MimeBundle | undefined => {
    const html = objectTree(value);
    return html === undefined ? undefined : { "text/html": html };
  };
  return tableBundle(recordTable(value)) ?? tree();
}

function tableBundle(table: ShownTable | undefined): MimeBundle | undefined {
  return table && { "text/html": tableHtml(table) };
}

/** A specification of a chart, or an object of vega-lite-api, whose `toSpec` gives one. */
function chartOf(value: object): MimeBundle | undefined {
  const spec = hasMethod(value, "toSpec") ? value.toSpec() : value;
  if (typeof spec !== "object" || spec === null) return undefined;
  const schema = (spec as { readonly $schema?: unknown }).$schema;
  const [, language, version] =
    (typeof schema === "string" && /\/schema\/(vega|vega-lite)\/v(\d+)[\w.]*\.json$/.exec(schema)) || [];
  if (language === undefined) return undefined;
  return { [`application/vnd.${language.replace("-", "")}.v${version}+json`]: spec };
}

/** A canvas: its picture is the data of a URL. */
function canvasOf(value: object): MimeBundle | Promise<MimeBundle> | undefined {
  if (!hasMethod(value, "toDataURL")) return undefined;
  const url = value.toDataURL();
  if (isPromise(url)) return settled(url).then((ready) => pictureOf(ready) ?? {});
  return pictureOf(url);
}

function pictureOf(url: unknown): MimeBundle | undefined {
  const [, type, data] =
    (typeof url === "string" && /^data:(image\/(?:png|jpeg|gif|webp));base64,(.*)$/s.exec(url)) || [];
  return type === undefined ? undefined : { [type]: data };
}

/** A Blob of a type that front ends show. */
function blobOf(value: object): Promise<MimeBundle> | undefined {
  const { type } = value as { readonly type?: unknown };
  if (typeof type !== "string" || !hasMethod(value, "arrayBuffer") || !hasMethod(value, "text"))
    return undefined;
  const [mime = ""] = type.split(";");
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(mime))
    return settled(value.arrayBuffer()).then((bytes) => ({ [mime]: new Uint8Array(bytes as ArrayBuffer) }));
  if (!/^(?:text\/(?:html|markdown)|image\/svg\+xml)$/.test(mime)) return undefined;
  return settled(value.text()).then((text) => ({ [mime]: text }));
}

function hasMethod<Name extends string>(
  value: object,
  name: Name,
): value is object & Record<Name, () => unknown> {
  return typeof (value as Record<string, unknown>)[name] === "function";
}
