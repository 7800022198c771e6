/**
 * Tests the suite itself: it fails for a wrong gradient anywhere in a layer, and for a wrong operation of a
 * back end.
 */
import assert from "node:assert/strict";
import { plainBackend, useBackend, type Backend } from "../../src/tensor/backend.js";
import type { Largest } from "../../src/tensor/operations/pooling.js";
import { Tensor } from "../../src/tensor/tensor.js";
import { breakEachGradient } from "../autograd/breaks.js";
import { assertGradients } from "../autograd/differences.js";
import { CASES, caseName, type LayerCase } from "./cases.js";
import { assertClose } from "./oracle.js";
import { referenceOf } from "./reference.js";
import { exactly, valueOf } from "./subject.js";

function compareGradients(each: LayerCase): void {
  const { f, of } = exactly(each);
  assertGradients(each.kind, f, of);
}

function compareValues(each: LayerCase): void {
  const { layer, inputs, value } = referenceOf(each);
  assertClose(valueOf(layer, inputs, false, each.call), value(false), each.kind);
}

/** Whether a comparison finds a difference; any other error is a mistake of the test. */
function fails(compare: () => void): boolean {
  try {
    compare();
    return false;
  } catch (error) {
    if (error instanceof assert.AssertionError) return true;
    throw error;
  }
}

describe("a gradient that is wrong on purpose", () => {
  for (const each of CASES) {
    it(`is detected in ${caseName(each)}`, () => {
      const { f, of } = exactly(each);
      const { found, unseen } = breakEachGradient(f, of);
      assert.deepEqual(unseen, []);
      assert.ok(found > 0);
    });
  }
});

describe("a wrong operation of a back end", () => {
  const negative = (x: Tensor) =>
    new Tensor(
      x.data.map((value) => -value),
      x.shape,
    );
  const wrong: { [Name in Exclude<keyof Backend, "name">]: Backend[Name] } = {
    matMul: (...given) => negative(plainBackend.matMul(...given)),
    conv2d: (...given) => negative(plainBackend.conv2d(...given)),
    conv2dByInput: (...given) => negative(plainBackend.conv2dByInput(...given)),
    conv2dByFilters: (...given) => negative(plainBackend.conv2dByFilters(...given)),
    maxPool2d: (...given): Largest => {
      const { result, sources } = plainBackend.maxPool2d(...given);
      return { result, sources: sources.map((source) => Math.max(0, source - 1)) };
    },
    maxPool2dByInput: (...given) => negative(plainBackend.maxPool2dByInput(...given)),
    averagePool2d: (...given) => negative(plainBackend.averagePool2d(...given)),
    averagePool2dByInput: (...given) => negative(plainBackend.averagePool2dByInput(...given)),
  };
  /** The comparisons that find no difference with right operations; any other would "detect" everything. */
  let comparisons: (() => void)[];
  before(() => {
    const all = CASES.flatMap((each) => [() => compareGradients(each), () => compareValues(each)]);
    comparisons = all.filter((compare) => !fails(compare));
    const excepted = CASES.filter(({ differs }) => differs?.in.includes("prediction") === true);
    assert.equal(comparisons.length, all.length - excepted.length);
  });

  it("is not detected where the operations are right", () => {
    assert.ok(!comparisons.some(fails));
  });
  for (const [name, operation] of Object.entries(wrong)) {
    it(`is detected: ${name}`, () => {
      const before = useBackend({ ...plainBackend, [name]: operation });
      try {
        assert.ok(comparisons.some(fails));
      } finally {
        useBackend(before);
      }
    });
  }
});
