import assert from "node:assert/strict";
import { drawDigits } from "../../../src/datasets/stand-in/digits.js";
import { nearestMeanAccuracy } from "./nearest-mean.js";

describe("generated digits", () => {
  const { train, test } = drawDigits();

  it("are the same on every call", () => {
    assert.deepEqual(drawDigits(), { train, test });
  });

  it("include all classes, almost equally often", () => {
    for (const { labels, count } of [train, test]) {
      const counts = new Array<number>(10).fill(0);
      labels.forEach((label) => counts[label]++);
      for (const found of counts)
        assert.ok(Math.abs(found - count / 10) < 4 * Math.sqrt(count * 0.09), counts.join());
    }
  });

  it("have ink in the middle and none at the edge, and all differ", () => {
    const seen = new Set<string>();
    for (let i = 0; i < test.count; i++) {
      const pixels = test.images.subarray(i * 784, (i + 1) * 784);
      const ink = pixels.reduce((sum, byte) => sum + byte, 0) / 255;
      assert.ok(ink > 15 && ink < 250, `${ink}`);
      seen.add(pixels.join());
    }
    assert.equal(seen.size, test.count);
  });

  it("are classified by the nearest mean image better than by chance, but not perfectly", () => {
    const accuracy = nearestMeanAccuracy(train, test, 10);
    assert.ok(accuracy > 0.6 && accuracy < 0.98, `${accuracy}`);
  });
});
