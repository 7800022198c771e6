/** The content of a `kernel_info_reply`: names and versions of this kernel and of its language. */
import { createRequire } from "node:module";
import { PROTOCOL_VERSION, type Fields } from "../protocol/wire.js";

const require = createRequire(import.meta.url);
const { version } = require("neurones/package.json") as { version: string };
// The version is read from package.json: loading the compiler would take some 100 MB of this process's
// memory.
const typescript = require("typescript/package.json") as { version: string };

export const KERNEL_INFO: Fields = {
  status: "ok",
  protocol_version: PROTOCOL_VERSION,
  implementation: "neurones",
  implementation_version: version,
  banner: `TypeScript ${typescript.version} (neurones ${version}, Node ${process.versions.node})`,
  language_info: {
    name: "typescript",
    version: typescript.version,
    mimetype: "text/typescript",
    file_extension: ".ts",
    codemirror_mode: "typescript",
    pygments_lexer: "typescript",
    nbconvert_exporter: "script",
  },
  help_links: [{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" }],
  debugger: false,
  supported_features: [],
};
