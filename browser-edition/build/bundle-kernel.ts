/**
 * Joins the kernel for the page and its workers, the engine, and what the compiler reads, into the folder of the
 * JupyterLab extension. Its layout is that of `dist`, so that the engine finds its WebAssembly files.
 */
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { declarations } from "./declarations.js";
import { hiddenExercises } from "./hidden-exercises.js";
import { leanTypeScript } from "./lean-typescript.js";

/** Files that the engine reads beside its code. */
const BESIDE = [
  "src/fast/kernels.wasm",
  "src/fast/kernels-relaxed.wasm",
  "src/neuralnet/steps.wasm",
  "bundle/playground-view.js",
];

/** Writes the extension's files into a folder; `environment` holds variables that the engine reads. */
export async function bundleKernel(
  root: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<void> {
  const compiled = path.join(root, "dist");
  const program = (...parts: string[]): string => path.join(compiled, "browser-edition", ...parts);
  const output = path.join(folder, "bundle");
  await mkdir(output, { recursive: true });
  const common: BuildOptions = {
    absWorkingDir: compiled,
    bundle: true,
    format: "esm",
    platform: "browser",
    target: "es2023",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
    define: {
      VERSIONS: JSON.stringify(await versions(root)),
      ENVIRONMENT: JSON.stringify(environment),
      FILES_BESIDE: JSON.stringify(BESIDE),
    },
  };
  await Promise.all([
    build({
      ...common,
      entryPoints: [program("kernel", "page-kernel.js")],
      outfile: path.join(output, "kernel.js"),
    }),
    build({
      ...common,
      entryPoints: [program("kernel", "compiler.js")],
      outfile: path.join(output, "compiler.js"),
      plugins: [leanTypeScript(path.join(compiled, "src", "kernel", "compiler"), program("kernel"))],
    }),
    build({
      ...common,
      entryPoints: [program("kernel", "runner.js")],
      outfile: path.join(output, "runner.js"),
      plugins: [hiddenExercises(compiled), joinedEngine(compiled), withoutNode()],
    }),
    build({
      ...common,
      entryPoints: [path.join(compiled, "src", "fast", "threads", "worker.js")],
      outfile: path.join(folder, "src", "fast", "threads", "worker.js"),
    }),
    build({
      ...common,
      format: "iife",
      entryPoints: [program("extension", "remote-entry.js")],
      outfile: path.join(output, "remote-entry.js"),
    }),
    writeFile(path.join(output, "declarations.json"), JSON.stringify(declarations(root))),
  ]);
  for (const file of BESIDE) await copy(path.join(compiled, file), path.join(folder, file));
  for (const size of [32, 64]) {
    const logo = `logo-${size}x${size}.png`;
    await copy(path.join(root, "kernel-setup", "logos", logo), path.join(folder, "logos", logo));
  }
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(from, to);
}

async function versions(root: string): Promise<{ readonly neurones: string; readonly typescript: string }> {
  const versionIn = async (...parts: string[]): Promise<string> => {
    const text = await readFile(path.join(root, ...parts, "package.json"), "utf8");
    return (JSON.parse(text) as { version: string }).version;
  };
  return { neurones: await versionIn(), typescript: await versionIn("node_modules", "typescript") };
}

/** In the place of the engine's modules: the files that `kernel-setup/bundle.ts` has joined, which keep all names. */
function joinedEngine(compiled: string): Plugin {
  const joined: Readonly<Record<string, string>> = {
    [path.join(compiled, "src", "index.js")]: path.join(compiled, "bundle", "neurones.js"),
    [path.join(compiled, "src", "tfjs", "index.js")]: path.join(compiled, "bundle", "tfjs.js"),
  };
  return {
    name: "joined engine",
    setup({ onResolve }) {
      onResolve({ filter: /index\.js$/ }, ({ path: name, resolveDir }) => {
        const file = joined[path.resolve(resolveDir, name)];
        return file === undefined ? undefined : { path: file };
      });
    },
  };
}

/** Node's modules, which the browser does not have: what needs them fails when it is called. */
function withoutNode(): Plugin {
  return {
    name: "without Node",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^(?:node:|tar-stream$)/ }, ({ path: name }) => ({
        path: name,
        namespace: "node",
      }));
      onLoad({ filter: /.*/, namespace: "node" }, ({ path: name }) => ({
        contents: `module.exports = new Proxy({}, { get(_, key) { if (key === "__esModule") return false; return () => { throw new Error(${JSON.stringify(name)} + "." + String(key)); }; } });`,
        loader: "js",
      }));
    },
  };
}
