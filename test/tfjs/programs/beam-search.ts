/** The likeliest sequences of a Markov chain, found by a beam of whole tensors, and what sampling would choose from. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

const LETTERS = 6;
const WIDTH = 3;

export async function main(): Promise<Results> {
  const chain = tf.tensor2d(weightsOf(LETTERS * LETTERS, 9, 2), [LETTERS, LETTERS]).logSoftmax();
  let beams: tf.Tensor2D = tf.zeros([1, 1], "int32");
  let scores: tf.Tensor1D = tf.zeros([1]);
  for (let step = 0; step < 5; step++)
    [beams, scores] = tf.tidy((): [tf.Tensor2D, tf.Tensor1D] => {
      const last: tf.Tensor1D = beams.slice([0, beams.shape[1] - 1], [-1, 1]).squeeze([1]);
      const total = chain.gather(last).add(scores.expandDims(1));
      const { values, indices } = tf.topk(total.flatten(), Math.min(WIDTH, total.size));
      const letters = tf.scalar(LETTERS, "int32");
      // A quotient of whole numbers is whole.
      const rows = beams.gather(indices.div(letters) as tf.Tensor1D);
      return [rows.concat(indices.mod(letters).expandDims(1), 1), values as tf.Tensor1D];
    });

  const likely = chain.div(0.7).softmax();
  const { values } = tf.topk(likely, LETTERS);
  const nucleus = tf.cumsum(values, 1, true).less(0.9);
  return {
    beams: await beams.data(),
    scores: await scores.data(),
    kept: await nucleus.data(),
    counts: await nucleus.sum(1).data(),
    certain: await tf.multinomial(tf.tensor1d([-1000, 0]), 5, 3).data(),
    ranks: await tf.searchSorted(tf.tensor2d([[1, 3, 5]]), tf.tensor2d([[2, 5]]), "right").data(),
    text: Array.from(beams.toString(), (letter) => letter.charCodeAt(0)),
  };
}
