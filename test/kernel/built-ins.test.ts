/**
 * A cell may replace built-in objects, by mistake or as an experiment. Its own code may then fail until a
 * restart, but the kernel must execute cells, show output and errors with their lines, and stop as before.
 */
import assert from "node:assert/strict";
import { KernelClient, resultOf, streamOf } from "./client.js";

/** Code that replaces the methods of an object one by one. */
const SPOIL = `const spoil = (object: any) => {
  for (const key of Reflect.ownKeys(object)) {
    if (key === "constructor" || key === "prototype" || key === "stackTraceLimit") continue;
    try { object[key] = () => { throw 0; }; } catch {}
  }
};
const { Reflect, Array, Object, ...rest } = globalThis as any;`;

const PROTOTYPES = [
  "Promise",
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "WeakRef",
  "RegExp",
  "Date",
  "Number",
  "Boolean",
  "Symbol",
  "BigInt",
  "String",
  "Error",
  "Uint8Array",
  "ArrayBuffer",
  "Int32Array",
  "DataView",
  "Buffer",
  "AbortController",
  "MessageChannel",
  "URL",
  "Function",
  "Array",
];
const NAMESPACES = [
  "JSON",
  "Math",
  "Atomics",
  "Intl",
  "Number",
  "String",
  "Promise",
  "Symbol",
  "Date",
  "Error",
  "Buffer",
  "Array",
  "Reflect",
  "Object",
];
const GLOBALS = [
  "JSON",
  "Math",
  "Map",
  "Set",
  "WeakMap",
  "WeakSet",
  "Promise",
  "Symbol",
  "Error",
  "TypeError",
  "RangeError",
  "AggregateError",
  "RegExp",
  "Date",
  "String",
  "Number",
  "Boolean",
  "Array",
  "Uint8Array",
  "Int32Array",
  "DataView",
  "ArrayBuffer",
  "SharedArrayBuffer",
  "Atomics",
  "Intl",
  "Buffer",
  "AbortController",
  "URL",
  "performance",
  "queueMicrotask",
  "setTimeout",
  "setInterval",
  "setImmediate",
  "clearTimeout",
  "structuredClone",
  "MessageChannel",
  "process",
  "Reflect",
  "Proxy",
  "Function",
  "Object",
];

describe("kernel: built-in objects that a cell has replaced", () => {
  let kernel: KernelClient;
  beforeEach(async () => {
    kernel = await KernelClient.start();
    await kernel.execute("let kept = 7;");
  });
  afterEach(async () => {
    await kernel.shutdown();
  });

  async function works(what: string): Promise<void> {
    assert.equal(resultOf(await kernel.execute("kept + 1")), "8", `${what}: the value of a cell`);
    assert.equal(streamOf(await kernel.execute("console.log('texte');")), "texte\n", `${what}: output`);
    const failed = await kernel.execute("const one = 1;\nconst none: any = null; none.field;");
    assert.equal(failed.reply["ename"], "TypeError", `${what}: ${JSON.stringify(failed.reply)}`);
    assert.match(
      JSON.stringify(failed.reply["traceback"]),
      /Cell \[\d+\], line 2/,
      `${what}: the line of an error`,
    );
    assert.equal(
      resultOf(await kernel.execute("await null; kept + 2")),
      "9",
      `${what}: an asynchronous cell`,
    );
    const shown = await kernel.execute("display({ 'text/html': '<b>oui</b>' });");
    assert.equal(shown.outputs[0]?.type, "display_data", `${what}: a display ${JSON.stringify(shown)}`);
  }

  async function stops(): Promise<void> {
    const begun = kernel.next(({ type }) => type === "stream");
    const running = kernel.execute("console.log('en cours');\nwhile (true) {}");
    await begun;
    await kernel.interrupt();
    assert.equal((await running).reply["ename"], "KernelInterrupted");
  }

  it("a method of each prototype", async () => {
    await kernel.execute(SPOIL);
    for (const name of PROTOTYPES) {
      await kernel.execute(`spoil((globalThis as any).${name}.prototype); 0`);
      await works(`${name}.prototype`);
    }
    await stops();
  });

  it("the functions of each namespace and constructor", async () => {
    await kernel.execute(SPOIL);
    for (const name of NAMESPACES) {
      await kernel.execute(`spoil((globalThis as any).${name}); 0`);
      await works(name);
    }
    await stops();
  });

  it("the globals themselves", async () => {
    for (const name of GLOBALS) {
      await kernel.execute(`(globalThis as any).${name} = undefined; 0`);
      await works(name);
    }
    await stops();
  });

  it("Error.prepareStackTrace, also if it fails, and if a library sets it for a moment", async () => {
    await kernel.execute("Error.prepareStackTrace = () => { throw new Error('non'); }; 0");
    await works("a stack that throws");
    await kernel.execute("Error.prepareStackTrace = (_error, sites) => sites; 0");
    assert.equal(resultOf(await kernel.execute("Array.isArray(new Error('x').stack)")), "true");
    await works("a stack that is a list");
    await kernel.execute(
      "const earlier = Error.prepareStackTrace; Error.prepareStackTrace = (_error, sites) => sites; void new Error('x').stack; Error.prepareStackTrace = earlier; 0",
    );
    await kernel.execute("(Error as any).prepareStackTrace = undefined; 0");
    assert.match(resultOf(await kernel.execute("String(new Error('suivie').stack)")) ?? "", /suivie.*line 1/);
    await works("a stack as before");
  });

  it("properties that all objects inherit", async () => {
    await kernel.execute(
      "Object.assign(Object.prototype as any, { type: 'x', run: 4, id: 5, text: 'y', status: 'ok', compiled: 6, toJSON: () => 'rien' }); 0",
    );
    await works("Object.prototype");
    await stops();
  });

  it("a cell cannot reach the kernel's connection", async () => {
    assert.equal(
      resultOf(
        await kernel.execute(
          "import { isMainThread, parentPort, workerData } from 'node:worker_threads';\n[isMainThread, parentPort, workerData]",
        ),
      ),
      "[ true, null, null ]",
    );
    assert.equal(
      resultOf(await kernel.execute("[process.argv.length, process.execArgv.length, process.send]")),
      "[ 1, 0, undefined ]",
    );
    await works("threads");
  });
});
