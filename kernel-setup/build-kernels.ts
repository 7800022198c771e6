/**
 * Compiling what is written in AssemblyScript to WebAssembly: the engine's kernels, `src/fast/assembly/*.ts`, once with relaxed
 * SIMD, which has multiply-add in one rounding, and once without, for machines that lack it; and the steps of `neuralnet`,
 * `src/neuralnet/assembly/*.ts`.
 *
 * That takes three seconds, so it is left out where the sources, the compiler and its options are those of the last time; a
 * fingerprint beside the results says so. The compiler runs inside this process: no shell, no file but the results.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "./layout.js";
import { SetUpError } from "./set-up-error.js";
import { writeAside } from "./write-aside.js";

const COMMON_OPTIONS = [
  "--runtime",
  "stub",
  "--importMemory",
  "--noAssert",
  "--optimizeLevel",
  "3",
  "--disableWarning",
  "112",
];
/** For memory that two threads may share. */
const SHARED = ["--sharedMemory", "--maximumMemory", "65536"];

/** A room with AssemblyScript in it: the name of each result, and the options with the machine's features it may use. */
interface Library {
  readonly room: string;
  readonly stamp: string;
  readonly results: Readonly<Record<string, readonly string[]>>;
}

const LIBRARIES: readonly Library[] = [
  {
    room: "fast",
    stamp: "kernels.stamp",
    results: {
      "kernels-relaxed.wasm": ["--enable", "simd,relaxed-simd,threads", ...SHARED],
      "kernels.wasm": ["--enable", "simd,threads", ...SHARED],
    },
  },
  { room: "neuralnet", stamp: "steps.stamp", results: { "steps.wasm": ["--enable", "simd"] } },
];

/** Compiles what has changed; resolves to whether anything has. */
export async function buildKernels({ root }: Layout): Promise<boolean> {
  const built = [];
  for (const library of LIBRARIES) built.push(await buildLibrary(root, library));
  return built.includes(true);
}

async function buildLibrary(root: string, { room, stamp, results }: Library): Promise<boolean> {
  const sources = path.join(root, "src", room, "assembly");
  const target = path.join(root, "dist", "src", room);
  const fingerprint = await fingerprintOf(root, sources, results);
  if ((await readFile(path.join(target, stamp), "utf8").catch(() => "")) === fingerprint) return false;
  for (const [name, options] of Object.entries(results))
    await writeAside(path.join(target, name), await compile(sources, options));
  await writeAside(path.join(target, stamp), fingerprint);
  return true;
}

async function fingerprintOf(root: string, sources: string, results: Library["results"]): Promise<string> {
  const compiler = await readFile(path.join(root, "node_modules", "assemblyscript", "package.json"), "utf8");
  const hash = createHash("sha256").update(
    JSON.stringify([(JSON.parse(compiler) as { version: string }).version, COMMON_OPTIONS, results]),
  );
  for (const file of (await readdir(sources)).filter((name) => name.endsWith(".ts")).sort()) {
    hash.update(`\n${file}\n`).update(await readFile(path.join(sources, file)));
  }
  return hash.digest("hex");
}

async function compile(sources: string, options: readonly string[]): Promise<Uint8Array> {
  const { default: compiler } = await import("assemblyscript/asc");
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await compiler.main(
    ["index.ts", "--outFile", "out.wasm", ...options, ...COMMON_OPTIONS],
    {
      readFile: (name, folder) => readFile(path.resolve(sources, folder, name), "utf8").catch(() => null),
      writeFile: (_, content) => {
        compiled = content as Uint8Array;
      },
      listFiles: () => [],
      stdout: compiler.createMemoryStream(),
      stderr: compiler.createMemoryStream(),
    },
  );
  if (error === null && compiled !== undefined) return compiled;
  throw new SetUpError({
    fr: `La compilation de ${sources} a échoué :\n${stderr.toString()}`,
    en: `Compiling ${sources} failed:\n${stderr.toString()}`,
  });
}
