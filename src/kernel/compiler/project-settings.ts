/**
 * The settings of the project in which a notebook lies: those options of the nearest `tsconfig.json` that make sense
 * in a cell. Where files are written, and for which machine, is the kernel's own matter.
 */
import { DOM_TYPES } from "./options.js";
import ts from "./typescript.js";

/** How strictly the project checks its types. */
const STRICTNESS = [
  ...["strict", "noImplicitAny", "noImplicitThis", "strictNullChecks", "strictFunctionTypes"],
  ...["strictBindCallApply", "strictBuiltinIteratorReturn", "strictPropertyInitialization"],
  ...["useUnknownInCatchVariables", "exactOptionalPropertyTypes", "noUncheckedIndexedAccess"],
  ...["noPropertyAccessFromIndexSignature", "noImplicitOverride", "noImplicitReturns"],
  ...["noFallthroughCasesInSwitch"],
] as const;
/** Which modules its names lead to, and what its decorators and class fields mean. */
const MEANING = [
  ...["baseUrl", "paths", "pathsBasePath", "customConditions"],
  ...["experimentalDecorators", "emitDecoratorMetadata", "useDefineForClassFields"],
] as const;

/** The libraries of the language; those of a page's workers, of Windows' scripts and of the DOM are none. */
const LANGUAGE = /^lib\.(?:es|decorators)/;

/** The codes of errors about a project without files: a notebook's folder need have none. */
const NO_FILES = new Set([18002, 18003]);

export interface ProjectSettings {
  /** The options that differ from those of the kernel. */
  readonly options: ts.CompilerOptions;
  /** Whether its files may use the DOM's variables. */
  readonly hasDom?: boolean;
  /** The path of `tsconfig.json`; undefined if there is none. */
  readonly file?: string;
  /** What is wrong in it. */
  readonly problems: readonly string[];
}

/** Reads the settings for the notebooks in a folder; `own` are the kernel's options. */
export function projectSettings(directory: string, own: ts.CompilerOptions): ProjectSettings {
  const file = ts.findConfigFile(directory, (name) => ts.sys.fileExists(name));
  if (file === undefined) return { options: {}, problems: [] };
  const folder = file.slice(0, file.lastIndexOf("/"));
  const read = ts.readConfigFile(file, (name) => ts.sys.readFile(name));
  const parsed = ts.parseJsonConfigFileContent(
    read.config ?? {},
    { ...ts.sys, readDirectory: () => [] },
    folder,
    undefined,
    file,
  );
  const chosen = [...STRICTNESS, ...MEANING].filter((name) => parsed.options[name] !== undefined);
  const options = Object.fromEntries(
    chosen.map((name) => [name, parsed.options[name]]),
  ) as ts.CompilerOptions;
  const { types, jsx, jsxImportSource, lib } = parsed.options;
  if (jsx !== undefined || jsxImportSource !== undefined) options.jsx = ts.JsxEmit.ReactJSX;
  if (jsxImportSource !== undefined) options.jsxImportSource = jsxImportSource;
  if (types !== undefined) {
    options.types = [...new Set([...(own.types ?? []), ...types])];
    options.typeRoots = [...(own.typeRoots ?? []), `${folder}/node_modules/@types`];
  }
  const problems = [...(read.error === undefined ? [] : [read.error]), ...parsed.errors]
    .filter(({ code }) => !NO_FILES.has(code))
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
  const language = lib?.filter((name) => LANGUAGE.test(name)) ?? [];
  if (language.length > 0) options.lib = [...language, ...DOM_TYPES];
  return { options, hasDom: lib?.includes("lib.dom.d.ts") ?? false, file, problems };
}
