/** The debugger of the kernel, as front ends use it over the control channel. */
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { KernelClient, resultOf, streamOf, type Json } from "../client.js";
import { DebugClient, has, type ToldVariable } from "./client.js";

const FUNCTION = `function twice(x: number): number {
  const y = x * 2;
  return y + rate;
}
let total = 0;
for (let i = 0; i < 3; i++) {
  total += twice(i);
}
total`;

/** The values of variables by name. */
function valuesOf(variables: readonly ToldVariable[] = []): Record<string, string> {
  return Object.fromEntries(variables.map(({ name, value }) => [name, value]));
}

describe("the debugger", () => {
  let folder: string;
  let kernel: KernelClient;
  let debug: DebugClient;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "neurones-debugger-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));
  beforeEach(async () => {
    kernel = await KernelClient.start({ directory: folder });
    await kernel.execute(`import { setLanguage } from "neurones"; setLanguage("en"); let rate = 0.5;`);
    debug = new DebugClient(kernel);
  });
  afterEach(() => kernel.shutdown());

  it("tells what it can do, and how it names cells", async () => {
    const { reply } = await kernel.request("kernel_info_request");
    assert.equal(reply["debugger"], true);
    assert.deepEqual(reply["supported_features"], ["debugger"]);
    const info = await debug.request("debugInfo");
    has(info, { isStarted: false, hashMethod: "Murmur2", tmpFileSuffix: ".ts" });
    const { sourcePath } = await debug.request("dumpCell", { code: "1 + 1" });
    assert.equal(String(sourcePath).startsWith(String(info["tmpFilePrefix"])), true);
    has(await debug.request("source", { source: { path: sourcePath } }), { content: "1 + 1" });
  });

  it("holds a cell at a breakpoint, steps over, into and out, and goes on", async () => {
    await debug.attach();
    const [first] = await debug.breakInCell(FUNCTION, 7);
    has(first, { verified: true, line: 7 });
    const { stopped, end } = await debug.runUntilHeld(FUNCTION);
    has(stopped, { reason: "breakpoint", threadId: 1, hitBreakpointIds: [first!["id"]] });
    const places = async (command: "next" | "stepIn" | "stepOut" | "continue"): Promise<[string, number][]> =>
      (await debug.step(command)).map(({ name, line }) => [name, line]);
    assert.deepEqual(await places("stepIn"), [
      ["twice", 2],
      ["Cell [2]", 7],
    ]);
    assert.deepEqual(await places("next"), [
      ["twice", 3],
      ["Cell [2]", 7],
    ]);
    const [inner, outer] = await debug.frames();
    assert.deepEqual(valuesOf((await debug.variables(inner!))["Locals"]), { x: "0", y: "0" });
    has(valuesOf((await debug.variables(outer!))["Notebook"]), { rate: "0.5", total: "0" });
    assert.equal((await places("stepOut")).at(-1)?.[0], "Cell [2]");
    assert.deepEqual(await places("continue"), [["Cell [2]", 7]]);
    await debug.breakInCell(FUNCTION);
    await debug.request("continue");
    assert.equal(resultOf(await end), "7.5");
    assert.deepEqual((await debug.request("debugInfo"))["stoppedThreads"], []);
  });

  it("stops once at a line with await, and steps over the wait", async () => {
    await debug.attach();
    const code = `const later = (x: number) => new Promise<number>((resolve) => setTimeout(() => resolve(x), 5));
const a = await later(1);
await later(2);
for (const x of [1, 2]) {
  const b = await later(x);
  rate += b;
}
a + rate`;
    await debug.breakInCell(code, 2, 3);
    const { end } = await debug.runUntilHeld(code);
    const line = async (command: "next" | "continue"): Promise<number | undefined> =>
      (await debug.step(command))[0]?.line;
    assert.equal((await debug.frames())[0]?.line, 2);
    assert.equal(await line("next"), 3);
    assert.equal(await line("next"), 4);
    assert.equal(await line("next"), 5);
    assert.equal(await line("next"), 6);
    await debug.request("continue");
    assert.equal(resultOf(await end), "4.5");
  });

  it("evaluates conditions, counts and messages of breakpoints in TypeScript", async () => {
    await debug.attach();
    await debug.breakInCell(
      FUNCTION,
      { line: 2, condition: "(x as number) === 1 && rate > 0" },
      { line: 7, logMessage: "i is {i}, total is {total}" },
    );
    const { end } = await debug.runUntilHeld(FUNCTION);
    const [frame] = await debug.frames();
    assert.equal(await debug.evaluate("x", frame?.id), "1");
    await debug.breakInCell(FUNCTION, { line: 3, hitCondition: "2" });
    const [next] = await debug.step("continue");
    assert.equal(await debug.evaluate("x", next?.id), "2");
    await debug.request("continue");
    assert.equal(streamOf(await end), "i is 0, total is 0\ni is 1, total is 0.5\n");
    const [wrong] = await debug.breakInCell(FUNCTION, { line: 3, condition: "x +" });
    has(wrong, { verified: false });
    assert.match(String(wrong!["message"]), /expected/i);
  });

  it("shows values with their types, opens them, and changes them", async () => {
    await debug.attach();
    const code = `import { tensor } from "neurones";
let w = tensor([[1, 2], [3, 4]]);
const lists = { short: [1, 2], long: Array.from({ length: 250 }, (_, i) => i), map: new Map([["a", 1]]) };
function scaled(factor: number) {
  let result = w.mul(factor);
  return result;
}
const product = scaled(2);
rate = product.sum().item();
rate`;
    await debug.breakInCell(code, 6);
    const { end } = await debug.runUntilHeld(code);
    const [frame] = await debug.frames();
    const scopes = await debug.variables(frame!);
    const w = scopes["Notebook"]!.find(({ name }) => name === "w")!;
    has(w, { type: "Tensor" });
    assert.match(String(w.value), /\[2, 2\] float32 1\s+2 3\s+4/);
    assert.ok((await debug.open(w.variablesReference)).map(({ name }) => name).includes("shape"));
    assert.deepEqual(
      scopes["Locals"]!.map(({ name, type }) => [name, type]),
      [
        // The line is a return, whose value is known already.
        ["(return value)", "Tensor"],
        ["factor", "number"],
        ["result", "Tensor"],
      ],
    );
    const lists = scopes["Notebook"]!.find(({ name }) => name === "lists")!;
    const [short, long, map] = await debug.open(lists.variablesReference);
    assert.deepEqual(valuesOf(await debug.open(short!.variablesReference)), { 0: "1", 1: "2" });
    assert.deepEqual(valuesOf(await debug.open(map!.variablesReference)), { a: "1" });
    const elements = await debug.open(long!.variablesReference);
    assert.equal(elements.length, 101);
    assert.equal(elements.at(-1)!.name, "[100 … 249]");
    has((await debug.open(elements.at(-1)!.variablesReference))[0], { name: "100", value: "100" });
    assert.equal((await debug.open(long!.variablesReference, { start: 240, count: 20 })).length, 10);
    // In the frame, a variable is changed by an assignment, and as front ends do that have a field for it.
    assert.match(String(await debug.evaluate("result = result.add(1)", frame?.id)), /3\s+5 7\s+9/);
    const { scopes: again } = await debug.request<{ scopes: { variablesReference: number }[] }>("scopes", {
      frameId: frame!.id,
    });
    const set = { variablesReference: again[0]!.variablesReference, name: "factor", value: "5" };
    has(await debug.request("setVariable", set), { value: "5" });
    assert.equal(await debug.evaluate("factor", frame?.id), "5");
    const changed = { variablesReference: short!.variablesReference, name: "0", value: "rate + 1" };
    has(await debug.request("setVariable", changed), { value: "1.5" });
    assert.equal(await debug.evaluate("lists.short[0]", frame?.id), "1.5");
    const rich = await debug.request<{ data: Json }>("richInspectVariables", {
      variableName: "w",
      frameId: frame!.id,
    });
    assert.ok("text/plain" in rich.data);
    const refused = await debug.ask("evaluate", { expression: "lists = 1", frameId: frame!.id });
    has(refused, { success: false });
    assert.match(String(refused["message"]), /constant/);
    await debug.request("continue");
    assert.equal(resultOf(await end), "24");
  });

  it("lists the session's variables while nothing is held, attached or not", async () => {
    await kernel.execute(
      `const points = [{ x: 1 }, { x: 2 }]; interface Point { x: number } const origin: Point = points[0]!;`,
    );
    for (const isAttached of [false, true]) {
      if (isAttached) await debug.attach();
      const { variables } = await debug.request<{ variables: ToldVariable[] }>("inspectVariables");
      const shown = variables.map(({ name, type, value }) => [name, type, value]);
      assert.ok(shown.some((one) => isDeepStrictEqual(one, ["rate", "number", "0.5"])));
      assert.ok(shown.some((one) => isDeepStrictEqual(one, ["origin", "Point", "{ x: 1 }"])));
      const points = variables.find(({ name }) => name === "points")!;
      assert.equal((await debug.open(points.variablesReference)).length, 2);
    }
    const { data } = await debug.request<{ data: Json }>("richInspectVariables", { variableName: "points" });
    assert.equal(data["text/plain"], "[ { x: 1 }, { x: 2 } ]");
    assert.equal(await debug.evaluate("points.length + rate"), "2.5");
  });

  it("makes a variable of a frame one of the session", async () => {
    await debug.attach();
    await debug.breakInCell(FUNCTION, 3);
    const { end } = await debug.runUntilHeld(FUNCTION);
    const [frame] = await debug.frames();
    await debug.request("copyToGlobals", {
      srcVariableName: "x",
      dstVariableName: "copied",
      srcFrameId: frame!.id,
    });
    await debug.request("disconnect");
    await end;
    assert.equal(resultOf(await kernel.execute("copied.toFixed(1)")), "'0.0'");
    const { reply } = await kernel.execute("copied.push(1)");
    assert.equal(reply["status"], "error");
  });

  it("stops at the errors that a front end asks for", async () => {
    const code = `function risky(x: number) {
  if (x < 0) throw new RangeError("negative");
  return x;
}
try { risky(-1); } catch { rate = 1; }
await Promise.resolve();
risky(-2);`;
    await debug.attach();
    await debug.request("setExceptionBreakpoints", { filters: ["uncaught"] });
    const { stopped, end } = await debug.runUntilHeld(code);
    has(stopped, { reason: "exception", text: "RangeError: negative" });
    const frames = await debug.frames();
    assert.deepEqual(
      frames.map(({ line }) => line),
      [2, 7],
    );
    has(await debug.request("exceptionInfo"), { exceptionId: "RangeError" });
    await debug.request("continue");
    has((await end).reply, { status: "error", ename: "RangeError" });
    await debug.request("setExceptionBreakpoints", { filters: ["all"] });
    const all = await debug.runUntilHeld(code);
    assert.deepEqual(
      (await debug.frames()).map(({ line }) => line),
      [2, 5],
    );
    assert.deepEqual(
      (await debug.step("continue")).map(({ line }) => line),
      [2, 7],
    );
    await debug.request("continue");
    await all.end;
  });

  it("holds code in files beside the notebook, also after a change", async () => {
    const path = join(folder, "half.ts");
    const write = (lines: readonly string[]): Promise<void> => writeFile(path, lines.join("\n"));
    await write(["export function half(x: number): number {", "  const y = x / 2;", "  return y;", "}"]);
    await debug.attach();
    await debug.breakIn(path, 2);
    const first = await debug.runUntilHeld(`import { half } from "./half.ts"; half(3)`);
    const [frame] = await debug.frames();
    has(frame, { name: "half", line: 2 });
    assert.equal(frame!.source.path, path);
    assert.equal(await debug.evaluate("x", frame!.id), "3");
    has(await debug.request("modules"), { totalModules: 1 });
    await debug.request("continue");
    assert.equal(resultOf(await first.end), "1.5");
    await write(["// new", "export function half(x: number): number {", "  return x / 2 + 1;", "}"]);
    await debug.breakIn(path, 3);
    const second = await debug.runUntilHeld(`import { half } from "./half.ts"; half(3)`);
    has((await debug.frames())[0], { name: "half", line: 3 });
    await debug.request("continue");
    assert.equal(resultOf(await second.end), "2.5");
  });

  it("holds functions of cells that ran before it was attached", async () => {
    await kernel.execute(FUNCTION);
    await debug.attach();
    const [answer] = await debug.breakInCell(FUNCTION, 3);
    has(answer, { verified: true, line: 3 });
    const { end } = await debug.runUntilHeld("twice(5)");
    assert.deepEqual(
      (await debug.frames()).map(({ name }) => name),
      ["twice", "Cell [3]"],
    );
    await debug.request("continue");
    assert.equal(resultOf(await end), "10.5");
  });

  it("knows what ran before it was attached: files, texts of cells, and the cell that computes now", async () => {
    const path = join(folder, "third.ts");
    await writeFile(path, "export const third = (x: number): number => x / 3;");
    await kernel.execute(`import { third } from "./third.ts"; third(3)`);
    has(await debug.request("modules"), { totalModules: 1 });
    has(await debug.request("source", { source: { path } }), { content: (await readFile(path)).toString() });
    const loop = "let rounds = 0;\nwhile (true) {\n  rounds += 1;\n}";
    const end = kernel.execute(loop);
    await kernel.next(({ type }) => type === "execute_input");
    const stopped = debug.event("stopped");
    await debug.attach();
    await debug.breakInCell(loop, 3);
    has(await stopped, { reason: "breakpoint" });
    has((await debug.frames())[0], { name: "Cell [3]", line: 3 });
    await kernel.interrupt();
    has((await end).reply, { status: "error", ename: "KernelInterrupted" });
    // After it was detached, and attached again, too.
    await debug.request("disconnect");
    await kernel.execute(FUNCTION);
    await debug.attach();
    await debug.breakInCell(FUNCTION, 2);
    const held = await debug.runUntilHeld("twice(1)");
    await debug.request("disconnect");
    assert.equal(resultOf(await held.end), "2.5");
  });

  it("pauses a cell that computes, and stop ends a cell that is held", async () => {
    await debug.attach();
    const stopped = debug.event("stopped");
    const end = kernel.execute("let turns = 0;\nwhile (true) {\n  turns += 1;\n}");
    await kernel.next(({ type }) => type === "execute_input");
    await debug.request("pause", { threadId: 1 });
    has(await stopped, { reason: "pause" });
    assert.ok([2, 3, 4].includes((await debug.frames())[0]!.line));
    await kernel.interrupt();
    has((await end).reply, { status: "error", ename: "KernelInterrupted" });
    assert.equal(resultOf(await kernel.execute("turns > 0")), "true");
    // The breakpoints hold again.
    await debug.breakInCell("rate += 1", 1);
    const held = await debug.runUntilHeld("rate += 1");
    await debug.request("disconnect");
    assert.equal(resultOf(await held.end), "1.5");
    has(await debug.request("debugInfo"), { isStarted: false });
  });

  it("keeps its breakpoints when the runner is lost, and lets the kernel end while code is held", async () => {
    await debug.attach();
    await debug.breakInCell("rate = 2", 1);
    const held = await debug.runUntilHeld("rate = 2");
    const continued = debug.event("continued");
    process.kill(Number(await debug.evaluate("process.pid", (await debug.frames())[0]!.id)), "SIGKILL");
    await continued;
    has((await held.end).reply, { status: "error" });
    await kernel.execute("let rate = 1");
    const again = await debug.runUntilHeld("rate = 2");
    void again.end.catch(() => undefined);
    assert.equal(await kernel.shutdown(), true);
  });

  it("answers any request", async () => {
    for (const command of [
      "variables",
      "stackTrace",
      "continue",
      "pause",
      "setBreakpoints",
      "evaluate",
      "x",
    ]) {
      const response = await debug.ask(command);
      has(response, { type: "response", command });
      if (command !== "stackTrace") has(response, { success: false });
    }
    // What is asked for after the code has gone on is empty.
    assert.deepEqual(await debug.request("scopes", { frameId: 7 }), { scopes: [] });
    assert.deepEqual(await debug.open(7), []);
    const { reply } = await kernel.request("debug_request", {}, { channel: "control" });
    has(reply, { success: false });
    assert.equal(resultOf(await kernel.execute("rate")), "0.5");
  });

  it("lists nothing where the code goes on while it is asked for scopes and variables, but lists", async () => {
    await debug.attach();
    await debug.breakInCell(FUNCTION, 2);
    const { end } = await debug.runUntilHeld(FUNCTION);
    for (const isLast of [false, false, true]) {
      const [frame] = await debug.frames();
      const { scopes } = await debug.request<{ scopes: { variablesReference: number }[] }>("scopes", {
        frameId: frame!.id,
      });
      const asked = scopes.map(({ variablesReference }) => debug.open(variablesReference));
      const again = debug.request("scopes", { frameId: frame!.id });
      const stopped = isLast ? end : debug.event("stopped");
      await debug.request("continue", { threadId: 1 });
      for (const variables of await Promise.all(asked)) assert.ok(Array.isArray(variables));
      assert.ok(Array.isArray((await again)["scopes"]));
      await stopped;
    }
    await debug.request("disconnect");
  });

  it("lists the session's variables although the code goes on meanwhile", async () => {
    await kernel.execute("let matrix = [[1, 2], [3, 4]];");
    await debug.attach();
    await debug.breakInCell(FUNCTION, 2);
    const { end } = await debug.runUntilHeld(FUNCTION);
    for (const isLast of [false, false, true]) {
      const asked = Array.from({ length: 4 }, () =>
        debug.request<{ variables: ToldVariable[] }>("inspectVariables"),
      );
      const stopped = isLast ? end : debug.event("stopped");
      await debug.request("continue", { threadId: 1 });
      for (const { variables } of await Promise.all(asked)) assert.equal(valuesOf(variables)["rate"], "0.5");
      await stopped;
    }
    await debug.request("disconnect");
  });

  it("answers what waits for a promise once the code is held, and an endless expression ends by stop", async () => {
    await debug.attach();
    await debug.breakInCell(FUNCTION, 2, 3);
    const { end } = await debug.runUntilHeld(FUNCTION);
    const asked = debug.ask("evaluate", { expression: "while (true) {}" });
    await new Promise((resolve) => setTimeout(resolve, 300));
    await kernel.interrupt();
    has(await asked, { success: false });
    has((await end).reply, { status: "error", ename: "KernelInterrupted" });
    assert.equal(resultOf(await kernel.execute("rate")), "0.5");
    const { end: next } = await debug.runUntilHeld(FUNCTION);
    await debug.request("continue", { threadId: 1 });
    has(await debug.ask("richInspectVariables", { variableName: "total" }), {
      command: "richInspectVariables",
    });
    await debug.request("disconnect");
    has((await next).reply, { status: "ok" });
  });

  it("takes requests that arrive while an expression computes, which a breakpoint then holds", async () => {
    const computing = `function compute(): number {
  const end = Date.now() + 600;
  while (Date.now() < end);
  return 42;
}`;
    await kernel.execute(computing);
    await debug.attach();
    await debug.breakInCell(computing, 4);
    const held = debug.event("stopped");
    const computed = debug.ask("evaluate", { expression: "compute()" });
    await new Promise((resolve) => setTimeout(resolve, 200));
    const meanwhile = debug.ask("evaluate", { expression: "rate + 1" });
    await held;
    assert.equal((await debug.frames())[0]?.line, 4);
    await debug.request("continue", { threadId: 1 });
    has((await computed)["body"] as Json, { result: "42" });
    has(await meanwhile, { command: "evaluate" });
    await debug.request("disconnect");
    assert.equal(resultOf(await kernel.execute("rate")), "0.5");
  });

  it("gives JupyterLab new numbers of frames after an expression, and the reason where there is no value", async () => {
    await debug.request("initialize", { clientID: "jupyterlab" });
    await debug.request("attach");
    await debug.breakInCell(FUNCTION, 3);
    const { end } = await debug.runUntilHeld(FUNCTION);
    const [top, below] = await debug.frames();
    const ask = (expression: string, frameId: number): Promise<Json> =>
      debug.request("evaluate", { expression, frameId, context: "repl" });
    has(await ask("x = 5", top!.id), { result: "5" });
    const [renewed] = await debug.frames();
    assert.notEqual(renewed!.id, top!.id);
    has(renewed, { name: top!.name, line: top!.line });
    assert.equal(valuesOf((await debug.variables(renewed!))["Locals"])["x"], "5");
    // What was asked with the old number is still answered.
    assert.equal(valuesOf((await debug.variables(top!))["Locals"])["x"], "5");
    const [, chosen] = await debug.frames();
    has(await ask("total", chosen!.id), { result: "0" });
    assert.equal(
      (await debug.frames())[1]!.id,
      chosen!.id,
      "the frame that a person has chosen stays chosen",
    );
    assert.notEqual(chosen!.id, below!.id);
    assert.match(
      String((await ask("absent", renewed!.id))["result"]),
      /^ReferenceError: absent is not defined/,
    );
    assert.match(String((await ask("exit", renewed!.id))["result"]), /absent|exit/);
    await debug.request("disconnect");
    has((await end).reply, { status: "ok" });
  });
});
