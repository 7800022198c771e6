/**
 * The documentation of every export of `src/index.ts`: a description, each parameter, and an example that compiles and runs.
 *
 * The comments are read from the declarations that the compiler wrote, as a notebook's tooltips do.
 */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import * as neurones from "../../src/index.js";
import { readDeclarations, type Declarations } from "./declared.js";
import { inQuietPlace } from "./quiet.js";

/** A public name, with what its comment says. */
interface Documented {
  /** How it is reached: `layers.dense`. */
  readonly path: string;
  readonly description: string;
  /** Parameters without a description. */
  readonly undescribed: readonly string[];
  /** The code of the example; undefined if there is none. */
  readonly example: string | undefined;
  /** Whether it is a function, a class or another value, and not only a type. */
  readonly isValue: boolean;
}

/** A file of the clone's root, so that "neurones" is this package. */
const fileOf = (number: number) => fileURLToPath(new URL(`../../../example-${number}.ts`, import.meta.url));

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
  types: [],
  skipLibCheck: true,
  strict: true,
  noEmit: true,
};

describe("the documentation of every export", () => {
  let names: readonly Documented[];
  const { NEURONES_DATA, NEURONES_OFFLINE } = process.env;
  inQuietPlace();

  before(() => {
    // Without the real data sets, examples use generated data, which are smaller.
    process.env.NEURONES_DATA = process.cwd();
    process.env.NEURONES_OFFLINE = "1";
    names = documentedNames(readDeclarations());
  });
  after(() => {
    for (const [name, value] of Object.entries({ NEURONES_DATA, NEURONES_OFFLINE })) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it("has a description, types included", () => {
    assert.ok(names.length > 300, String(names.length));
    assert.deepEqual(pathsOf(names.filter(({ description }) => description === "")), []);
  });

  it("describes each parameter", () => {
    const missing = names.flatMap(({ path, undescribed }) => undescribed.map((name) => `${path}: ${name}`));
    assert.deepEqual(missing, []);
  });

  it("has an example, except for types", () => {
    assert.deepEqual(pathsOf(names.filter(({ isValue, example }) => isValue && example === undefined)), []);
  });

  it("has an example that compiles", () => {
    const imports = `import { ${namesOfApi(readDeclarations()).join(", ")} } from "neurones";\n`;
    const files = new Map(
      names.flatMap(({ path, example }, i) =>
        example === undefined
          ? []
          : [[fileOf(i), { path, text: `${imports}${example}\nexport {};\n` }] as const],
      ),
    );
    const host = ts.createCompilerHost(OPTIONS);
    const read = host.readFile.bind(host);
    const exists = host.fileExists.bind(host);
    host.readFile = (name) => files.get(name)?.text ?? read(name);
    host.fileExists = (name) => files.has(name) || exists(name);
    host.getSourceFile = (name, version) => {
      const text = host.readFile(name);
      return text === undefined ? undefined : ts.createSourceFile(name, text, version);
    };
    const program = ts.createProgram([...files.keys()], OPTIONS, host);
    const faults = [...files].flatMap(([file, { path }]) => {
      const source = program.getSourceFile(file);
      const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
      return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, "\n")}`);
    });
    assert.deepEqual(faults, []);
  });

  it("has an example that runs", async () => {
    const faults: string[] = [];
    for (const { path, example } of names) {
      if (example === undefined) continue;
      const { outputText } = ts.transpileModule(example, {
        compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
      });
      try {
        await new AsyncFunction(...Object.keys(neurones), outputText)(...Object.values(neurones));
      } catch (error) {
        faults.push(`${path}: ${String(error)}`);
      }
    }
    assert.deepEqual(faults, []);
  });
});

const AsyncFunction = (async () => undefined).constructor as new (
  ...parts: string[]
) => (...values: unknown[]) => Promise<unknown>;

function pathsOf(names: readonly Documented[]): string[] {
  return names.map(({ path }) => path);
}

/** The names that `src/index.ts` exports, types included. */
function namesOfApi({ checker, place }: Declarations): string[] {
  return checker.getExportsOfModule(checker.getSymbolAtLocation(place)!).map(({ name }) => name);
}

/** Every export with its comment; one that is exported twice is listed once. */
function documentedNames({ checker, place }: Declarations): Documented[] {
  const found: Documented[] = [];
  const seen = new Set<ts.Symbol>();
  visit(checker.getSymbolAtLocation(place)!, "");
  return found;

  function visit(module: ts.Symbol, prefix: string): void {
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const path = prefix + exported.name;
      if (symbol.flags & ts.SymbolFlags.ValueModule) visit(symbol, `${path}.`);
      else if (!seen.has(symbol)) found.push(documented(symbol, path));
      seen.add(symbol);
    }
  }

  function documented(symbol: ts.Symbol, path: string): Documented {
    const isValue = (symbol.flags & ts.SymbolFlags.Value) !== 0;
    const tags = symbol.getJsDocTags(checker);
    const textOf = ({ text }: ts.JSDocTagInfo) => ts.displayPartsToString(text);
    const parameters = tags.filter(({ name }) => name === "param").map((tag) => textOf(tag).split(" ", 1)[0]);
    const calls = isValue ? checker.getTypeOfSymbol(symbol).getCallSignatures() : [];
    const example = tags.find(({ name }) => name === "example");
    return {
      path,
      description: ts.displayPartsToString(symbol.getDocumentationComment(checker)),
      undescribed: calls
        .flatMap((call) => call.parameters.map(({ name }) => name))
        .filter((name) => !parameters.includes(name)),
      example: example === undefined ? undefined : textOf(example).replace(/^```ts\n|\n```$/g, ""),
      isValue,
    };
  }
}
