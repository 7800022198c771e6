/**
 * Programs of the kinds that TensorFlow.js' users write: each runs with `neurones/tfjs` and with
 * `@tensorflow/tfjs`, the import alone changed, and computes the same numbers; `tsc` accepts both.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import type { Results } from "./programs/draws.js";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "..", "..", "..");
const SOURCES = join(ROOT, "test", "tfjs", "programs");
const COMPILED = join(HERE, "programs");
const OTHER = join(HERE, "programs-of-tensorflow");
const NAMES = readdirSync(SOURCES)
  .filter((file) => file.endsWith(".ts") && file !== "draws.ts")
  .map((file) => file.slice(0, -3));

/** The largest difference of two numbers, in proportion to the larger one where it is above 1. */
const TOLERANCE = 3e-5;

interface Program {
  main(): Promise<Results>;
}

function withOtherImport(source: string): string {
  return source.replaceAll('"neurones/tfjs"', '"@tensorflow/tfjs"');
}

/** A program's file in either folder. In the other one it ends otherwise: `npm start` deletes a `.js` file that has no source. */
const compiledFile = (name: string): string => join(COMPILED, `${name}.js`);
const otherFile = (name: string): string => join(OTHER, `${name}.mjs`);

/** The findings of the type checker on all programs, with TensorFlow.js' types. */
function findings(): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    join(ROOT, "tsconfig.engineering.json"),
    { noEmit: true, composite: false, incremental: false },
    { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined },
  )!;
  const host = ts.createCompilerHost(config.options);
  const read = host.readFile.bind(host);
  host.readFile = (file) => {
    const text = read(file);
    return text !== undefined && file.startsWith(SOURCES) ? withOtherImport(text) : text;
  };
  const program = ts.createProgram(
    NAMES.map((name) => join(SOURCES, `${name}.ts`)),
    { ...config.options, tsBuildInfoFile: undefined },
    host,
  );
  return ts.getPreEmitDiagnostics(program).map((finding) => {
    const { line } = finding.file?.getLineAndCharacterOfPosition(finding.start ?? 0) ?? { line: 0 };
    return `${finding.file?.fileName ?? ""}:${line + 1} ${ts.flattenDiagnosticMessageText(finding.messageText, " ")}`;
  });
}

describe("programs written for TensorFlow.js", () => {
  before(() => {
    mkdirSync(OTHER, { recursive: true });
    for (const name of [...NAMES, "draws"])
      writeFileSync(
        otherFile(name),
        withOtherImport(readFileSync(compiledFile(name), "utf8")).replaceAll('"./draws.js"', '"./draws.mjs"'),
      );
  });

  it("are accepted by the type checker with TensorFlow.js' types too", () => {
    assert.deepEqual(findings(), []);
  });

  for (const name of NAMES)
    it(`${name}: the same numbers with either import`, async () => {
      const [ours, theirs] = await Promise.all(
        [compiledFile(name), otherFile(name)].map(
          (file) => import(pathToFileURL(file).href) as Promise<Program>,
        ),
      );
      const expected = await theirs.main();
      const results = await ours.main();
      assert.deepEqual(Object.keys(results), Object.keys(expected));
      for (const [key, values] of Object.entries(expected)) {
        assert.equal(results[key].length, values.length, key);
        Array.from(values).forEach((value, i) => {
          const other = results[key][i];
          const difference = Math.abs(other - value) / Math.max(1, Math.abs(value));
          assert.ok(difference <= TOLERANCE, `${key}[${i}]: ${other} instead of ${value}`);
        });
      }
    });
});
