import assert from "node:assert/strict";
import { drawPictures } from "../../../src/datasets/stand-in/pictures.js";
import { nearestMeanAccuracy } from "./nearest-mean.js";

describe("generated images", () => {
  const { train, test } = drawPictures();

  it("are the same on every call", () => {
    assert.deepEqual(drawPictures(), { train, test });
  });

  it("include all classes, and all differ", () => {
    const counts = new Array<number>(10).fill(0);
    const seen = new Set<string>();
    test.labels.forEach((label, i) => {
      counts[label]++;
      seen.add(test.images.subarray(i * 3072, (i + 1) * 3072).join());
    });
    for (const found of counts) assert.ok(found > 60 && found < 140, counts.join());
    assert.equal(seen.size, test.count);
  });

  it("are classified by the nearest mean image better than by chance, but not perfectly", () => {
    const accuracy = nearestMeanAccuracy(train, test, 10);
    assert.ok(accuracy > 0.2 && accuracy < 0.9, `${accuracy}`);
  });
});
