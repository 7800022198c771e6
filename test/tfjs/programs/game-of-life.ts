/** Conway's game of life: the neighbours of a cell are counted by a convolution, the rules are logic on truth values. */
import * as tf from "neurones/tfjs";
import { draws, type Results } from "./draws.js";

const SIZE = 16;
const AROUND = tf.tensor4d([1, 1, 1, 1, 0, 1, 1, 1, 1], [3, 3, 1, 1]);

function next(world: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    const pictures: tf.Tensor3D = world.toFloat().expandDims(2);
    const neighbours = tf.conv2d(pictures, AROUND, 1, "same").squeeze([2]);
    const three = neighbours.equal(tf.scalar(3));
    const two = neighbours.equal(tf.scalar(2)).logicalAnd(world.cast("bool"));
    return three.logicalOr(two).cast("int32") as tf.Tensor2D;
  });
}

export async function main(): Promise<Results> {
  const draw = draws(2);
  const cells = Array.from({ length: SIZE * SIZE }, () => (draw() < 0.3 ? 1 : 0));
  let world = tf.tensor2d(cells, [SIZE, SIZE], "int32");
  const before = tf.memory().numTensors;
  const alive: number[] = [];
  for (let step = 0; step < 8; step++) {
    const later = next(world);
    world.dispose();
    world = later;
    alive.push(world.sum().dataSync()[0]);
  }
  const left = tf.memory().numTensors - before;
  const places = await tf.whereAsync(world.cast("bool"));
  const inhabited = world.cast("bool").any(1);
  return {
    alive,
    left: [left],
    world: await world.data(),
    places: await places.data(),
    rows: (await tf.booleanMaskAsync(world, inhabited)).shape,
    // Printed texts are equal to the last character.
    text: Array.from(world.cast("bool").slice([0, 0], [4, 5]).toString(true), (letter) =>
      letter.charCodeAt(0),
    ),
  };
}
