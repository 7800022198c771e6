/**
 * Joins the compiled engine into a few files, `dist/bundle/`, which `import … from "neurones"` and
 * `import … from "neurones/tfjs"` load. Node loads them in another form (`node-scripts.ts`), pages as they are.
 *
 * The engine has about 400 small modules. Loading them one by one takes four times as long as loading the
 * bundle, in every notebook that is opened and in every submission that is graded.
 *
 * The playground's view runs in the page, which receives it as the text of one module: `playground-view.js`; and
 * `lab-extension.js` is a script of JupyterLab's page.
 *
 * Some modules stay outside, as the same instances for all who import them: those that the exercises, and in a page the
 * kernel, import too (`src/host`, `src/language`, `src/errors`), and the exercises, a file of their own, because a sandbox
 * puts another module in their place (`grading/sandbox/image.ts`).
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build, type BuildOptions, type BuildResult, type Plugin } from "esbuild";
import { nodeScripts, type WrittenFile } from "./node-scripts.js";

/** The folders of `src` whose modules are imported, not joined. */
const SHARED = ["host", "language", "errors"];

/** Joins the modules of `<compiled>/src`; the files in `<compiled>/bundle` are replaced one by one. */
export async function bundle(compiled: string): Promise<void> {
  const sources = path.join(compiled, "src");
  const output = path.join(compiled, "bundle");
  const exercises = path.join(sources, "exercises", "exercises.js");
  const join = (entries: Readonly<Record<string, string>>, outside: (file: string) => string | undefined) =>
    build({
      entryPoints: { ...entries },
      absWorkingDir: compiled,
      outdir: output,
      bundle: true,
      splitting: true,
      write: false,
      metafile: true,
      format: "esm",
      platform: "node",
      target: "es2023",
      packages: "external",
      sourcemap: true,
      sourcesContent: false,
      plugins: [leaveOutside(output, outside), readModules(sources, output)],
      logLevel: "silent",
    });
  const isShared = (file: string) => SHARED.includes(path.relative(sources, file).split(path.sep)[0]);
  const shared = (file: string) => (isShared(file) ? file : undefined);
  const engine = [
    // One call for both entries, so that they share their modules: tensors of one are tensors of the other.
    join(
      { neurones: path.join(sources, "index.js"), tfjs: path.join(sources, "tfjs", "index.js") },
      (file) => (file === exercises ? path.join(output, "exercises.js") : shared(file)),
    ),
    join({ exercises }, shared),
    // Only Node loads it, where a cell asks for a data set.
    join({ "data-contents": path.join(sources, "datasets", "contents.node.js") }, shared),
  ];
  const results = await Promise.all([
    ...engine,
    forPage("playground-view", path.join(sources, "playground", "view", "index.js"), "esm", output),
    forPage("lab-extension", path.join(compiled, "lab-extension", "remote-entry.js"), "iife", output),
  ]);
  replaceFiles(
    output,
    results.flatMap(({ outputFiles }) => outputFiles),
  );
  const joined = (await Promise.all(engine)).flatMap(({ metafile }) => Object.entries(metafile.outputs));
  const scripts = await nodeScripts(output, joined, sources, readModules(sources, output));
  replaceFiles(path.join(output, "node"), scripts);
}

/** Joins a program that runs in a page into one file. */
function forPage(
  name: string,
  entry: string,
  format: "esm" | "iife",
  outdir: string,
): Promise<BuildResult<BuildOptions & { write: false }>> {
  return build({
    entryPoints: { [name]: entry },
    outdir,
    bundle: true,
    write: false,
    format,
    platform: "browser",
    target: "es2023",
    minify: true,
    charset: "utf8",
    logLevel: "silent",
  });
}

/** Imports a module by the path that `outside` gives, instead of joining it; and `#…` of package.json. */
function leaveOutside(output: string, outside: (file: string) => string | undefined): Plugin {
  return {
    name: "leave modules outside",
    setup({ onResolve }) {
      onResolve({ filter: /^#/ }, ({ path: name }) => ({ path: name, external: true }));
      onResolve({ filter: /^\./ }, ({ path: name, resolveDir, kind }) => {
        const target = kind === "entry-point" ? undefined : outside(path.resolve(resolveDir, name));
        return target === undefined ? undefined : { path: importPath(output, target), external: true };
      });
    },
  };
}

/**
 * Reads the modules so that each keeps two things that it would lose: the place of its file
 * (`import.meta.url`), beside which it finds others; and the names of its functions and classes, since esbuild
 * renames the second of two equal names (`fill2`), and learners see names in errors and outputs. esbuild's own
 * `keepNames` does so for inner functions too, which then take time whenever they are created.
 */
function readModules(sources: string, output: string): Plugin {
  return {
    name: "read modules",
    setup({ onLoad }) {
      onLoad({ filter: /\.js$/ }, ({ path: file }) => {
        if (!file.startsWith(sources + path.sep)) return undefined;
        const text = readFileSync(file, "utf8");
        const place = `new URL(${JSON.stringify(importPath(output, file))}, import.meta.url).href`;
        return {
          contents: inAscii(
            text.replaceAll("import.meta.url", place).replaceAll(NAMESPACE, withValues) + namesOf(text),
          ),
        };
      });
    },
  };
}

/**
 * Writes other characters than those of ASCII as escapes, also in comments and regular expressions, where esbuild leaves
 * them: a single one would make Node decode and parse the whole file as two bytes a character, which takes longer.
 */
function inAscii(text: string): string {
  return text.replaceAll(
    /[^\x00-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The exports of compiled TypeScript that are functions by their form, or classes. */
const NAMED =
  /^export (?:(?:async )?function\*? (\w+)|class (\w+)|const (\w+) = (?:async )?(?:\(|function\b))/gm;

/** An export of a whole module, as `layers`. */
const NAMESPACE = /^export \* as (\w+) from ("[^"]+");/gm;

/**
 * Exports a namespace as an object that holds its values: esbuild's would have getters, and a cell that
 * displays `layers` would show `[Getter]` instead of the functions.
 */
function withValues(_: string, name: string, from: string): string {
  return [
    `import * as ${name}Module from ${from};`,
    `export const ${name} = { __proto__: null, ...${name}Module };`,
    `Object.freeze(Object.defineProperty(${name}, Symbol.toStringTag, { value: "Module" }));`,
  ].join("\n");
}

/** Statements that set the names of a module's functions and classes. */
function namesOf(text: string): string {
  return [...text.matchAll(NAMED)]
    .map(([, ...names]) => names.find((name) => name !== undefined)!)
    .map((name) => `\nObject.defineProperty(${name}, "name", { value: "${name}", configurable: true });`)
    .join("");
}

function importPath(folder: string, file: string): string {
  const relative = path.relative(folder, file).replaceAll(path.sep, "/");
  return relative.startsWith(".") ? relative : `./${relative}`;
}

/** Writes each file aside and renames it, so that a kernel that starts meanwhile reads whole files. */
function replaceFiles(folder: string, files: readonly WrittenFile[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { path: file, contents } of files) {
    const aside = `${file}.${process.pid}.part`;
    writeFileSync(aside, contents);
    renameSync(aside, file);
  }
  const written = files.map(({ path: file }) => path.basename(file));
  for (const entry of readdirSync(folder, { withFileTypes: true }))
    if (entry.isFile() && !written.includes(entry.name))
      rmSync(path.join(folder, entry.name), { force: true });
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  await bundle(path.dirname(path.dirname(fileURLToPath(import.meta.url))));
