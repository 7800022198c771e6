/** Options checked by kind. */
import assert from "node:assert/strict";
import { checkOptions } from "../../src/errors/check-options.js";
import { ArgumentError } from "../../src/errors/errors.js";
import {
  fraction,
  numberAbove,
  numberBetween,
  numberFrom,
  oneOf,
  text,
  TRUTH,
  wholeNumber,
  type Kind,
} from "../../src/errors/kinds.js";

describe("options by their kinds", () => {
  const KINDS: readonly (readonly [
    name: string,
    kind: Kind,
    good: readonly unknown[],
    bad: readonly unknown[],
  ])[] = [
    [
      "a whole number from 1",
      wholeNumber(1, 32),
      [1, 1000],
      [0, -1, 1.5, NaN, Infinity, "1", null, [], 10n, true],
    ],
    ["a number from 0", numberFrom(0, 0.1), [0, 0.5], [-1e-9, NaN, Infinity, "0.1", null]],
    ["a number above 0", numberAbove(0, 1), [1e-9, 3], [0, -1, NaN, Infinity]],
    ["a number from 0 to less than 1", fraction(0.9), [0, 0.999], [1, -0.1, NaN, "0.5"]],
    ["a number between two", numberBetween(0, 1, 0.5), [0, 1], [1.01, -1, NaN]],
    ["one of several", oneOf("min", "max", 0), ["min", 0], ["maximum", 1, "0", null]],
    ["true or false", TRUTH, [true, false], [0, 1, "true", null]],
    ["text", text("m"), ["m"], ["", 3, null]],
  ];
  for (const [name, kind, good, bad] of KINDS) {
    it(`takes ${name}`, () => {
      for (const option of good) checkOptions({ option }, { option: kind }, "here");
      for (const option of bad) {
        assert.throws(
          () => checkOptions({ option }, { option: kind }, "here"),
          (error: unknown) =>
            error instanceof ArgumentError &&
            error.where === "here" &&
            error.argument === "option" &&
            error.mend !== "",
          String(option),
        );
      }
    });
  }

  it("requires the options that must be given, and no others", () => {
    const kinds = { a: wholeNumber(0, 1), b: TRUTH };
    checkOptions({ a: 1 }, kinds, "here", ["a"]);
    checkOptions(undefined, kinds, "here");
    assert.throws(
      () => checkOptions({ b: true }, kinds, "here", ["a"]),
      (error: unknown) => error instanceof ArgumentError && error.argument === "a",
    );
    assert.throws(() => checkOptions(undefined, kinds, "here", ["a"]), ArgumentError);
    assert.throws(() => checkOptions({ c: 1 }, kinds, "here"), ArgumentError);
  });
});
