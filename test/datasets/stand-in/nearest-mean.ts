/**
 * A simple classifier, which shows that generated images can be classified: the class with the nearest mean
 * image.
 */
import type { ImageSet } from "../../../src/datasets/images/image-data.js";

/** The accuracy on the test images. */
export function nearestMeanAccuracy(train: ImageSet, test: ImageSet, classes: number): number {
  const size = train.images.length / train.count;
  const means = Array.from({ length: classes }, () => new Float64Array(size));
  const counts = new Array<number>(classes).fill(0);
  train.labels.forEach((label, i) => {
    counts[label]++;
    for (let p = 0; p < size; p++) means[label][p] += train.images[i * size + p];
  });
  means.forEach((mean, label) => mean.forEach((value, p) => (mean[p] = value / counts[label])));
  const right = test.labels.filter((label, i) => {
    const distances = means.map((mean) =>
      mean.reduce((sum, value, p) => sum + (value - test.images[i * size + p]) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances)) === label;
  });
  return right.length / test.count;
}
