/** The content of a `kernel_info_reply`: names and versions of this kernel and of its language. */
import { PROTOCOL_VERSION, type Fields } from "../protocol/message.js";

/** The versions that a kernel tells about itself. */
export interface Versions {
  readonly neurones: string;
  readonly typescript: string;
  /** What executes the kernel, such as `Node 20.19.0`. */
  readonly host: string;
}

/** @param hasDebugger  whether cells can be debugged: not in a page, nor where they run in a thread */
export function kernelInfo({ neurones, typescript, host }: Versions, hasDebugger: boolean): Fields {
  return {
    status: "ok",
    protocol_version: PROTOCOL_VERSION,
    implementation: "neurones",
    implementation_version: neurones,
    banner: `TypeScript ${typescript} (neurones ${neurones}, ${host})`,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      codemirror_mode: "typescript",
      pygments_lexer: "typescript",
      nbconvert_exporter: "script",
    },
    help_links: [{ text: "TypeScript", url: "https://www.typescriptlang.org/docs/" }],
    debugger: hasDebugger,
    supported_features: hasDebugger ? ["debugger"] : [],
  };
}
