/**
 * Marks many variants of the answer to each exercise: right answers, however written, earn all points; plausible wrong
 * answers earn less, most of them nothing; functions that know only the lesson's inputs, remember earlier calls or read an
 * argument elsewhere, and unchanged stubs, earn nothing. The inputs drawn for a submission find each wrong function by
 * themselves. Prints a table.
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

/** The seeds that lead to different inputs. */
const seedsFor = (id: string): readonly number[] =>
  EXERCISES.get(id)!.fresh === undefined ? SEEDS.slice(0, 1) : SEEDS;

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

type Answer = (...inputs: readonly unknown[]) => unknown;

/** A right answer to an exercise whose answer is a function, and the lesson's inputs. */
function rightFunction(id: string): {
  readonly right: Answer;
  readonly inputs: readonly (readonly unknown[])[];
} {
  const { probe } = EXERCISES.get(id)!;
  assert.ok(probe.kind === "calls");
  return { right: ANSWERS[id].right[0] as Answer, inputs: probe.inputs };
}

/**
 * A function that knows the results for the lesson's inputs by heart. Any other input it hands to `otherwise`; without that
 * it returns the first of these results.
 */
function byHeart(id: string, otherwise?: Answer): Answer {
  const { right, inputs } = rightFunction(id);
  const known = new Map(inputs.map((input) => [JSON.stringify(input), right(...structuredClone(input))]));
  return (...input) =>
    known.get(JSON.stringify(input)) ??
    (otherwise === undefined ? known.values().next().value : otherwise(...input));
}

/** Wrong answers that can be made of every right function. Each is made anew for every seed, since some remember their calls. */
const MISTAKES: Readonly<Record<string, (id: string) => Answer>> = {
  "knows the lesson's inputs by heart": (id) => byHeart(id),
  "is right for the first call only": (id) => {
    const { right } = rightFunction(id);
    let first: unknown;
    return (...inputs) => (first ??= right(...inputs));
  },
  "returns what an earlier cell has left": (id) => {
    const { right, inputs } = rightFunction(id);
    let result = right(...structuredClone(inputs[0]));
    return (...input) => {
      const before = result;
      result = right(...input);
      return before;
    };
  },
  "returns NaN for one of its inputs": (id) => {
    const { right } = rightFunction(id);
    let calls = 0;
    return (...inputs) => (++calls === 2 ? NaN : right(...inputs));
  },
  "throws for one of its inputs": (id) => {
    const { right } = rightFunction(id);
    let calls = 0;
    return (...inputs) => {
      if (++calls === 2) throw new RangeError("Invalid array length");
      return right(...inputs);
    };
  },
  "returns a promise":
    (id) =>
    async (...inputs) =>
      Promise.resolve(rightFunction(id).right(...inputs)),
  "returns words":
    (id) =>
    (...inputs) =>
      `= ${String(rightFunction(id).right(...inputs))}`,
};

/** Functions that read one of their arguments from an earlier cell, where it is that of the lesson's first input. */
function withHeldArguments(id: string): (() => Answer)[] {
  const { right, inputs } = rightFunction(id);
  return inputs[0].map(
    (held, place) =>
      () =>
      (...input) =>
        right(...input.map((value, i) => (i === place ? structuredClone(held) : value))),
  );
}

/** Wrong answers whose fault shows only for inputs of the lesson itself, such as 0, of which there is one. */
const SHOWN_BY_THE_LESSON_ALONE: Readonly<Record<string, number>> = { "00-pair": 1 };

/** The most points that an answer gets with the inputs of any seed. */
const mostPoints = (id: string, make: () => unknown): number =>
  Math.max(...seedsFor(id).map((seed) => pointsFor(id, make(), seed)));

describe("mutations of answers", () => {
  const table: string[] = [];

  for (const [id, { right, wrong }] of Object.entries(ANSWERS)) {
    const isFunction = EXERCISES.get(id)!.probe.kind === "calls";
    it(id, () => {
      assert.ok(right.length >= 6 && wrong.length >= 10, "six right and ten wrong answers");
      const stubs = isFunction ? [() => NaN, () => undefined, undefined] : [NaN, "", undefined];
      const mistakes = isFunction
        ? [...Object.values(MISTAKES).map((make) => () => make(id)), ...withHeldArguments(id)]
        : [];
      const makers = [...wrong, ...stubs].map((answer) => () => answer);
      const rightPoints = right.map((answer) =>
        Math.min(...seedsFor(id).map((seed) => pointsFor(id, answer, seed))),
      );
      const wrongPoints = [...makers, ...mistakes].map((make) => mostPoints(id, make));
      table.push(
        `${id.padEnd(22)} ${rightPoints.filter((points) => points === POINTS).length}/${right.length}`.padEnd(
          40,
        ) +
          `${wrongPoints.filter((points) => points < POINTS).length}/${wrongPoints.length}`.padEnd(18) +
          wrongPoints.filter((points) => points > 0).length,
      );
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
          wrongPoints.map(() => 0),
        );
    });

    if (isFunction)
      it(`${id}: the drawn inputs alone find each wrong answer`, () => {
        const functions = wrong.filter((answer): answer is Answer => typeof answer === "function");
        const missed = functions.filter((answer) => mostPoints(id, () => byHeart(id, answer)) > 0);
        assert.equal(missed.length, SHOWN_BY_THE_LESSON_ALONE[id] ?? 0, missed.map(String).join("\n"));
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
