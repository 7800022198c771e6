/**
 * Joins a program with TypeScript into one script, from which Node can make a start snapshot: for that, a script may
 * import Node's modules only.
 */
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";

/** The name space of modules that the script does without. */
const ABSENT = "absent";

/** What is joined, and where the files of it lie when the snapshot is used. */
export interface SnapshotProgram {
  /** The folder of the compiled modules. */
  readonly compiled: string;
  /** The module that begins, in this folder. */
  readonly entry: string;
  /** The module of the package `typescript`. */
  readonly typescript: string;
  /** The path that a file will have for the program; by default the one that it has now. */
  readonly placed?: (file: string) => string;
}

/** Writes the script; returns the files of which it consists. */
export async function writeSnapshotScript(program: SnapshotProgram, outfile: string): Promise<string[]> {
  const { compiled, entry, typescript, placed = (file) => file } = program;
  const { metafile, outputFiles } = await build({
    write: false,
    entryPoints: [path.join(compiled, entry)],
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
    define: { __filename: JSON.stringify(placed(typescript)) },
    plugins: [inOneScript({ compiled, typescript, placed })],
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

/**
 * Gives each module the place of its file, and takes the package `typescript` in, which Node would load itself. TypeScript
 * gets no `crypto` of Node's, which it loads at its start and uses in incremental builds only: a thread of a program that
 * has started from a snapshot with `crypto` cannot load this module (`grading/sandbox-program/snapshot.ts`).
 */
function inOneScript({
  compiled,
  typescript,
  placed,
}: Pick<Required<SnapshotProgram>, "compiled" | "typescript" | "placed">): Plugin {
  return {
    name: "in one script",
    setup({ onLoad, onResolve }) {
      onResolve({ filter: /^crypto$/ }, ({ path: module, importer }) =>
        importer === typescript ? { path: module, namespace: ABSENT } : undefined,
      );
      onLoad({ filter: /./, namespace: ABSENT }, () => ({ contents: "module.exports = undefined;" }));
      onLoad({ filter: /typescript-package\.node\.js$/ }, () => ({
        contents: `import ts from ${JSON.stringify(typescript)}; export default ts;`,
        resolveDir: compiled,
      }));
      onLoad({ filter: /\.js$/ }, async ({ path: file }) => {
        if (!file.startsWith(compiled + path.sep)) return undefined;
        const text = await readFile(file, "utf8");
        const address = pathToFileURL(placed(file)).href;
        return { contents: text.replaceAll("import.meta.url", JSON.stringify(address)) };
      });
    },
  };
}
