/** Clusters by k-means, and the classes of points by their nearest neighbours. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

const COUNT = 30;

function nearest(points: tf.Tensor2D, centres: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() =>
    tf.squaredDifference(points.expandDims(1), centres.expandDims(0)).sum(2).argMin<tf.Tensor1D>(1),
  );
}

function means(points: tf.Tensor2D, groups: tf.Tensor1D, count: number): tf.Tensor2D {
  return tf.tidy(() => {
    const rows: tf.Tensor[] = [];
    for (let group = 0; group < count; group++) {
      const mask = groups.equal(tf.scalar(group, "int32")).cast("float32").expandDims(1);
      rows.push(points.mul(mask).sum(0).div(tf.maximum(mask.sum(), 1)));
    }
    return tf.stack(rows) as tf.Tensor2D;
  });
}

export async function main(): Promise<Results> {
  const shifts = Array.from({ length: COUNT }, (_, i) => [2 * (i % 3), i % 2]);
  const points: tf.Tensor2D = tf.tensor2d(weightsOf(2 * COUNT, 3), [COUNT, 2]).add(tf.tensor2d(shifts));
  let centres = points.slice([0, 0], [3, -1]);
  const before = tf.memory().numTensors;
  for (let step = 0; step < 6; step++) {
    const [groups, old] = [nearest(points, centres), centres];
    centres = means(points, groups, 3);
    tf.dispose([groups, old]);
  }
  const left = tf.memory().numTensors - before;
  const groups = nearest(points, centres);

  const queries = tf.tensor2d(weightsOf(8, 9, 2), [4, 2]);
  const distances = tf.tidy(() => {
    const squares = points.square().sum(1, true).transpose();
    return queries
      .square()
      .sum(1, true)
      .add(squares)
      .sub(tf.matMul(queries, points, false, true).mul(2));
  });
  const { indices } = tf.topk(distances.neg(), 5);
  const votes = tf.oneHot(groups.gather(indices.flatten()), 3).reshape([4, 5, 3]).sum(1);
  return {
    left: [left],
    centres: await centres.data(),
    groups: await groups.data(),
    sums: await tf.unsortedSegmentSum(points, groups, 3).data(),
    counts: await tf.bincount(groups, tf.tensor1d([]), 3).data(),
    neighbours: await indices.data(),
    classes: await votes.argMax(-1).data(),
  };
}
