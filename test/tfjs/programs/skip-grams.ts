/** Word embeddings learned from pairs of neighbours by a loop of one's own, and the nearest words. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

const TEXT = "le chat mange la souris et le chien mange le chat".split(" ");
const WORDS = [...new Set(TEXT)];
const UNITS = 4;

export async function main(): Promise<Results> {
  const ids = TEXT.map((word) => WORDS.indexOf(word));
  const centres = tf.tensor1d(ids.slice(0, -1), "int32");
  const contexts = tf.tensor1d(ids.slice(1), "int32");
  const table = (seed: number) =>
    tf.variable(tf.tensor2d(weightsOf(WORDS.length * UNITS, seed), [WORDS.length, UNITS]));
  const [inner, outer] = [table(3), table(5)];
  const optimizer = tf.train.adagrad(0.5);
  const costs: number[] = [];
  for (let step = 0; step < 12; step++) {
    const cost = optimizer.minimize(() => {
      const logits = tf.gather(inner, centres).matMul(outer, false, true);
      return tf.losses.softmaxCrossEntropy(tf.oneHot(contexts, WORDS.length), logits).asScalar();
    }, true);
    costs.push((await cost!.data())[0]);
    cost!.dispose();
  }
  const unit: tf.Tensor2D = inner.div(inner.norm("euclidean", 1, true));
  const similar = unit.matMul(unit, false, true);
  return {
    costs,
    embeddings: await inner.data(),
    similar: await similar.data(),
    nearest: await tf.topk(similar, 3).indices.data(),
    sentence: await tf.gather(inner, tf.tensor2d([[0, 1], [2, 3]], [2, 2], "int32")).data(), // prettier-ignore
    columns: await tf.gather(inner, [1, 0], 1).data(),
    confusion: await tf.math.confusionMatrix(centres, contexts, WORDS.length).data(),
  };
}
