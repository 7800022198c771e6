/**
 * Loads a test file of TensorFlow.js, with our entry in place of TensorFlow.js.
 *
 * A file is compiled to CommonJS alone, without a type check, and what it imports comes from one of four
 * places:
 *
 *   the entry     the index of a package, and a module that only holds public names (`ops/ops`, `tensor`)
 *   a helper      a module of the checkout that tests compute with and that is not under test (`test_util`,
 *                 `utils/generic_utils`), compiled and loaded in the same manner
 *   a counterpart an internal module, rebuilt in `counterparts.ts` from public names (`layers/core` has the
 *                 class Dense, `layers.dense` makes the same layer)
 *   a stand-in    any other name of an internal module: it throws `InternalUse`, and a test that fails by it is
 *                 listed aside
 */
import { readFileSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { runInThisContext } from "node:vm";
import ts from "typescript";

export type Names = Record<string, unknown>;

/** The text by which the command recognises a test that failed by a stand-in. */
export const INTERNAL_USE = "internal of TensorFlow.js:";

/** Modules of the checkout that help tests, by their path in the checkout without ".ts". */
const HELPERS = new Set(
  [
    ...["test_util", "image_test_util", "hash_util", "types", "util", "util_base", "tensor_util_env"],
    ...["platforms/is_typed_array_browser", "ops/rand_util", "ops/reduce_util", "ops/selu_util"],
    ...["ops/identity_pool_test", "backends/backend", "device_util"],
  ].map((name) => `tfjs-core/src/${name}`),
);
const LAYERS_HELPERS = new RegExp(
  "^tfjs-layers/src/(utils/(?!test_utils_)\\w+|keras_format/\\w+|errors|types|common|logs|version|" +
    "backend/(common|state|tfjs_backend)|engine/dataset_fakes|engine/dataset_stub)$",
);

/** Modules whose every name is public. */
const PUBLIC =
  /^tfjs-(core|layers)\/src(\/index|\/tensor|\/exports|\/ops\/(ops|scalar|tensor\dd|bitwise_and|ensure_shape|gather_nd))?$/;

export interface Loader {
  load(file: string): unknown;
}

interface LoaderParts {
  readonly checkout: string;
  readonly entry: Names;
  /** Modules that have names of their own here, by their path in the checkout. */
  readonly modules: Readonly<Record<string, Names>>;
}

export function loaderOf({ checkout, entry, modules }: LoaderParts): Loader {
  const outside = createRequire(import.meta.url);
  const loaded = new Map<string, { exports: unknown }>();

  const load = (file: string): unknown => {
    const known = loaded.get(file);
    if (known !== undefined) return known.exports;
    const module = { exports: {} as unknown };
    loaded.set(file, module);
    const name = path.join(checkout, file);
    const { outputText } = ts.transpileModule(readFileSync(name, "utf8"), {
      fileName: name,
      compilerOptions: {
        module: ts.ModuleKind.CommonJS,
        target: ts.ScriptTarget.ES2022,
        // TensorFlow.js' own setting: fields are assigned in the constructor, not defined.
        useDefineForClassFields: false,
      },
    });
    const wrapped = `(function (exports, require, module) {${outputText}\n})`;
    const run = runInThisContext(wrapped, { filename: name }) as (
      exports: unknown,
      require: (specifier: string) => unknown,
      module: { exports: unknown },
    ) => void;
    run(module.exports, (specifier) => resolve(specifier, file), module);
    return module.exports;
  };

  const resolve = (specifier: string, importer: string): unknown => {
    const target = placeIn(checkout, specifier, importer);
    if (target === undefined)
      return specifier.startsWith("@tensorflow/") ? {} : (outside(specifier) as unknown);
    if (PUBLIC.test(target)) return entry;
    const own = modules[target];
    const isHelper = HELPERS.has(target) || LAYERS_HELPERS.test(target);
    // The tests of `tf.util` import it as a module; helpers need all of the module.
    if (own !== undefined && !(isHelper && !importer.endsWith("_test.ts")))
      return withStandIns(own, target, entry);
    if (isHelper) return load(`${target}.ts`);
    return withStandIns({}, target, entry);
  };
  return { load };
}

/** The path in the checkout that an import names; undefined for another package. */
function placeIn(checkout: string, specifier: string, importer: string): string | undefined {
  const core = /^@tensorflow\/tfjs-core(?:\/dist(\/.+)?)?$/.exec(specifier);
  if (core !== null) return `tfjs-core/src${core[1] ?? ""}`;
  if (!specifier.startsWith(".")) return undefined;
  const target = path.posix
    .normalize(path.posix.join(path.posix.dirname(importer), specifier))
    .replace(/\/$/, "");
  return existsSync(path.join(checkout, `${target}.ts`)) ? target : target.replace(/\/index$/, "");
}

/** Modules of layers whose functions have names of the core, but compute something else. */
const HOMONYMS = /^tfjs-layers\/src\/(losses|metrics|layers\/(convolutional|normalization|padding|pooling))/;

/** The names of an internal module: ours, or public ones, or stand-ins. */
function withStandIns(own: Names, module: string, entry: Names): Names {
  const isPublic = (name: string): boolean => name in entry && !HOMONYMS.test(module);
  return new Proxy(
    { ...own },
    {
      get(names, name) {
        if (typeof name === "symbol") return undefined;
        // So that `import *` takes these names and makes no copy.
        if (name === "__esModule") return true;
        if (name in names) return names[name];
        return isPublic(name) ? entry[name] : (names[name] = standIn(`${module}.${name}`));
      },
    },
  );
}

/** A value that throws as soon as a test does anything with it. */
function standIn(name: string): unknown {
  const fail = (): never => {
    throw new Error(`${INTERNAL_USE} ${name}`);
  };
  return new Proxy(function () {}, {
    apply: fail,
    construct: fail,
    // TypeScript and jasmine look at some names of any value.
    get(target, key) {
      // A class may extend it, and fails when it is used.
      if (key === "prototype") return target.prototype as unknown;
      return typeof key === "symbol" || ["__esModule", "then"].includes(key) ? undefined : fail();
    },
  });
}
