/** What this kernel is, as `kernel_info_reply` says it. */
import { createRequire } from "node:module";
import { PROTOCOL_VERSION, type Fields } from "../protocol/wire.js";

const require = createRequire(import.meta.url);
const { version } = require("neurones/package.json") as { version: string };
// Loading the compiler only to ask its version would cost this thread its memory.
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
