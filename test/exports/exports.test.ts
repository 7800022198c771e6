/**
 * Every export of `src/index.ts`, called.
 *
 * First with good arguments, at least twenty times each: the result has the shape that the operation's rule
 * gives, is finite, and is the same with plain operations, with compiled ones, and on the engine of models.
 * An export without a rule fails.
 *
 * Then with values of the declared types, good and bad, and with values of any other type: it returns a
 * result whose shape fits its numbers, or throws a `NeuronesError` that says what was received, what was
 * expected and what to change; never an error of JavaScript's.
 */
import assert from "node:assert/strict";
import { written } from "../../src/errors/written.js";
import { compiledBackend } from "../../src/fast/backend.js";
import { Tensor } from "../../src/index.js";
import { RandomStream } from "../../src/random/stream.js";
import { plainBackend, useBackend, type Backend } from "../../src/tensor/backend.js";
import { faultOf, faultOfResult, reach } from "./calls.js";
import { readDeclarations, type Callable, type Declarations } from "./declared.js";
import { CORE_RULES } from "./core-rules.js";
import { LAYER_RULES, nearlyEqual } from "./layer-rules.js";
import { OPERATION_RULES } from "./operation-rules.js";
import { OTHER_RULES } from "./other-rules.js";
import { inQuietPlace } from "./quiet.js";
import type { Rule, Rules } from "./rule.js";
import { Values } from "./values.js";

const RULES: Rules = { ...OPERATION_RULES, ...CORE_RULES, ...LAYER_RULES, ...OTHER_RULES };
/** How often each is called with good arguments; figures, which take long to draw, less often. */
const ATTEMPTS = 20;
const FIGURES = 4;

const MODES = ["declared", "one strange", "all strange", "too few"] as const;
/** Calls of each function, class and method, by mode. */
const COUNTS: Readonly<Record<(typeof MODES)[number], number>> = {
  declared: 10,
  "one strange": 6,
  "all strange": 3,
  "too few": 3,
};

/** The same numbers for the same function on every run. */
function streamFor(path: string, ...numbers: readonly number[]): RandomStream {
  return new RandomStream(1, ...numbers, ...Array.from(path, (letter) => letter.charCodeAt(0)));
}

describe("every export", () => {
  let declarations: Declarations;
  let values: Values;
  inQuietPlace();

  before(() => {
    declarations = readDeclarations();
    values = new Values(declarations);
  });

  it("has a rule, and every rule has an export", () => {
    assert.deepEqual([...declarations.exports].sort(), Object.keys(RULES).sort());
  });

  for (const [title, rules] of [
    ["operations", OPERATION_RULES],
    ["operations of the core", CORE_RULES],
    ["layers", LAYER_RULES],
    ["everything else", OTHER_RULES],
  ] as const) {
    it(`follows its rule for good arguments: ${title}`, async () => {
      const faults: string[] = [];
      for (const [path, rule] of Object.entries(rules)) {
        for (let attempt = 0; attempt < (path.startsWith("plots.") ? FIGURES : ATTEMPTS); attempt++) {
          const fault = await faultOfRule(
            path,
            rule,
            attempt,
            rules === OTHER_RULES
              ? [undefined]
              : [plainBackend, compiledBackend("relaxed"), compiledBackend("plain")],
          );
          if (fault !== undefined) faults.push(`${path}, attempt ${attempt}: ${fault}`);
        }
      }
      assert.equal(faults.length, 0, `${faults.length} faults\n${faults.join("\n")}`);
    });
  }

  it("returns a sound result or throws a complete error of the course, whatever its arguments", async () => {
    const faults: string[] = [];
    for (const callable of declarations.callables) faults.push(...(await faultsOf(callable)));
    assert.equal(faults.length, 0, `${faults.length} faults\n${faults.join("\n")}`);
  });

  async function faultsOf(callable: Callable): Promise<string[]> {
    const faults = new Set<string>();
    for (const [modeNumber, mode] of MODES.entries()) {
      for (let i = 0; i < COUNTS[mode]; i++) {
        const random = streamFor(callable.path, modeNumber, i);
        const given = values.arguments(
          callable.signatures[i % callable.signatures.length],
          callable.path,
          random,
          mode,
        );
        const fault = await ending(() => reach(callable, random)(...given));
        if (fault !== undefined)
          faults.add(`${callable.path}(${given.map(written).join(", ").slice(0, 160)}): ${fault}`);
      }
    }
    return [...faults];
  }
});

async function ending(call: () => unknown): Promise<string | undefined> {
  try {
    return faultOfResult(await call());
  } catch (error) {
    return faultOf(error);
  }
}

/** The fault of a good call's result on each backend (undefined stands for the current one). */
async function faultOfRule(
  path: string,
  rule: Rule,
  attempt: number,
  backends: readonly (Backend | undefined)[],
): Promise<string | undefined> {
  let first: readonly Tensor[] | undefined;
  for (const backend of backends) {
    const usual = backend === undefined ? undefined : useBackend(backend);
    try {
      const {
        call,
        shape,
        shapes = shape === undefined ? undefined : [shape],
        holds,
      } = rule(streamFor(path, attempt), attempt);
      const result = await call();
      const tensors = [result].flat().filter((each) => each instanceof Tensor);
      if (
        shapes !== undefined &&
        JSON.stringify(tensors.map((each) => each.shape)) !== JSON.stringify(shapes)
      )
        return `shapes ${JSON.stringify(tensors.map((each) => each.shape))} instead of ${JSON.stringify(shapes)}`;
      if (tensors.some(({ data }) => !data.every(Number.isFinite))) return "numbers that are not finite";
      if (holds !== undefined && !holds(result)) return `a result that does not hold: ${written(result)}`;
      if (first !== undefined && !tensors.every((each, i) => nearlyEqual(first![i], each)))
        return `other numbers on ${backend?.name} operations`;
      first ??= tensors;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    } finally {
      if (usual !== undefined) useBackend(usual);
    }
  }
  return undefined;
}
