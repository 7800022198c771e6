/** Ranges of versions, beside npm's own `semver`. */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import fc from "fast-check";
import { readNpm } from "../../../src/kernel/packages/npm-specifier.js";
import { isRange, satisfies } from "../../../src/kernel/packages/version-range.js";

const semver = createRequire(import.meta.url)("semver") as {
  satisfies(version: string, range: string): boolean;
  validRange(range: string): string | null;
};

const number = fc.integer({ min: 0, max: 3 }).map(String);
const prerelease = fc.constantFrom("", "", "", "-0", "-alpha", "-alpha.1", "-beta.2", "-1.a");
const version = fc.tuple(number, number, number, prerelease).map(([a, b, c, end]) => `${a}.${b}.${c}${end}`);
const partial = fc.oneof(
  version,
  fc.tuple(number, number).map((parts) => parts.join(".")),
  number,
  fc.constantFrom("1.x", "1.2.x", "1.*", "2.X.x", "v1.2"),
);
const comparator = fc.tuple(
  fc.constantFrom("", "^", "~", "<", "<=", ">", ">=", "=", "~>", "^ ", ">= "),
  partial,
);
const set = fc.oneof(
  fc.array(comparator, { minLength: 1, maxLength: 2 }).map((all) => all.map((one) => one.join("")).join(" ")),
  fc.tuple(partial, partial).map((ends) => ends.join(" - ")),
);
const range = fc.array(set, { minLength: 1, maxLength: 2 }).map((sets) => sets.join(" || "));

describe("ranges of versions", () => {
  it("hold what npm's hold", () => {
    fc.assert(
      fc.property(version, range, (one, all) => {
        assert.equal(satisfies(one, all), semver.satisfies(one, all), `${one} in ${all}`);
      }),
      {
        numRuns: 20_000,
        examples: [
          ["0.2.2-1.a", "0 - 0.2.2-beta.2 || >=0"],
          ["0.0.0-alpha", "0 - 0.0.0-beta.2"],
        ],
      },
    );
  });

  it("without a number hold every version that is no prerelease", () => {
    for (const all of ["", "*", "x", "x.x", ">=*", "^*"])
      for (const one of ["0.0.0", "3.2.1", "1.0.0-alpha"])
        assert.equal(satisfies(one, all), semver.satisfies(one, all), `${one} in ${all}`);
  });

  it("are told from tags as npm tells them", () => {
    const texts = [
      "latest",
      "next",
      "beta-1",
      "1.2",
      "^1",
      "",
      "1.2.3.4",
      "^",
      ">=1 <2",
      "1 - 2",
      "file:x",
      "v1",
    ];
    for (const text of texts) assert.equal(isRange(text), semver.validRange(text) !== null, text);
  });

  it("any text is read without an error", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => typeof satisfies(a, b) === "boolean"));
  });
});

describe("imports of npm:", () => {
  it("have a name, a range and a path", () => {
    assert.deepEqual(readNpm("npm:lodash-es"), { name: "lodash-es", path: "" });
    assert.deepEqual(readNpm("npm:/lodash-es@4/add.js"), { name: "lodash-es", range: "4", path: "/add.js" });
    assert.deepEqual(readNpm("npm:@a/b@^1.2 || 3/deep/x"), {
      name: "@a/b",
      range: "^1.2 || 3",
      path: "/deep/x",
    });
  });

  it("that npm could take for an address, a folder or an option are none", () => {
    const foreign = ["npm:x@file:../y", "npm:x@git+ssh://h/y", "npm:--flag", "npm:../x", "npm:.x", "lodash"];
    for (const text of foreign) assert.equal(readNpm(text), undefined, text);
  });
});
