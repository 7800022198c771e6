import assert from "node:assert/strict";
import { drawPictures } from "../../../src/datasets/stand-in/pictures.js";

describe("drawn pictures", () => {
  const { train, test } = drawPictures();

  it("are the same on every call", () => {
    assert.deepEqual(drawPictures(), { train, test });
  });

  it("come from every class, and no two are alike", () => {
    const counts = new Array<number>(10).fill(0);
    const seen = new Set<string>();
    test.labels.forEach((label, i) => {
      counts[label]++;
      seen.add(test.images.subarray(i * 3072, (i + 1) * 3072).join());
    });
    for (const found of counts) assert.ok(found > 60 && found < 140, counts.join());
    assert.equal(seen.size, test.count);
  });

  it("can be told apart by the mean picture that is nearest, better than by chance and not perfectly", () => {
    const means = Array.from({ length: 10 }, () => new Float64Array(3072));
    const counts = new Array<number>(10).fill(0);
    train.labels.forEach((label, i) => {
      counts[label]++;
      for (let p = 0; p < 3072; p++) means[label][p] += train.images[i * 3072 + p];
    });
    means.forEach((mean, label) => mean.forEach((value, p) => (mean[p] = value / counts[label])));
    const right = test.labels.filter((label, i) => {
      const distances = means.map((mean) => mean.reduce((sum, value, p) => sum + (value - test.images[i * 3072 + p]) ** 2, 0));
      return distances.indexOf(Math.min(...distances)) === label;
    }).length;
    assert.ok(right > 0.2 * test.count && right < 0.9 * test.count, `${right}`);
  });
});
