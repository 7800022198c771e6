/** Deep Q-learning: an online and a target network, replay of steps, gradients of chosen weights. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

const SIDE = 5;
const ACTIONS = 3;

interface Step {
  state: number[];
  action: number;
  reward: number;
  done: boolean;
  next: number[];
}

function createDeepQNetwork(): tf.Sequential {
  const model = tf.sequential();
  model.add(
    tf.layers.conv2d({
      filters: 4,
      kernelSize: 3,
      strides: 1,
      activation: "relu",
      inputShape: [SIDE, SIDE, 2],
    }),
  );
  model.add(tf.layers.batchNormalization());
  model.add(tf.layers.flatten());
  model.add(tf.layers.dense({ units: 8, activation: "relu" }));
  model.add(tf.layers.dropout({ rate: 0 }));
  model.add(tf.layers.dense({ units: ACTIONS }));
  return model;
}

function copyWeights(target: tf.Sequential, source: tf.Sequential): void {
  let original: boolean | undefined;
  if (target.trainable !== source.trainable) {
    original = target.trainable;
    target.trainable = source.trainable;
  }
  target.setWeights(source.getWeights());
  if (original !== undefined) target.trainable = original;
}

function getStateTensor(states: number[][]): tf.Tensor4D {
  const buffer = tf.buffer<tf.Rank.R4>([states.length, SIDE, SIDE, 2]);
  states.forEach((cells, n) =>
    cells.forEach((cell, i) => buffer.set(1, n, Math.floor(cell / SIDE), cell % SIDE, i % 2)),
  );
  return buffer.toTensor();
}

function memory(count: number): Step[] {
  const draw = draws(41);
  const cells = () => Array.from({ length: 5 }, () => Math.floor(draw() * SIDE * SIDE));
  return Array.from({ length: count }, () => ({
    state: cells(),
    action: Math.floor(draw() * ACTIONS),
    reward: draw() > 0.7 ? 10 : -0.2,
    done: draw() > 0.8,
    next: cells(),
  }));
}

class Agent {
  readonly onlineNetwork = createDeepQNetwork();
  readonly targetNetwork = createDeepQNetwork();
  readonly optimizer: tf.Optimizer = tf.train.adam(1e-2);

  constructor() {
    this.targetNetwork.trainable = false;
    this.onlineNetwork.setWeights(
      this.onlineNetwork
        .getWeights()
        .map((w, i) => (i === 2 || i === 3 || i > 7 ? w : tf.tensor(weightsOf(w.size, i, 0.4), w.shape))),
    );
    copyWeights(this.targetNetwork, this.onlineNetwork);
  }

  trainOnReplayBatch(batch: Step[], gamma: number): number {
    const lossFunction = () =>
      tf.tidy(() => {
        const stateTensor = getStateTensor(batch.map(({ state }) => state));
        const actionTensor = tf.tensor1d(
          batch.map(({ action }) => action),
          "int32",
        );
        const qs = (this.onlineNetwork.apply(stateTensor, { training: true }) as tf.Tensor)
          .mul(tf.oneHot(actionTensor, ACTIONS))
          .sum(-1);
        const rewardTensor = tf.tensor1d(batch.map(({ reward }) => reward));
        const nextStateTensor = getStateTensor(batch.map(({ next }) => next));
        const nextMaxQTensor = (this.targetNetwork.predict(nextStateTensor) as tf.Tensor).max(-1);
        const doneMask = tf.scalar(1).sub(tf.tensor1d(batch.map(({ done }) => done)).asType("float32"));
        const targetQs = rewardTensor.add(nextMaxQTensor.mul(doneMask).mul(gamma));
        return tf.losses.meanSquaredError(targetQs, qs).asScalar();
      });
    const { value, grads } = tf.variableGrads(lossFunction, this.onlineNetwork.getWeights() as tf.Variable[]);
    this.optimizer.applyGradients(grads);
    const loss = value.dataSync()[0];
    tf.dispose([value, grads] as tf.TensorContainer);
    return loss;
  }

  act(state: number[]): number {
    return tf.tidy(() => {
      const output = this.onlineNetwork.predict(getStateTensor([state])) as tf.Tensor;
      return output.argMax(-1).dataSync()[0];
    });
  }
}

export async function main(): Promise<Results> {
  const steps = memory(48);
  const agent = new Agent();
  const losses: number[] = [];
  for (let i = 0; i < 6; i++) {
    losses.push(agent.trainOnReplayBatch(steps.slice(i * 8, i * 8 + 8), 0.9));
    if (i === 2) copyWeights(agent.targetNetwork, agent.onlineNetwork);
    await tf.nextFrame();
  }
  const qs = agent.onlineNetwork.predict(
    getStateTensor(steps.slice(0, 4).map(({ state }) => state)),
  ) as tf.Tensor;
  const target = agent.targetNetwork.predict(getStateTensor([steps[0].state])) as tf.Tensor;
  return {
    losses,
    actions: steps.slice(0, 8).map(({ state }) => agent.act(state)),
    qs: qs.dataSync(),
    target: target.dataSync(),
    online: agent.onlineNetwork.getWeights()[0].dataSync(),
    trainable: [agent.targetNetwork.trainableWeights.length, agent.onlineNetwork.trainableWeights.length],
  };
}
