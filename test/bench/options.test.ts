import assert from "node:assert/strict";
import { checkAccepted, parseCommandLine, UsageError } from "../../bench/options.js";

describe("npm run bench: its options", () => {
  it("reads jobs and options in any order", () => {
    const { names, options, given } = parseCommandLine([
      "rnn",
      "--threads",
      "2",
      "lstm",
      "--json",
      "--peers=keras,pytorch",
      "--rounds",
      "9",
    ]);
    assert.deepEqual(names, ["rnn", "lstm"]);
    assert.deepEqual(options, {
      threads: 2,
      rounds: 9,
      json: true,
      peers: ["keras", "pytorch"],
      beside: undefined,
      users: undefined,
      shared: undefined,
    });
    assert.deepEqual(given.toSorted(), ["json", "peers", "rounds", "threads"]);
    assert.deepEqual(parseCommandLine(["rnn"]).options, {
      threads: 1,
      rounds: undefined,
      json: false,
      peers: undefined,
      beside: undefined,
      users: undefined,
      shared: undefined,
    });
  });

  for (const words of [
    ["rnn", "--thread", "2"],
    ["--threads"],
    ["--threads", "0"],
    ["--threads", "two"],
    ["--threads", "1.5"],
    ["--rounds", "-1"],
    ["--peers", "--json"],
    ["--json=yes"],
    ["--beside", ""],
    ["--beside"],
  ]) {
    it(`refuses ${words.join(" ")}`, () => {
      assert.throws(() => parseCommandLine(words), UsageError);
    });
  }

  it("refuses an option that a job does not use", () => {
    assert.throws(
      () => checkAccepted("gemm", ["threads", "json"], ["json"]),
      /gemm has no option --threads; it has --json/,
    );
    checkAccepted("rnn", ["threads"], ["threads", "json"]);
  });
});
