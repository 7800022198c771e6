/** Principal components: by power iteration on the covariance matrix, and orthonormal bases. */
import * as tf from "neurones/tfjs";
import { weightsOf, type Results } from "./draws.js";

export async function main(): Promise<Results> {
  const x = tf.tensor2d(weightsOf(200, 7), [50, 4]);
  const centred: tf.Tensor2D = x.sub(x.mean(0));
  const covariance: tf.Tensor2D = tf.matMul(centred, centred, true, false).div(tf.scalar(49));
  const components: tf.Tensor2D[] = [];
  const variances: number[] = [];
  let rest = covariance;
  for (let component = 0; component < 2; component++) {
    let direction: tf.Tensor2D = tf.ones([4, 1]);
    for (let step = 0; step < 60; step++)
      direction = tf.tidy(() => {
        const turned = rest.matMul(direction);
        return turned.div(turned.norm());
      });
    const variance = direction.transpose().matMul(rest).matMul(direction).asScalar();
    rest = rest.sub(tf.outerProduct(direction.as1D(), direction.as1D()).mul(variance));
    components.push(direction);
    variances.push((await variance.data())[0]);
  }
  const basis = tf.concat(components, 1);
  const square = tf.linalg.gramSchmidt(tf.tensor2d(weightsOf(9, 3), [3, 3])) as tf.Tensor2D;
  const [q, r] = tf.linalg.qr(tf.tensor2d(weightsOf(12, 4), [4, 3]));
  return {
    variances,
    projected: await centred.matMul(basis).abs().data(),
    orthonormal: await square.matMul(square, false, true).data(),
    product: await q.matMul(r).data(),
    band: await tf.linalg.bandPart(covariance, 1, 0).data(),
    einsum: await tf.einsum("ij,kj->ik", covariance, rest).data(),
  };
}
