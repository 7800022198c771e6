/**
 * Makes the form of the joined engine that Node loads, in `dist/bundle/node/`: each joined module becomes a script,
 * which V8 can compile from a code cache (`src/host/joined-script.node.ts`), and each entry a small module that runs its
 * scripts and exports what the entry exports.
 *
 * The modules that joined ones leave outside are joined too, into the script `outside`: Node takes as long to load
 * twenty small modules as V8 takes to run the engine.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";
import { sha256 } from "../system/sha256.js";

/** A file to be written. */
export interface WrittenFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/** A file that esbuild has joined, and what it says of its imports and exports. */
export type Joined = readonly [file: string, says: Metafile["outputs"][string]];

/** The parameters of a script for what only ES modules have: an address, and `import()`. */
const ADDRESS = "engineAddress";
const IMPORT = "importModule";

const SCRIPTS = {
  outExtension: { ".js": ".cjs" },
  bundle: true,
  write: false,
  format: "cjs",
  platform: "node",
  target: "es2023",
  packages: "external",
  sourcemap: true,
  sourcesContent: false,
  banner: { js: `(function (require, module, exports, ${ADDRESS}, ${IMPORT}) { "use strict";` },
  footer: { js: "})" },
  define: { "import.meta.url": ADDRESS },
  logLevel: "silent",
} satisfies BuildOptions;

/**
 * The scripts and modules of the joined modules in a folder.
 * @param folder holds the joined modules with their source maps
 * @param sources the folder of the compiled engine, `dist/src`
 * @param read how the engine's modules are read
 * @returns files for `folder/node`: scripts first, since a module must find its script
 */
export async function nodeScripts(
  folder: string,
  files: readonly Joined[],
  sources: string,
  read: Plugin,
): Promise<WrittenFile[]> {
  const joined = files.filter(([file]) => file.endsWith(".js"));
  const outdir = path.join(folder, "node");
  const outside = new Set(
    joined.flatMap(([, { imports }]) => imports.filter(isOutside).map(({ path: from }) => from)),
  );
  const results = await Promise.all([
    build({
      ...SCRIPTS,
      absWorkingDir: folder,
      outdir,
      entryPoints: joined.map(([file]) => path.join(folder, path.basename(file))),
      plugins: [leaveImports(joined)],
    }),
    build({
      ...SCRIPTS,
      absWorkingDir: folder,
      outfile: path.join(outdir, "outside.cjs"),
      stdin: { contents: tableOf([...outside]), resolveDir: folder },
      plugins: [adaptersOfNode(sources), read],
    }),
  ]);
  const scripts = results.flatMap(({ outputFiles }) => outputFiles);
  const digestOf = (name: string): string => {
    const { contents } = scripts.find((script) => path.basename(script.path, ".cjs") === name)!;
    return sha256(contents).slice(0, 16);
  };
  const modules = joined
    .map(([file]) => path.basename(file))
    .filter((name) => !isPart(name))
    .map((name) => ({ path: path.join(outdir, name), contents: moduleOf(joined, name, digestOf) }));
  return [...scripts, ...modules];
}

type Import = Joined[1]["imports"][number];

/** Whether an import is one of the modules that joined ones leave outside. */
function isOutside({ path: from, kind }: Import): boolean {
  return kind === "import-statement" && /^(?:\.\.\/|#)/.test(from);
}

/** Whether an import is another joined module. */
function isBeside({ path: from, kind, external }: Import): boolean {
  return kind === "import-statement" && (external !== true || from.startsWith("./"));
}

/** Whether only joined modules read what a file exports: it then needs no module of its own. */
function isPart(name: string): boolean {
  return name.startsWith("chunk-");
}

/** The names of the joined modules that one imports. */
function besideOf(joined: readonly Joined[], name: string): readonly string[] {
  const [, { imports }] = joined.find(([file]) => path.basename(file) === name)!;
  return [...new Set(imports.filter(isBeside).map(({ path: from }) => path.basename(from)))];
}

/** The parts that a joined module needs, each after those that it needs itself. */
function partsOf(joined: readonly Joined[], name: string): readonly string[] {
  const parts = besideOf(joined, name).filter(isPart);
  return [...new Set(parts.flatMap((part) => [...partsOf(joined, part), part]))];
}

/** The entries that a joined module, or one of its parts, imports. */
function entriesOf(joined: readonly Joined[], name: string): readonly string[] {
  const all = [...partsOf(joined, name), name].flatMap((each) => besideOf(joined, each));
  return [...new Set(all.filter((each) => !isPart(each)))];
}

/** A module that exports an object of modules, by the names by which joined modules import them. */
function tableOf(names: readonly string[]): string {
  return [
    ...names.map((name, at) => `import * as module${at} from ${JSON.stringify(name)};`),
    `export const modules = { ${names.map((name, at) => `${JSON.stringify(name)}: module${at}`).join(", ")} };`,
  ].join("\n");
}

/**
 * All that a joined module imports stays outside of its script; what it imports by `import()`, its module imports.
 *
 * Entries are resolved here too: esbuild then does not read that they are modules of Node's, whose `import *` from a
 * script would have a `default` besides.
 */
function leaveImports(joined: readonly Joined[]): Plugin {
  const dynamic = joined.flatMap(([, { imports }]) =>
    imports.flatMap(({ path: name, kind }) => (kind === "dynamic-import" ? name : [])),
  );
  return {
    name: "leave imports",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /.*/ }, ({ path: name, kind }) => ({
        path: name,
        external: kind !== "entry-point",
      }));
      onLoad({ filter: /\.js$/ }, async ({ path: file }) => {
        const text = await readFile(file, "utf8");
        const replace = (now: string, name: string) =>
          now.replaceAll(`await import("${name}")`, `await ${IMPORT}("${inNode(name)}")`);
        return { contents: dynamic.reduce(replace, text) };
      });
    },
  };
}

/** The contents of the data sets are joined for Node; pages have others. */
function inNode(name: string): string {
  return name === "#data-contents" ? "./data-contents.js" : name;
}

/** What `#name` means in Node (`package.json`, "imports"). */
function adaptersOfNode(sources: string): Plugin {
  return {
    name: "adapters of Node",
    setup({ onResolve }) {
      onResolve({ filter: /^#/ }, ({ path: name }) => ({
        path: path.join(sources, "host", `${name.slice(1)}.node.js`),
      }));
    },
  };
}

/** The module of an entry: it runs the scripts that the entry consists of, and exports what it exports. */
function moduleOf(joined: readonly Joined[], name: string, digestOf: (script: string) => string): string {
  const [, { exports }] = joined.find(([file]) => path.basename(file) === name)!;
  const run = (file: string): string => {
    const beside = besideOf(joined, file).map((from) => `"./${from}": ${variableOf(from)}`);
    return runOf(file === name ? "exported" : variableOf(file), file, ["...outside", ...beside]);
  };
  const runOf = (variable: string, file: string, given: readonly string[]): string => {
    const script = path.basename(file, ".js");
    return `const ${variable} = run("${script}", "${digestOf(script)}", { ${given.join(", ")} });`;
  };
  return [
    `import { scriptsOf } from "../../src/host/joined-script.node.js";`,
    ...entriesOf(joined, name).map((from) => `import * as ${variableOf(from)} from "./${from}";`),
    `const run = scriptsOf(import.meta.url, (name) => import(name));`,
    runOf("{ modules: outside }", "outside.js", []),
    ...[...partsOf(joined, name), name].map(run),
    `const { ${exports.map((one, at) => `${one}: export${at}`).join(", ")} } = exported;`,
    `export { ${exports.map((one, at) => `export${at} as ${one}`).join(", ")} };`,
    "",
  ].join("\n");
}

/** A name for what a file exports. */
function variableOf(file: string): string {
  return path.basename(file, ".js").replaceAll(/\W/g, "_");
}
