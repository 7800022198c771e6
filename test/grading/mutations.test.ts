/**
 * The mutation suite: every exercise's right answers, written differently, earn all points; every plausible wrong one and one
 * that knows the lesson's inputs by heart earn less, most of them nothing; the untouched stub earns nothing. Prints the table.
 */
import assert from "node:assert/strict";
import type { Reply } from "../../grading/channel.js";
import { ask, judgeReply, type Test } from "../../grading/judge/judge.js";
import { encodePlain } from "../../grading/plain-data.js";
import { EXERCISES } from "../../src/exercises/catalogue.js";
import { observe } from "../../src/exercises/observe.js";
import { ANSWERS } from "../exercises/answers.js";

const POINTS = 3;

/** The points of an answer, by the way that it takes from the sandbox to the judge. */
function pointsFor(id: string, answer: unknown, seed: number): number {
  const test: Test = { gradeId: `${id}-test`, exercise: id, points: POINTS };
  const asked = ask(test, seed)!;
  const sent: Reply = {
    number: 1,
    status: "ok",
    outputs: [],
    observed: {
      nonce: asked.question.nonce,
      observation: encodePlain(observe(answer, asked.question.probe)),
    },
  };
  return judgeReply(test, asked, JSON.parse(JSON.stringify(sent)) as Reply).points;
}

/** Knows the lesson's own inputs by heart; any other it answers with what it knows of the first. */
function byHeart(id: string): unknown {
  const { probe } = EXERCISES.get(id)!;
  const [right] = ANSWERS[id].right as ((...inputs: unknown[]) => unknown)[];
  if (probe.kind !== "calls") return undefined;
  const known = new Map(
    probe.inputs.map((inputs) => [JSON.stringify(inputs), right(...structuredClone(inputs))]),
  );
  return (...inputs: unknown[]) => known.get(JSON.stringify(inputs)) ?? known.values().next().value;
}

describe("mutations", () => {
  const table: string[] = [];

  for (const [id, { right, wrong }] of Object.entries(ANSWERS)) {
    it(id, () => {
      const isFunction = EXERCISES.get(id)!.probe.kind === "calls";
      const stubs = isFunction ? [() => NaN, () => undefined, undefined] : [NaN, "", undefined];
      const wrongs = [...wrong, ...stubs, ...(isFunction ? [byHeart(id)] : [])];
      const rightPoints = right.map((answer, i) => pointsFor(id, answer, i));
      const wrongPoints = wrongs.map((answer, i) => pointsFor(id, answer, i));
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
        "      exercise               right, full marks    wrong, less     with a part",
        ...table.map((row) => `      ${row}`),
        "",
      ].join("\n"),
    ),
  );
});

describe("partial credit", () => {
  it("goes to the parts that are right, where an exercise has parts", () => {
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

describe("what the judge is sent", () => {
  const test: Test = { gradeId: "03-logistique-test", exercise: "03-logistique", points: POINTS };
  const asked = ask(test, 1)!;
  const { nonce, probe } = asked.question;
  const right = observe((z: number) => 1 / (1 + Math.exp(-z)), probe);
  assert.ok(right.kind === "calls");
  const { results } = right;
  const judge = (observed: unknown, status = "ok") =>
    judgeReply(test, asked, { number: 1, status, outputs: [], observed } as Reply);
  const observation = encodePlain(right) as { object: [string, unknown][] };

  it("earns points when it is what was asked for", () =>
    assert.equal(judge({ nonce, observation }).points, POINTS));

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
    "results with more in them": {
      nonce,
      observation: encodePlain({
        kind: "calls",
        results: results.map((result) => ({ ...result, error: "x" })),
      }),
    },
    depths: { nonce, observation: nested() },
    "an unknown kind": { nonce, observation: encodePlain({ kind: "right" }) },
    "a text": "right",
    "a failure of no name": { nonce, failure: "none" },
    masses: { nonce, observation: Array.from({ length: 300_000 }, () => 0) },
    "a long text": { nonce, observation: encodePlain({ kind: "unfit", received: "x".repeat(1e6) }) },
  };
  for (const [name, observed] of Object.entries(OTHERS)) {
    it(`earns none when it is ${name}`, () => assert.equal(judge(observed).points, 0));
  }
  for (const status of ["error", "timeout", "lost", "fine"]) {
    it(`earns none when the cell ended as "${status}"`, () =>
      assert.equal(judge({ nonce, observation }, status).points, 0));
  }
});
