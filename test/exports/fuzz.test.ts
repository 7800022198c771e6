/**
 * Every export, called with values of its declared types, good and bad, and of others: it ends in a result whose shape and numbers belong
 * together, or in a `NeuronesError` that says what was received, what was expected, and the mend; never in an error of JavaScript's.
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setLanguage } from "../../src/index.js";
import { NOTEBOOK } from "../../src/host/notebook.js";
import { written } from "../../src/errors/written.js";
import { RandomStream } from "../../src/random/stream.js";
import { faultOf, faultOfResult, reach } from "./calls.js";
import { readDeclarations, type Callable, type Declarations } from "./declared.js";
import { Values } from "./values.js";

const MODES = ["declared", "one strange", "all strange", "too few"] as const;
/** Calls of each, by mode. */
const COUNTS: Readonly<Record<(typeof MODES)[number], number>> = { declared: 10, "one strange": 6, "all strange": 3, "too few": 3 };

describe("every export, called with anything", function () {
  this.timeout(120_000);
  let declarations: Declarations;
  let values: Values;
  let folder: string;
  const before_ = process.cwd();
  const log = console.log;

  before(() => {
    declarations = readDeclarations();
    values = new Values(declarations);
    folder = mkdtempSync(join(tmpdir(), "neurones-exports-"));
    process.chdir(folder);
    (globalThis as { [NOTEBOOK]?: unknown })[NOTEBOOK] = { display: () => ({ update: () => undefined }), warn: () => undefined, currentRun: () => ({ signal: new AbortController().signal, throwIfInterrupted: () => undefined }) };
  });

  after(() => {
    process.chdir(before_);
    rmSync(folder, { recursive: true, force: true });
    delete (globalThis as { [NOTEBOOK]?: unknown })[NOTEBOOK];
    setLanguage("fr");
  });

  it("ends in a result or in an error of ours", async () => {
    const faults: string[] = [];
    const only = process.env.FUZZ_ONLY;
    const skip = process.env.FUZZ_SKIP;
    for (const callable of declarations.callables) {
      if (only !== undefined && !new RegExp(only).test(callable.path)) continue;
      if (skip !== undefined && new RegExp(skip).test(callable.path)) continue;
      const start = performance.now();
      faults.push(...(await fuzz(callable)));
      const took = performance.now() - start;
      if (took > 300) log(`${callable.path} took ${took.toFixed(0)} ms`);
    }
    assert.equal(faults.length, 0, `${faults.length} faults\n${faults.join("\n")}`);
  });

  async function fuzz(callable: Callable): Promise<string[]> {
    const faults = new Set<string>();
    for (const [modeNumber, mode] of MODES.entries()) {
      for (let i = 0; i < COUNTS[mode]; i++) {
        const random = new RandomStream(i, modeNumber, ...Array.from(callable.path, (letter) => letter.charCodeAt(0)));
        const signature = callable.signatures[i % callable.signatures.length];
        const given = values.arguments(signature, callable.path, random, mode);
        if (process.env.FUZZ_LOG !== undefined) process.stderr.write(`${callable.path}(${given.map(written).join(", ")})\n`);
        const fault = await outcome(() => reach(callable, random)(...given));
        if (fault !== undefined) faults.add(`${callable.path}(${given.map(written).join(", ").slice(0, 160)}): ${fault}`);
      }
    }
    return [...faults];
  }

  async function outcome(call: () => unknown): Promise<string | undefined> {
    console.log = () => undefined;
    try {
      return faultOfResult(await call());
    } catch (error) {
      return faultOf(error);
    } finally {
      console.log = log;
      setLanguage("fr");
    }
  }
});
