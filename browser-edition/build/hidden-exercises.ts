/**
 * Joins the exercises, with their hints and reference solutions, so that nobody reads them at a glance in the
 * page's scripts: the letters of their code are exchanged, which costs no bytes. Who wants to read them can.
 */
import path from "node:path";
import { build, type BuildOptions, type Plugin } from "esbuild";
import { exchangeLetters } from "../../system/exchange-letters.js";

/** In the place of the joined module of the exercises: the same module, with its code exchanged. */
export function hiddenExercises(compiled: string): Plugin {
  const file = path.join(compiled, "bundle", "exercises.js");
  return {
    name: "hidden exercises",
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]bundle[\\/]exercises\.js$/ }, async () => ({
        contents: await hiddenModule(file),
        loader: "js",
        resolveDir: path.dirname(file),
      }));
    },
  };
}

async function hiddenModule(file: string): Promise<string> {
  const common = {
    entryPoints: [file],
    bundle: true,
    write: false as const,
    minify: true,
    charset: "utf8" as const,
    target: "es2023",
  } satisfies BuildOptions;
  // The modules that the engine has, too, stay the same instances.
  const plugins: Plugin[] = [
    {
      name: "outside",
      setup({ onResolve }) {
        onResolve({ filter: /^[.#]/ }, ({ path: name, kind }) =>
          kind === "entry-point" ? undefined : { path: name, external: true },
        );
      },
    },
  ];
  const [{ metafile }, { outputFiles }] = await Promise.all([
    build({ ...common, plugins, format: "esm", metafile: true }),
    build({ ...common, plugins, format: "cjs" }),
  ]);
  const [{ exports, imports }] = Object.values(metafile.outputs);
  const outside = [...new Set(imports.map((imported) => imported.path))];
  return [
    ...outside.map((name, at) => `import * as outside${at} from ${JSON.stringify(name)};`),
    `const outside = { ${outside.map((name, at) => `${JSON.stringify(name)}: outside${at}`).join(", ")} };`,
    `const exchange = ${exchangeLetters.toString()};`,
    `const module = { exports: {} };`,
    `new Function("require", "module", "exports", exchange(${JSON.stringify(exchangeLetters(outputFiles[0].text))}))((name) => outside[name], module, module.exports);`,
    `const { ${exports.join(", ")} } = module.exports;`,
    `export { ${exports.join(", ")} };`,
  ].join("\n");
}
