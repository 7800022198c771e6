/** The entry `neurones/tfjs` stands above `neurones`: no module of the lessons' entry reaches it. */
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../../../src/", import.meta.url));

/** The files that a file imports or exports from, types included. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)\.js"/g)].map(([, path]) =>
    join(dirname(file), `${path}.ts`),
  );
}

function reachableFrom(start: string): Set<string> {
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file) || !existsSync(file)) return;
    seen.add(file);
    importsOf(file).forEach(visit);
  };
  visit(start);
  return seen;
}

describe("the modules of neurones/tfjs", () => {
  it("are not reachable from src/index.ts", () => {
    const reached = [...reachableFrom(join(SOURCES, "index.ts"))].map((file) => relative(SOURCES, file));
    assert.ok(reached.length > 150 && reached.includes(join("tensor", "tensor.ts")));
    assert.deepEqual(
      reached.filter((file) => file.startsWith("tfjs")),
      [],
    );
  });

  it("are all reachable from src/tfjs/index.ts", () => {
    const reached = reachableFrom(join(SOURCES, "tfjs", "index.ts"));
    const all = readdirSync(join(SOURCES, "tfjs"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => join(SOURCES, "tfjs", file));
    assert.deepEqual(
      all.filter((file) => !reached.has(file)),
      [],
    );
  });
});
