import assert from "node:assert/strict";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { Draw } from "../../src/exercises/draw.js";
import { observe } from "../../src/exercises/observe.js";
import { ANSWERS } from "./answers.js";

const SEEDS = [1, 2, 3, 4, 5];

describe("fresh inputs", () => {
  const functions = [...EXERCISES.values()].filter(({ probe }) => probe.kind === "calls");

  for (const exercise of functions) {
    it(`are drawn for ${exercise.id}, and lead to the same judgements as the lesson's inputs`, () => {
      for (const seed of SEEDS) {
        const fresh = exercise.fresh!(new Draw(seed));
        ANSWERS[exercise.id].right.forEach((answer, i) =>
          assert.deepEqual(
            fresh.judge(observe(answer, fresh.probe)),
            { right: true },
            `right answer ${i + 1}, seed ${seed}`,
          ),
        );
        ANSWERS[exercise.id].wrong.forEach((answer, i) =>
          assert.equal(
            fresh.judge(observe(answer, fresh.probe)).right,
            false,
            `wrong answer ${i + 1}, seed ${seed}`,
          ),
        );
      }
    });
    it(`of ${exercise.id} detect a function that contains the results for the lesson's inputs`, () => {
      const { probe } = exercise;
      assert.ok(probe.kind === "calls");
      const [right] = ANSWERS[exercise.id].right as ((...inputs: unknown[]) => unknown)[];
      const known = new Map(
        probe.inputs.map((inputs) => [JSON.stringify(inputs), right(...structuredClone(inputs))]),
      );
      const byHeart = (...inputs: unknown[]): unknown =>
        known.get(JSON.stringify(inputs)) ?? known.values().next().value;
      assert.equal(exercise.judge(observe(byHeart, probe)).right, true);
      const fresh = exercise.fresh!(new Draw(7));
      const judgement = fresh.judge(observe(byHeart, fresh.probe));
      assert.ok(!judgement.right && judgement.comparison !== undefined);
      assert.notEqual(judgement.comparison.received, judgement.comparison.expected);
    });
  }
});
