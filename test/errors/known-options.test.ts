import assert from "node:assert/strict";
import { ArgumentError } from "../../src/errors/errors.js";
import { checkKnownOptions } from "../../src/errors/known-options.js";

describe("the names of options", () => {
  const KNOWN = ["batchSize", "epochs", "verbose"];
  const refused = (options: unknown): ArgumentError => {
    try {
      checkKnownOptions(options, KNOWN, { where: "fit" });
    } catch (error) {
      assert.ok(error instanceof ArgumentError);
      return error;
    }
    throw new assert.AssertionError({ message: "the options were accepted" });
  };

  it("accepts known names, no options, and an unknown name whose value is undefined", () => {
    checkKnownOptions({ batchSize: 8 }, KNOWN, { where: "fit" });
    checkKnownOptions(undefined, KNOWN, { where: "fit" });
    checkKnownOptions({ other: undefined }, KNOWN, { where: "fit" });
  });

  it("gives the nearest name, also for Python's spelling", () => {
    assert.match(refused({ batch_size: 8 }).message, /batch_size.*Vouliez-vous dire batchSize/);
    assert.match(refused({ epoch: 8 }).message, /Vouliez-vous dire epochs/);
  });

  it("says that an option does not exist where none is near", () => {
    assert.match(refused({ zzz: 1 }).message, /enlevez-la/);
  });

  it("refuses what is no object of options", () => {
    for (const options of [
      null,
      8,
      "batchSize",
      [8],
      Promise.resolve({}),
      new Map(),
      new Date(0),
      () => ({}),
    ])
      assert.match(refused(options).message, /fit, options : reçu .*attendu un objet/);
  });
});
