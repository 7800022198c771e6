/** Which handler an address means, for saving and for loading. */
import { ArgumentError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { written } from "../../errors/written.js";
import { fileHandler } from "./file-handler.js";
import { http, isHTTPScheme } from "./http-handler.js";
import { browserIndexedDB, INDEXED_DB } from "./indexed-db-handler.js";
import type { IOHandler, IOHandlerSync, LoadHandler, LoadOptions, SaveHandler } from "./types.js";

/** A function that gives the handler of an address, or null for an address that is not its own. */
export type IORouter = (url: string | string[], loadOptions?: LoadOptions) => IOHandler | null;

const routers: { readonly save: IORouter[]; readonly load: IORouter[] } = { save: [], load: [] };

/** Lets `model.save` know addresses of a kind of one's own. */
export function registerSaveRouter(router: IORouter): void {
  routers.save.push(router);
}

/** Lets `loadLayersModel` know addresses of a kind of one's own. */
export function registerLoadRouter(router: IORouter): void {
  routers.load.push(router);
}

/** The handlers that can save to an address. */
export function getSaveHandlers(url: string): IOHandler[] {
  return handlersOf(url, "save", undefined);
}

/** The handlers that can load from an address. */
export function getLoadHandlers(url: string, loadOptions?: LoadOptions): IOHandler[] {
  return handlersOf(url, "load", loadOptions);
}

/** Addresses of TensorFlow.js that are left out, each with what to use instead. */
const LEFT_OUT: Readonly<Record<string, Sentence>> = {
  "localstorage://": {
    fr: "Ce stockage est trop petit pour des poids : écrivez indexeddb://nom, ou file://dossier dans Node.",
    en: "This storage is too small for weights: write indexeddb://name, or file://folder in Node.",
  },
  "downloads://": {
    fr: "Prenez les octets par tf.io.withSaveHandler, et proposez-les en téléchargement par un lien.",
    en: "Take the bytes by tf.io.withSaveHandler, and offer them as a download by a link.",
  },
};

function handlersOf(url: string, purpose: "save" | "load", options: LoadOptions | undefined): IOHandler[] {
  const registered = routers[purpose]
    .map((router) => router(url, options))
    .filter((handler) => handler !== null);
  if (registered.length > 0 || typeof url !== "string") return registered;
  if (isHTTPScheme(url)) return [http(url, options)];
  if (url.startsWith(INDEXED_DB)) return [browserIndexedDB(url.slice(INDEXED_DB.length))];
  if (url.startsWith("file://") || !url.includes("://")) return [fileHandler(url)];
  return [];
}

/** The handler that a program gives or names, for saving. */
export function saveHandlerOf(given: unknown): { readonly save: SaveHandler } {
  const handler = handlerOf(given, "save", undefined);
  if (handler.save === undefined) throw wrongHandler(given, "save");
  return { save: async (artifacts) => handler.save!(artifacts) };
}

/** The handler that a program gives or names, for loading. */
export function loadHandlerOf(given: unknown, options?: LoadOptions): { readonly load: LoadHandler } {
  const handler = handlerOf(given, "load", options);
  if (handler.load === undefined) throw wrongHandler(given, "load");
  return { load: async () => handler.load!() };
}

function handlerOf(
  given: unknown,
  purpose: "save" | "load",
  options: LoadOptions | undefined,
): IOHandler | IOHandlerSync {
  if (typeof given !== "string") {
    if (typeof given === "object" && given !== null) return given;
    throw wrongHandler(given, purpose);
  }
  const scheme = Object.keys(LEFT_OUT).find((each) => given.startsWith(each));
  const [handler] = scheme === undefined ? handlersOf(given, purpose, options) : [];
  if (handler !== undefined) return handler;
  throw wrongHandler(given, purpose, scheme === undefined ? undefined : LEFT_OUT[scheme]);
}

function wrongHandler(given: unknown, purpose: "save" | "load", mend?: Sentence): ArgumentError {
  return new ArgumentError({
    where: purpose === "save" ? "model.save" : "loadLayersModel",
    argument: "handlerOrURL",
    received: written(given),
    expected: {
      fr: `file://, http(s)://, indexeddb:// (dans une page), ou un objet avec ${purpose}()`,
      en: `file://, http(s)://, indexeddb:// (in a page), or an object with ${purpose}()`,
    },
    mend: mend ?? { fr: "Par exemple file://modele.", en: "For example file://model." },
  });
}
