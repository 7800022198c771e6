/**
 * Makes the snapshot from which the kernel's compiler starts: the heap of a Node that has loaded TypeScript and
 * read all declarations. A kernel then answers its first cell after a tenth of the computing.
 *
 * Node builds snapshots from one script that imports Node's modules only, so the compiler and TypeScript are
 * joined into one first. Where Node cannot make a snapshot, kernels start their compiler in a thread instead.
 */
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import {
  contentsOf,
  isValid,
  OWN_PLACE,
  PROCESS_FLAGS,
  type SnapshotPlace,
} from "../src/kernel/compiler/snapshot/snapshot-file.js";
import type { Layout } from "../system/layout.js";
import { writeAside } from "../system/write-aside.js";
import { prepare } from "./prepare.js";
import { runNode } from "./run-node.js";

/** Makes the snapshot for this version of Node, unless a valid one lies there. */
export async function ensureCompilerSnapshot(layout: Layout): Promise<void> {
  if (isValid(OWN_PLACE)) return;
  await prepare(() => makeSnapshot(path.join(layout.root, "dist"), OWN_PLACE), {
    fr: "le compilateur n’a pas pu être préparé ; les noyaux démarreront plus lentement",
    en: "the compiler could not be prepared; kernels will start more slowly",
  });
}

/**
 * Makes the snapshot of a package's compiled files at a place.
 * @throws Error with the first lines of what Node or esbuild says, if one cannot
 */
export async function makeSnapshot(compiled: string, place: SnapshotPlace): Promise<void> {
  const aside = path.join(place.folder, `${process.pid}.part`);
  await mkdir(aside, { recursive: true });
  try {
    const script = path.join(aside, "compiler.cjs");
    const read = path.join(aside, "read.json");
    const blob = path.join(aside, "compiler.blob");
    const modules = await joinCompiler(compiled, script);
    await runNode([...PROCESS_FLAGS, "--snapshot-blob", blob, "--build-snapshot", script, read]);
    const declarations = JSON.parse(await readFile(read, "utf8")) as string[];
    await removeOutdated(place);
    // A container's image keeps whole seconds of a file's time, by which the list knows the snapshot itself.
    const now = Math.floor(Date.now() / 1000);
    await utimes(blob, now, now);
    await rename(blob, place.blob);
    await writeAside(place.list, JSON.stringify(contentsOf([place.blob, ...modules, ...declarations])));
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** Joins the compiler with TypeScript into one script; returns the files of which it consists. */
async function joinCompiler(compiled: string, outfile: string): Promise<string[]> {
  const typescript = createRequire(import.meta.url).resolve("typescript");
  const { metafile, outputFiles } = await build({
    write: false,
    entryPoints: [path.join(compiled, "src", "kernel", "compiler", "snapshot", "program.js")],
    absWorkingDir: compiled,
    outfile,
    bundle: true,
    metafile: true,
    format: "cjs",
    platform: "node",
    target: "es2023",
    charset: "ascii",
    // V8 keeps the text of a script as long as the process lives.
    minify: true,
    legalComments: "none",
    // TypeScript finds its libraries beside its own file.
    define: { __filename: JSON.stringify(typescript) },
    plugins: [inOneScript(compiled)],
    logLevel: "silent",
  });
  await writeFile(outfile, inAscii(outputFiles[0].text));
  return Object.keys(metafile.inputs).map((file) => path.resolve(compiled, file));
}

/**
 * The same script in ASCII: V8 then holds it in one byte a character, else in two. esbuild escapes characters in texts, but
 * not in regular expressions and in their sources (`String.raw`), where an escape means the same.
 */
export function inAscii(script: string): string {
  return script.replaceAll(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** Gives each module the place of its file, and takes the package `typescript` in, which Node would load itself. */
function inOneScript(compiled: string): Plugin {
  return {
    name: "in one script",
    setup({ onLoad }) {
      onLoad({ filter: /typescript-package\.node\.js$/ }, () => ({
        contents: `import ts from "typescript"; export default ts;`,
        resolveDir: compiled,
      }));
      onLoad({ filter: /\.js$/ }, async ({ path: file }) => {
        if (!file.startsWith(path.join(compiled, "src") + path.sep)) return undefined;
        const text = await readFile(file, "utf8");
        return { contents: text.replaceAll("import.meta.url", JSON.stringify(pathToFileURL(file).href)) };
      });
    },
  };
}

/** Removes the snapshots that other versions of Node, or other sources, have left. */
async function removeOutdated({ folder }: SnapshotPlace): Promise<void> {
  for (const name of await readdir(folder))
    if (!name.endsWith(".part")) await rm(path.join(folder, name), { force: true });
}
