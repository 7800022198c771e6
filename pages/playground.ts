/**
 * Joins the playground into one classic script: the view, and the text of its worker, which holds the engine and
 * its WebAssembly. From a disk, a page can load a classic script, and nothing else.
 */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";

const KERNELS = ["kernels-relaxed.wasm", "kernels.wasm"] as const;

const COMMON: BuildOptions = {
  bundle: true,
  write: false,
  format: "iife",
  platform: "browser",
  target: "es2023",
  minify: true,
  legalComments: "none",
  charset: "utf8",
  logLevel: "silent",
};

/** The script, from the compiled sources in `dist`. */
export async function playgroundScript(root: string): Promise<string> {
  const compiled = path.join(root, "dist");
  const worker = await joined({
    ...COMMON,
    entryPoints: [path.join(compiled, "src", "playground", "worker.js")],
    plugins: [kernelsInside(path.join(compiled, "src", "fast"))],
    // The kernels are found by their names alone.
    define: { "import.meta.url": '"file:///"' },
  });
  return joined({
    ...COMMON,
    entryPoints: [path.join(compiled, "pages", "browser", "playground.js")],
    plugins: [textModule("neurones:worker", worker)],
  });
}

async function joined(options: BuildOptions): Promise<string> {
  const { outputFiles } = await build(options);
  return outputFiles![0].text;
}

/** In the place of the adapter that reads compiled files: one that holds them. */
function kernelsInside(folder: string): Plugin {
  return {
    name: "kernels inside",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^#compiled-kernels$/ }, () => ({ path: "kernels", namespace: "inside" }));
      onLoad({ filter: /.*/, namespace: "inside" }, async () => {
        const files = await Promise.all(
          KERNELS.map(async (name) => [name, (await readFile(path.join(folder, name))).toString("base64")]),
        );
        return {
          contents: `
            const files = ${JSON.stringify(Object.fromEntries(files))};
            export function readCompiled({ pathname }) {
              const text = files[pathname.slice(pathname.lastIndexOf("/") + 1)];
              return text && Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
            }
            export function allowRelaxedSimd() {}
            export function allowWideVectors() { return false; }`,
        };
      });
    },
  };
}

/** A module whose default export is this text. */
function textModule(name: string, text: string): Plugin {
  return {
    name: "text",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: "text" }));
      onLoad({ filter: /.*/, namespace: "text" }, () => ({ contents: text, loader: "text" }));
    },
  };
}
