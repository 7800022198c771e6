/**
 * Compiles AssemblyScript to WebAssembly: the engine's kernels, `src/fast/assembly/*.ts`, three times: for vectors of
 * 256 bits, which some versions of Node make of pairs of 128 bits; for those of 128 bits, with relaxed SIMD (whose
 * multiply-add rounds once), and without, for machines that lack it; and the steps of `neuralnet`,
 * `src/neuralnet/assembly/*.ts`.
 *
 * Compiling takes about a minute of processor time. It is skipped while the sources, the compiler and its options are the same
 * as the last time, according to a digest stored beside the results. The compiler runs inside this process
 * and writes no other file.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "../system/layout.js";
import { SetUpError } from "../system/set-up-error.js";
import { writeAside } from "../system/write-aside.js";

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
/** Options for memory that several threads share. */
const SHARED = ["--sharedMemory", "--maximumMemory", "65536"];
const RELAXED = ["--enable", "simd,relaxed-simd,threads", ...SHARED];
/** The constant `WIDE` of the kernels: whether their tiles are made for registers of 256 bits. */
const WIDE = ["--use", "WIDE=1"];
const NARROW = ["--use", "WIDE=0"];

/**
 * A folder with AssemblyScript: the names of its results, each with the features of the machine that it may
 * use.
 */
interface Library {
  readonly folder: string;
  readonly stamp: string;
  readonly results: Readonly<Record<string, readonly string[]>>;
}

const LIBRARIES: readonly Library[] = [
  {
    folder: "fast",
    stamp: "kernels.stamp",
    results: {
      "kernels-wide.wasm": [...RELAXED, ...WIDE],
      "kernels-relaxed.wasm": [...RELAXED, ...NARROW],
      "kernels.wasm": ["--enable", "simd,threads", ...SHARED, ...NARROW],
    },
  },
  { folder: "neuralnet", stamp: "steps.stamp", results: { "steps.wasm": ["--enable", "simd"] } },
];

/** Compiles the folders that have changed; resolves to whether any has. */
export async function buildKernels({ root }: Layout): Promise<boolean> {
  const built = [];
  for (const library of LIBRARIES) built.push(await buildLibrary(root, library));
  return built.includes(true);
}

async function buildLibrary(root: string, { folder, stamp, results }: Library): Promise<boolean> {
  const sources = path.join(root, "src", folder, "assembly");
  const target = path.join(root, "dist", "src", folder);
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
