/** The table of layers in docs/engine.md: every layer stands there, with exactly the options that it reads. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { KERNEL_OPTIONS } from "../../src/layers/kernel-layer.js";
import type { Layer } from "../../src/layers/layer.js";
import * as layers from "../../src/layers/layers.js";
import { CASES, optionsOf, type LayerCase } from "./cases.js";
import { make } from "./subject.js";

const DOCUMENT = new URL("../../../docs/engine.md", import.meta.url);

/** The options that the table gives for each layer. */
function documented(): Map<string, readonly string[]> {
  const table = /^\| layer .*\n\|.*\n((?:\|.*\n)+)/m.exec(readFileSync(DOCUMENT, "utf8"))?.[1] ?? "";
  const options = new Map<string, readonly string[]>();
  for (const row of table.trimEnd().split("\n")) {
    const [, names, cell] = row.split("|");
    const listed = [...cell.matchAll(/_kernel_|(as )?`(\w+)`/g)].flatMap(([written, same, name]) =>
      same !== undefined ? options.get(name)! : written === "_kernel_" ? KERNEL_OPTIONS : [name],
    );
    for (const [, name] of names.matchAll(/`(\w+)`/g)) options.set(name, listed);
  }
  return options;
}

function optionNames(each: LayerCase): readonly string[] {
  const layer = make(each.kind, optionsOf(each, make));
  return (layer.constructor as typeof Layer).optionNames ?? [];
}

describe("the table of layers in docs/engine.md", () => {
  const sorted = (names: readonly string[]) => [...names].sort();

  it("names every layer", () => {
    const made = Object.keys(layers).filter((name) => /^[a-z]/.test(name) && name !== "registerLayer");
    assert.deepEqual(sorted([...documented().keys()]), sorted(made));
  });

  for (const each of new Map(CASES.map((one) => [one.kind, one])).values()) {
    it(`gives the options of ${each.kind}`, () => {
      assert.deepEqual(sorted(documented().get(each.kind)!), sorted(optionNames(each)));
    });
  }
});
