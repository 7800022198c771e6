/**
 * Compiling the engine's kernels, `src/fast/assembly/*.ts`, from AssemblyScript to WebAssembly: once with relaxed SIMD, which
 * has multiply-add in one rounding, and once without, for machines that lack it.
 *
 * That takes two seconds, so it is left out where the sources, the compiler and its options are those of the last time; a
 * fingerprint beside the results says so. The compiler runs inside this process: no shell, no file but the results.
 */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { Layout } from "./layout.js";
import { SetUpError } from "./set-up-error.js";
import { writeAside } from "./write-aside.js";

const SHARED_OPTIONS = [
  "--runtime", "stub", "--importMemory", "--sharedMemory", "--maximumMemory", "65536", "--noAssert", "--optimizeLevel", "3", "--disableWarning", "112",
];
/** The name of each result, and the machine's features it may use. */
const RESULTS = { "kernels-relaxed.wasm": "simd,relaxed-simd,threads", "kernels.wasm": "simd,threads" } as const;

/** Compiles the kernels if anything has changed; resolves to whether it did. */
export async function buildKernels({ root }: Layout): Promise<boolean> {
  const sources = path.join(root, "src", "fast", "assembly");
  const results = path.join(root, "dist", "src", "fast");
  const stamp = path.join(results, "kernels.stamp");
  const fingerprint = await fingerprintOf(root, sources);
  if ((await readFile(stamp, "utf8").catch(() => "")) === fingerprint) return false;
  for (const [name, features] of Object.entries(RESULTS)) await writeAside(path.join(results, name), await compile(sources, features));
  await writeAside(stamp, fingerprint);
  return true;
}

async function fingerprintOf(root: string, sources: string): Promise<string> {
  const compiler = await readFile(path.join(root, "node_modules", "assemblyscript", "package.json"), "utf8");
  const hash = createHash("sha256").update(JSON.stringify([(JSON.parse(compiler) as { version: string }).version, SHARED_OPTIONS, RESULTS]));
  for (const file of (await readdir(sources)).filter((name) => name.endsWith(".ts")).sort()) {
    hash.update(`\n${file}\n`).update(await readFile(path.join(sources, file)));
  }
  return hash.digest("hex");
}

async function compile(sources: string, features: string): Promise<Uint8Array> {
  const { default: compiler } = await import("assemblyscript/asc");
  let compiled: Uint8Array | undefined;
  const { error, stderr } = await compiler.main(["index.ts", "--outFile", "out.wasm", "--enable", features, ...SHARED_OPTIONS], {
    readFile: (name, folder) => readFile(path.resolve(sources, folder, name), "utf8").catch(() => null),
    writeFile: (_, content) => {
      compiled = content as Uint8Array;
    },
    listFiles: () => [],
    stdout: compiler.createMemoryStream(),
    stderr: compiler.createMemoryStream(),
  });
  if (error === null && compiled !== undefined) return compiled;
  throw new SetUpError({
    fr: `La compilation de src/fast/assembly a échoué :\n${stderr.toString()}`,
    en: `Compiling src/fast/assembly failed:\n${stderr.toString()}`,
  });
}
