import assert from "node:assert/strict";
import { Pulse } from "../../../browser-edition/kernel/pulse.js";
import { eventually } from "../../setup/clone.js";

/** A pulse that asks each millisecond, and what it has asked and told. */
function beating(patience: number, answer: (pulse: Pulse) => void, isLoading = false) {
  const told: string[] = [];
  let asked = 0;
  const pulse: Pulse = new Pulse({
    ask: () => {
      asked++;
      answer(pulse);
    },
    tell: (sentence) => told.push(sentence),
    isLoading: () => isLoading,
    period: 1,
    patience,
  });
  return { pulse, told, asked: () => asked };
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("browser edition: the pulse of the runner's worker", () => {
  it("tells of a worker that does not answer, once, and of the next silence again", async () => {
    const { pulse, told, asked } = beating(20, () => undefined);
    pulse.start();
    await eventually("a notice", () => Promise.resolve(told.length === 1));
    await pause(60);
    assert.equal(told.length, 1);
    assert.equal(asked(), 1, "a question is asked once");
    pulse.heard();
    await eventually("a second notice", () => Promise.resolve(told.length === 2));
    pulse.stop();
    assert.match(told[0], /aucune pause au noyau depuis \d+ s/);
  });

  it("tells of a worker that still waits for its files to look at the connection", async () => {
    const { pulse, told } = beating(20, () => undefined, true);
    pulse.start();
    await eventually("a notice", () => Promise.resolve(told.length === 1));
    pulse.stop();
    assert.match(told[0], /attend ses fichiers depuis \d+ s\. Vérifiez la connexion/);
  });

  it("asks a worker that answers again and again, and tells nothing", async () => {
    const { pulse, told, asked } = beating(1e6, (answered) => answered.heard());
    pulse.start();
    pulse.start();
    await eventually("five questions", () => Promise.resolve(asked() >= 5));
    pulse.stop();
    const before = asked();
    await pause(20);
    assert.equal(asked(), before);
    assert.deepEqual(told, []);
  });
});
