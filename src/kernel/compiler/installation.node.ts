/**
 * Where the compiler finds this package and the declarations that cells are checked against, on a disk. The twin
 * for the browser is `installation.browser.ts`.
 */
import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of this package: the first above this file that holds a `package.json`. */
const PACKAGE_ROOT = packageRoot(dirname(fileURLToPath(import.meta.url)));

function packageRoot(folder: string): string {
  return existsSync(join(folder, "package.json")) ? folder : packageRoot(dirname(folder));
}

/** The path of a file of this package. */
export function inPackage(...parts: string[]): string {
  return join(PACKAGE_ROOT, ...parts);
}

/** Whether this package holds the engine; where the kernel is a package of its own, it does not. */
export const HAS_ENGINE = existsSync(inPackage("dist", "src", "index.d.ts"));

/** Whether packages of npm can be installed here. */
export const HAS_NPM = true;

/** The packages whose declarations every cell sees, and the folders that contain them, wherever npm has installed them. */
export const TYPE_PACKAGES: readonly string[] = ["node"];
export const TYPE_ROOTS: readonly string[] = [typesAbove(PACKAGE_ROOT)];

/** The web's types that Node's declarations contain as a whole, so that those of the DOM are not needed. */
export const WEB_TYPES: readonly string[] = [
  ...["Blob", "File", "FormData", "Headers", "Request", "RequestInit", "Response", "ResponseInit"],
  ...[
    "URL",
    "URLSearchParams",
    "EventSource",
    "EventSourceInit",
    "WebSocket",
    "MessageEvent",
    "MessageEventInit",
  ],
  ...["ByteLengthQueuingStrategy", "CountQueuingStrategy", "QueuingStrategy"],
  ...["CompressionStream", "DecompressionStream", "TextDecoderStream", "TextEncoderStream"],
  ...[
    "ReadableByteStreamController",
    "ReadableStream",
    "ReadableStreamBYOBReader",
    "ReadableStreamBYOBRequest",
  ],
  ...["ReadableStreamDefaultController", "ReadableStreamDefaultReader"],
  ...["TransformStream", "TransformStreamDefaultController"],
  ...["WritableStream", "WritableStreamDefaultController", "WritableStreamDefaultWriter"],
];

/** The beginnings of the names of the DOM's types that Node's declarations need; the others are read when a cell names one. */
export const NEEDED_TYPES: RegExp | undefined = new RegExp(
  `^(?:${[
    ...["Abort", "Event(?:Target|Init|Listener|SourceEventMap)", "CustomEvent", "AddEventListenerOptions"],
    ...["(?:Close|Error|Progress)Event", "FileReader", "WebSocketEventMap", "BinaryType"],
    ...["(?:Blob|File)PropertyBag", "FormData", "Request", "Response", "Headers", "Body", "ReferrerPolicy"],
    ...["Cache", "MultiCache", "Storage$", "ImageData", "DOMException", "Console$", "ImportMeta"],
    ...["Performance", "Scheduler", "BroadcastChannel", "BufferSource", "URL", "Text(?:De|En)coder"],
    ...["Readable", "Writable", "Underlying", "Transformer", "StreamPipeOptions", "QueuingStrategy"],
    ...["(?:Aes|Ec|Ecdh|Ecdsa|Hkdf|Hmac|Pbkdf2|Rsa)[A-Z]", "Key(?:Format|Type|Usage|Algorithm)", "CryptoKey"],
    ...["SubtleCrypto", "JsonWebKey", "Algorithm", "HashAlgorithm", "BigInteger", "NamedCurve"],
  ].join("|")})`,
);

/** The nearest folder `node_modules/@types`, in this folder or above it, that holds Node's types. */
function typesAbove(folder: string): string {
  const types = join(folder, "node_modules", "@types");
  const isLast = dirname(folder) === folder;
  return isLast || existsSync(join(types, "node", "package.json")) ? types : typesAbove(dirname(folder));
}

/** The conditions of a package's `exports` beside those of every import. */
export const CONDITIONS: readonly string[] = ["node"];

/** What executes the cells, for the message that it lacks a function. */
export const RUNTIME = {
  fr: `la version de Node que ce noyau utilise (${process.version})`,
  en: `the version of Node that this kernel uses (${process.version})`,
};

/** The names of the files in a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder);
}

/** A text that changes when a file changes: its modification time and size; empty if there is no such file. */
export function fileVersion(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? "" : `${stat.mtimeMs} ${stat.size}`;
}

/** The path of a file without symbolic links, with forward slashes. */
export function realPath(file: string): string {
  return realpathSync(file).replaceAll("\\", "/");
}
