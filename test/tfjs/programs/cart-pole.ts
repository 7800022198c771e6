/** Policy gradient: a cart balances a pole; gradients are collected by name, scaled and averaged. */
import * as tf from "neurones/tfjs";
import { draws, weightsOf, type Results } from "./draws.js";

class CartPole {
  x = 0.02;
  xDot = 0;
  theta = 0.03;
  thetaDot = 0;

  getStateTensor(): tf.Tensor2D {
    return tf.tensor2d([[this.x, this.xDot, this.theta, this.thetaDot]]);
  }

  update(action: number): boolean {
    const force = action > 0 ? 10 : -10;
    const [cos, sin] = [Math.cos(this.theta), Math.sin(this.theta)];
    const temp = (force + 0.05 * this.thetaDot ** 2 * sin) / 1.1;
    const thetaAcc = (9.8 * sin - cos * temp) / (0.5 * (4 / 3 - (0.1 * cos ** 2) / 1.1));
    const xAcc = temp - (0.05 * thetaAcc * cos) / 1.1;
    this.x += 0.02 * this.xDot;
    this.xDot += 0.02 * xAcc;
    this.theta += 0.02 * this.thetaDot;
    this.thetaDot += 0.02 * thetaAcc;
    return Math.abs(this.x) > 2.4 || Math.abs(this.theta) > 0.21;
  }
}

type Gradients = Record<string, tf.Tensor[][]>;

class PolicyNetwork {
  readonly policyNet: tf.Sequential;
  private currentActions: number[] = [];
  private readonly draw = draws(31);

  constructor() {
    this.policyNet = tf.sequential();
    this.policyNet.add(tf.layers.dense({ units: 4, activation: "elu", inputShape: [4] }));
    this.policyNet.add(tf.layers.dense({ units: 1 }));
    this.policyNet.setWeights(
      this.policyNet.getWeights().map((w, i) => tf.tensor(weightsOf(w.size, i), w.shape)),
    );
  }

  getLogitsAndActions(inputs: tf.Tensor2D): [tf.Tensor2D, tf.Tensor2D] {
    return tf.tidy(() => {
      const logits = this.policyNet.predict(inputs) as tf.Tensor2D;
      const leftProbability = tf.sigmoid(logits);
      const action = leftProbability.dataSync()[0] < this.draw() ? 1 : 0;
      this.currentActions = [action];
      return [logits, tf.tensor2d([[action]])];
    });
  }

  getGradientsAndSaveActions(inputs: tf.Tensor2D): { value: tf.Scalar; grads: tf.NamedTensorMap } {
    const f = () =>
      tf.tidy(() => {
        const logits = this.policyNet.apply(inputs) as tf.Tensor2D;
        const action = tf.tidy(() => (tf.sigmoid(logits).dataSync()[0] < this.draw() ? 1 : 0));
        this.currentActions = [action];
        const labels = tf.sub(1, tf.tensor2d(this.currentActions, [1, 1]));
        return tf.losses.sigmoidCrossEntropy(labels, logits).asScalar();
      });
    return tf.variableGrads(f);
  }

  async train(cartPole: CartPole, optimizer: tf.Optimizer, games: number): Promise<number[]> {
    const allGradients: Gradients = {};
    const allRewards: number[][] = [];
    const steps: number[] = [];
    for (let i = 0; i < games; i++) {
      const gameGradients: Record<string, tf.Tensor[]> = {};
      const rewards: number[] = [];
      for (let j = 0; j < 30; j++) {
        const gradients = tf.tidy(() => {
          const input = cartPole.getStateTensor();
          return this.getGradientsAndSaveActions(input).grads;
        });
        for (const key in gradients) (gameGradients[key] ??= []).push(gradients[key]);
        const done = cartPole.update(this.currentActions[0]);
        rewards.push(done ? 0 : 1);
        if (done) break;
      }
      Object.assign(cartPole, new CartPole());
      steps.push(rewards.length);
      allRewards.push(rewards);
      for (const key in gameGradients) (allGradients[key] ??= []).push(gameGradients[key]);
      await tf.nextFrame();
    }
    tf.tidy(() => {
      const normalized = discountAndNormalize(allRewards, 0.95);
      optimizer.applyGradients(scaleAndAverage(allGradients, normalized));
    });
    tf.dispose(allGradients as unknown as tf.TensorContainer);
    return steps;
  }
}

function discount(rewards: number[], rate: number): tf.Tensor1D {
  const buffer = tf.buffer([rewards.length] as [number]);
  let previous = 0;
  for (let i = rewards.length - 1; i >= 0; --i) {
    const current = rate * previous + rewards[i];
    buffer.set(current, i);
    previous = current;
  }
  return buffer.toTensor() as tf.Tensor1D;
}

function discountAndNormalize(sequences: number[][], rate: number): tf.Tensor1D[] {
  return tf.tidy(() => {
    const discounted = sequences.map((sequence) => discount(sequence, rate));
    const all = tf.concat(discounted);
    const mean = tf.mean(all);
    const deviation = tf.sqrt(tf.mean(tf.square(all.sub(mean))));
    return discounted.map((rewards) => rewards.sub(mean).div(deviation));
  });
}

function scaleAndAverage(allGradients: Gradients, rewards: tf.Tensor1D[]): tf.NamedTensorMap {
  return tf.tidy(() => {
    const gradients: tf.NamedTensorMap = {};
    for (const name in allGradients) {
      gradients[name] = tf.tidy(() => {
        const games = allGradients[name].map((game) => tf.stack(game));
        const scaled = games.map((game, g) => {
          const extra = game.shape.slice(1).map(() => 1);
          return game.mul(rewards[g].reshape(rewards[g].shape.concat(extra)));
        });
        return tf.mean(tf.concat(scaled, 0), 0);
      });
    }
    return gradients;
  });
}

export async function main(): Promise<Results> {
  const network = new PolicyNetwork();
  const optimizer = tf.train.adam(0.05);
  const steps: number[] = [];
  const before = tf.memory().numTensors;
  for (let i = 0; i < 3; i++) steps.push(...(await network.train(new CartPole(), optimizer, 3)));
  const [logits, action] = network.getLogitsAndActions(new CartPole().getStateTensor());
  const weights = network.policyNet.getWeights();
  return {
    steps,
    logits: await logits.data(),
    action: await action.data(),
    weights: tf.concat(weights.map((w) => w.flatten())).dataSync(),
    grown: [tf.memory().numTensors - before],
  };
}
