/**
 * The declarations that the compiler reads for `import … from "neurones"` in a cell. They may import
 * declarations of this repository only: types of a package would make the compiler read the declarations of
 * the package before the first cell.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { ROOT } from "../setup/clone.js";

/** All declaration files that a file imports, directly or not, each with its imports. */
function declarationsFrom(entry: string): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const waiting = [entry];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    const imported = ts
      .preProcessFile(readFileSync(file, "utf8"))
      .importedFiles.map(({ fileName }) => fileName);
    found.set(file, imported);
    for (const name of imported.filter((each) => each.startsWith("."))) {
      waiting.push(path.resolve(path.dirname(file), name.replace(/\.js$/, ".d.ts")));
    }
  }
  return found;
}

describe("the declarations of the public API", () => {
  it("import no package's types", () => {
    const found = declarationsFrom(path.join(ROOT, "dist", "src", "index.d.ts"));
    assert.ok(found.size > 100, `only ${found.size} files were found`);
    const foreign = [...found].flatMap(([file, imported]) =>
      imported.filter((name) => !name.startsWith(".")).map((name) => `${path.relative(ROOT, file)}: ${name}`),
    );
    assert.deepEqual(foreign, []);
  });
});
