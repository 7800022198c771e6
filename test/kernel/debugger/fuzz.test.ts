/**
 * Random requests to the debugger: known and unknown ones, with right and broken arguments, while nothing runs, while a
 * cell computes, while one is held and after the end of its connection. Each is answered once, with success or with what
 * is wrong, and the kernel runs cells afterwards as before.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { KernelClient, resultOf, type Exchange, type Json } from "../client.js";
import { DebugClient } from "./client.js";

const SEED = 20261130;
const ROUNDS = 12;
const REQUESTS = { minLength: 8, maxLength: 30, size: "max" } as const;
/** Milliseconds within which a request is answered, on a machine that does other work too. */
const PATIENCE = 60_000;

const HELD = `function twice(x: number): number {
  const y = { x, list: [x, x * 2], text: "é😀" };
  return y.list[1] + rate;
}
let total = 0;
for (let i = 0; i < 3; i++) total += twice(i);
total`;

/** A cell that computes until it is stopped. */
const COMPUTING = "for (let turn = 0; ; turn++) if (turn % 1000 === 0) await null;";

const json: fc.Arbitrary<unknown> = fc.jsonValue({ maxDepth: 2 });
/** Mostly one of these values, at times anything. */
const mostly = (...values: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...values) }, { weight: 1, arbitrary: json });

const reference = fc.oneof<fc.WeightedArbitrary<unknown>[]>(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 12 }) },
  { weight: 1, arbitrary: json },
);
const expression = mostly(
  ...["total", "y", "rate = 3", "y.list[0] = 7", "x +", "throw new Error('é')", "await 1", "const z = 1", ""],
  ...[
    "absent",
    "total = null",
    "(() => { throw 5 })()",
    "`${y}`",
    "class A {}",
    "import('x')",
    "\u2028",
    "}",
    "exit",
  ],
);
const name = mostly("total", "y", "rate", "x", "i", "é", "not a name", "__proto__", "constructor", "");
const part = fc.record(
  { start: mostly(0, 1, -1, 1e9), count: mostly(0, 1, 5, -1, 1e9) },
  { requiredKeys: [] },
);
const breakpoint = fc.record(
  {
    line: mostly(1, 2, 3, 6, 7, 100, 0, -3, 1.5, 1e12),
    condition: mostly("x > 0", "x >", "absent", "await 1", ""),
    hitCondition: mostly("2", ">= 2", "x", ""),
    logMessage: mostly("x is {x}", "{", "{absent}", "`${x}`", ""),
  },
  { requiredKeys: ["line"] },
);

/** The requests by name, with arguments as front ends send them, more or less. */
const ARGUMENTS: Readonly<Record<string, fc.Arbitrary<object>>> = {
  debugInfo: fc.constant({}),
  initialize: fc.record({ clientID: mostly("jupyterlab", "vscode") }),
  attach: fc.constant({}),
  launch: fc.constant({}),
  configurationDone: fc.constant({}),
  disconnect: fc.record({ restart: mostly(false), terminateDebuggee: mostly(true) }),
  terminate: fc.constant({}),
  dumpCell: fc.record({ code: mostly(HELD, "1 + 1", "") }),
  setBreakpoints: fc.record({
    source: fc.record({ path: mostly("HELD", "/no/such.ts", "") }),
    breakpoints: fc.oneof(fc.array(breakpoint, { maxLength: 3 }), json),
  }),
  setExceptionBreakpoints: fc.record({ filters: mostly(["all"], ["uncaught"], [], ["no"]) }),
  threads: fc.constant({}),
  modules: part.map(({ start, count }) => ({ startModule: start, moduleCount: count })),
  source: fc.record({
    source: fc.record({ path: mostly("HELD", "/etc/hostname") }),
    sourceReference: mostly(0),
  }),
  stackTrace: part.map(({ start, count }) => ({ threadId: 1, startFrame: start, levels: count })),
  scopes: fc.record({ frameId: reference }),
  variables: fc.tuple(reference, part).map(([variablesReference, rest]) => ({ variablesReference, ...rest })),
  inspectVariables: fc.constant({}),
  richInspectVariables: fc.record({ variableName: expression, frameId: reference }, { requiredKeys: [] }),
  setVariable: fc.record({ variablesReference: reference, name, value: expression }),
  copyToGlobals: fc.record({ srcVariableName: name, dstVariableName: name, srcFrameId: reference }),
  evaluate: fc.record(
    { expression, frameId: reference, context: mostly("repl", "hover", "watch") },
    { requiredKeys: ["expression"] },
  ),
  exceptionInfo: fc.constant({ threadId: 1 }),
  continue: fc.constant({ threadId: 1 }),
  next: fc.constant({ threadId: 1 }),
  stepIn: fc.constant({ threadId: 1 }),
  stepOut: fc.constant({ threadId: 1 }),
  pause: fc.constant({ threadId: 1 }),
};

interface Sent {
  readonly command: unknown;
  readonly arguments: unknown;
  /** Whether the next request is sent before the answer to this one has come. */
  readonly isHasty: boolean;
}

const formed = fc.oneof(
  ...Object.entries(ARGUMENTS).map(([command, args]) =>
    fc.record({ command: fc.constant(command), arguments: args }),
  ),
);
const request: fc.Arbitrary<Sent> = fc
  .tuple(
    fc.oneof<fc.WeightedArbitrary<{ command: unknown; arguments: unknown }>[]>(
      { weight: 12, arbitrary: formed },
      { weight: 1, arbitrary: fc.record({ command: mostly(...Object.keys(ARGUMENTS)), arguments: json }) },
      {
        weight: 1,
        arbitrary: fc.record({ command: mostly("toString", "__proto__", "goto", ""), arguments: json }),
      },
    ),
    fc.boolean(),
  )
  .map(([asked, isHasty]) => ({ ...asked, isHasty }));

/** What the kernel does when the requests come. */
const STATES = ["idle", "attached", "held", "computing", "detached"] as const;

describe("the debugger: random requests", function () {
  let kernel: KernelClient;
  let debug: DebugClient;
  let path = "";

  beforeEach(async () => {
    kernel = await KernelClient.start({ env: { LC_ALL: "en_GB.UTF-8" }, checks: "plain" });
    debug = new DebugClient(kernel);
    path = String((await debug.request("dumpCell", { code: HELD }))["sourcePath"]);
  });
  afterEach(() => kernel.shutdown());

  /** Brings the kernel into a state; returns the end of the cell that runs in it. */
  async function enter(state: (typeof STATES)[number]): Promise<{ readonly end?: Promise<Exchange> }> {
    await kernel.execute("let rate = 0.5;");
    if (state !== "idle") await debug.attach();
    if (state === "detached") await debug.request("disconnect");
    if (state === "computing") return { end: kernel.execute(COMPUTING) };
    if (state !== "held") return {};
    await debug.breakInCell(HELD, 3);
    return { end: (await debug.runUntilHeld(HELD)).end };
  }

  /** Sends a request; fails unless it is answered in the right form. */
  async function ask(sent: Sent, seq: number): Promise<void> {
    const content = JSON.parse(
      JSON.stringify({ type: "request", seq, ...sent }).replaceAll('"HELD"', JSON.stringify(path)),
    ) as Json;
    const { reply } = await kernel.request("debug_request", content, {
      channel: "control",
      timeout: PATIENCE,
    });
    const told = JSON.stringify([sent, reply]);
    assert.equal(reply["type"], "response", told);
    assert.equal(reply["request_seq"], seq, told);
    assert.equal(typeof reply["body"], "object", told);
    if (reply["success"] === true) return;
    assert.equal(reply["success"], false, told);
    assert.match(String(reply["message"]), /\S/, told);
    assert.doesNotMatch(
      String(reply["message"]),
      /Cannot read|is not a function|undefined \(|\[object|ERR_/,
      told,
    );
  }

  for (const state of STATES)
    it(`answers each while ${state}, and runs cells afterwards`, async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(request, REQUESTS), async (requests) => {
          const { end } = await enter(state);
          const replies = new Map<string, number>();
          const deaf = kernel.listen(({ type, parent }) => {
            if (type === "debug_reply") replies.set(parent, (replies.get(parent) ?? 0) + 1);
          });
          const hasty: Promise<void>[] = [];
          for (const [seq, sent] of requests.entries()) {
            const answered = ask(sent, seq);
            if (sent.isHasty) hasty.push(answered);
            else await answered;
          }
          await Promise.all(hasty);
          deaf();
          assert.ok([...replies.values()].every((count) => count === 1));
          assert.equal(replies.size, requests.length);
          await debug.request("disconnect");
          await kernel.interrupt();
          await await end;
          await kernel.interrupt();
          const total = await kernel.execute("let kept = 20; kept + 22");
          assert.equal(resultOf(total), "42", JSON.stringify(total.reply));
        }),
        { seed: SEED + STATES.indexOf(state), numRuns: ROUNDS, endOnFailure: true },
      );
    });
});
