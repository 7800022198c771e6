/**
 * Marks many variants of the answer to each exercise: right answers, however written, earn all points;
 * plausible wrong answers earn less, most of them nothing; functions that know only the lesson's inputs, and
 * unchanged stubs, earn nothing. Prints a table.
 */
import assert from "node:assert/strict";
import type { Reply } from "../../grading/channel.js";
import { markReply, questionFor, type Test } from "../../grading/marking/mark-test.js";
import { encodePlain } from "../../grading/plain-data.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { observe } from "../../src/exercises/observe.js";
import { ANSWERS } from "../exercises/answers.js";

const POINTS = 3;

/** Every answer is marked with the inputs of so many seeds; `npm run test:long` takes more of them. */
const SEEDS = Array.from({ length: process.env["NEURONES_LONG"] === "1" ? 500 : 3 }, (_, seed) => seed);

/** The points of an answer for each seed. */
const pointsOfAll = (id: string, answer: unknown): number[] =>
  (EXERCISES.get(id)!.fresh === undefined ? SEEDS.slice(0, 1) : SEEDS).map((seed) =>
    pointsFor(id, answer, seed),
  );

/** The points of an answer that is observed, encoded as in the sandbox, and marked. */
function pointsFor(id: string, answer: unknown, seed: number): number {
  const test: Test = { gradeId: `${id}-test`, exercise: id, points: POINTS };
  const asked = questionFor(test, seed)!;
  const sent: Reply = {
    number: 1,
    status: "ok",
    outputs: [],
    observed: {
      nonce: asked.question.nonce,
      observation: encodePlain(observe(answer, asked.question.probe)),
    },
  };
  return markReply(test, asked, JSON.parse(JSON.stringify(sent)) as Reply).points;
}

/**
 * A function that knows the results for the lesson's inputs only; for any other input it returns the result
 * of the first.
 */
function byHeart(id: string): unknown {
  const { probe } = EXERCISES.get(id)!;
  const [right] = ANSWERS[id].right as ((...inputs: unknown[]) => unknown)[];
  if (probe.kind !== "calls") return undefined;
  const known = new Map(
    probe.inputs.map((inputs) => [JSON.stringify(inputs), right(...structuredClone(inputs))]),
  );
  return (...inputs: unknown[]) => known.get(JSON.stringify(inputs)) ?? known.values().next().value;
}

describe("mutations of answers", () => {
  const table: string[] = [];

  for (const [id, { right, wrong }] of Object.entries(ANSWERS)) {
    it(id, () => {
      const isFunction = EXERCISES.get(id)!.probe.kind === "calls";
      const stubs = isFunction ? [() => NaN, () => undefined, undefined] : [NaN, "", undefined];
      const wrongs = [...wrong, ...stubs, ...(isFunction ? [byHeart(id)] : [])];
      const rightPoints = right.map((answer) => Math.min(...pointsOfAll(id, answer)));
      const wrongPoints = wrongs.map((answer) => Math.max(...pointsOfAll(id, answer)));
      table.push(
        `${id.padEnd(22)} ${rightPoints.filter((points) => points === POINTS).length}/${right.length}`.padEnd(
          40,
        ) +
          `${wrongPoints.filter((points) => points < POINTS).length}/${wrongs.length}`.padEnd(18) +
          wrongPoints.filter((points) => points > 0).length,
      );
      assert.ok(right.length >= 3 && wrong.length >= 5);
      assert.deepEqual(
        rightPoints,
        right.map(() => POINTS),
      );
      assert.ok(
        wrongPoints.every((points) => points < POINTS),
        String(wrongPoints),
      );
      assert.deepEqual(
        stubs.map((stub, i) => pointsFor(id, stub, i)),
        stubs.map(() => 0),
      );
      if (isFunction)
        assert.deepEqual(
          wrongPoints,
          wrongs.map(() => 0),
        );
    });
  }

  after(() =>
    console.log(
      [
        "",
        `      the least points of right answers and the most of wrong ones, of ${SEEDS.length} seeds each`,
        "      exercise               right, full marks    wrong, less     partial credit",
        ...table.map((row) => `      ${row}`),
        "",
      ].join("\n"),
    ),
  );
});

describe("partial credit", () => {
  it("is given for the parts that are right, if an exercise has parts", () => {
    const part = (answer: unknown) => pointsFor("01-a-la-main", answer, 1);
    assert.deepEqual(
      [
        part([0.73, 0.88, 0.75]),
        part([0.73, 0.88, 9]),
        part([0.73, 9, 9]),
        part([9, 9, 9]),
        part([0.73, 0.88]),
        part(0.73),
      ],
      [POINTS, 2, 1, 0, 0, 0],
    );
  });
});

describe("a reply from the sandbox", () => {
  const test: Test = { gradeId: "03-logistique-test", exercise: "03-logistique", points: POINTS };
  const asked = questionFor(test, 1)!;
  const { nonce, probe } = asked.question;
  const right = observe((z: number) => 1 / (1 + Math.exp(-z)), probe);
  assert.ok(right.kind === "calls");
  const { results } = right;
  const mark = (observed: unknown, status = "ok") =>
    markReply(test, asked, { number: 1, status, outputs: [], observed } as Reply);
  const observation = encodePlain(right) as { object: [string, unknown][] };

  it("earns points if it contains the observation asked for", () =>
    assert.equal(mark({ nonce, observation }).points, POINTS));

  const nested = (): unknown => {
    let deep: unknown = 0;
    for (let i = 0; i < 5000; i++) deep = [deep];
    return deep;
  };
  const OTHERS: Readonly<Record<string, unknown>> = {
    nothing: undefined,
    "another nonce": { nonce: "x", observation },
    "no nonce": { observation },
    "a verdict": { nonce, right: true },
    "an observation not encoded": { nonce, observation: right },
    "too few results": { nonce, observation: encodePlain({ kind: "calls", results: [] }) },
    "too many results": {
      nonce,
      observation: encodePlain({ kind: "calls", results: [...results, { value: 1 }] }),
    },
    "a value for calls": { nonce, observation: encodePlain({ kind: "value", value: 0.5 }) },
    "results with an extra field": {
      nonce,
      observation: encodePlain({
        kind: "calls",
        results: results.map((result) => ({ ...result, error: "x" })),
      }),
    },
    "a value nested too deeply": { nonce, observation: nested() },
    "an unknown kind": { nonce, observation: encodePlain({ kind: "right" }) },
    "a text": "right",
    "an unknown failure": { nonce, failure: "none" },
    "too many values": { nonce, observation: Array.from({ length: 300_000 }, () => 0) },
    "a long text": { nonce, observation: encodePlain({ kind: "unfit", received: "x".repeat(1e6) }) },
  };
  for (const [name, observed] of Object.entries(OTHERS)) {
    it(`earns none if it contains ${name}`, () => assert.equal(mark(observed).points, 0));
  }
  for (const status of ["error", "timeout", "terminated", "fine"]) {
    it(`earns none if the cell ended as "${status}"`, () =>
      assert.equal(mark({ nonce, observation }, status).points, 0));
  }
});
