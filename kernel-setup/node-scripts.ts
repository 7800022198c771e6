/**
 * Makes the form of the joined engine that Node loads, in `dist/bundle/node/`: each joined module becomes a script,
 * which V8 can compile from a code cache (`src/host/joined-script.node.ts`), and a small module that runs it and
 * exports what it exports.
 *
 * The modules that joined ones leave outside are joined too, into the script `outside`: Node takes as long to load
 * twenty small modules as V8 takes to run the engine.
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Metafile, type Plugin } from "esbuild";

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
  const moduleFor = (
    name: string,
    imports: readonly string[],
    exports: readonly string[] | undefined,
  ): WrittenFile => ({
    path: path.join(outdir, `${name}.js`),
    contents: moduleOf(name, digestOf(scripts, `${name}.cjs`), imports, exports),
  });
  const modules = joined.map(([file, { imports, exports }]) => {
    const name = path.basename(file, ".js");
    const beside = imports.filter(isBeside).map(({ path: from }) => path.basename(from));
    return moduleFor(name, ["outside.js", ...new Set(beside)], isPart(name) ? undefined : exports);
  });
  return [...scripts, moduleFor("outside", [], undefined), ...modules];
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

/** Whether only scripts read what a script exports: then its module exports it in one object. */
function isPart(name: string): boolean {
  return name === "outside" || name.startsWith("chunk-");
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

/** The module that runs a script. */
function moduleOf(
  name: string,
  digest: string,
  imports: readonly string[],
  exports: readonly string[] | undefined,
): string {
  const given = imports.map((from) =>
    from === "outside.js" ? "...outside.modules" : `"./${from}": ${variableOf(from)}`,
  );
  return [
    `import { runScript } from "../../src/host/joined-script.node.js";`,
    ...imports.map((from) =>
      isPart(path.basename(from, ".js"))
        ? `import { exported as ${variableOf(from)} } from "./${from}";`
        : `import * as ${variableOf(from)} from "./${from}";`,
    ),
    `${exports === undefined ? "export " : ""}const exported = runScript({`,
    `  file: new URL("./${name}.cjs", import.meta.url),`,
    `  digest: "${digest}",`,
    `  address: new URL("../${name}.js", import.meta.url).href,`,
    `  importModule: (name) => import(name),`,
    `  outside: { ${given.join(", ")} },`,
    `});`,
    ...(exports === undefined
      ? []
      : [
          `const { ${exports.map((one, at) => `${one}: export${at}`).join(", ")} } = exported;`,
          `export { ${exports.map((one, at) => `export${at} as ${one}`).join(", ")} };`,
        ]),
    "",
  ].join("\n");
}

function variableOf(file: string): string {
  return path.basename(file, ".js").replaceAll(/\W/g, "_");
}

function digestOf(
  scripts: readonly { readonly path: string; readonly contents: Uint8Array }[],
  name: string,
): string {
  const { contents } = scripts.find((script) => path.basename(script.path) === name)!;
  return createHash("sha256").update(contents).digest("hex").slice(0, 16);
}
