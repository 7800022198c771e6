/**
 * The process that runs one test file of TensorFlow.js: `node child.js <entry> <checkout> <file>`. It sends one
 * message for each test, and a last one.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { counterparts } from "./counterparts.js";
import { prepareJasmine, type EngineLike, type SpecResult } from "./jasmine.js";
import { loaderOf, type Names } from "./sources.js";

/** A test that has ended, or the error by which the file did not load. */
export type ChildMessage =
  | { readonly type: "test"; readonly name: string; readonly passed: boolean; readonly message: string }
  | { readonly type: "broken"; readonly message: string }
  | { readonly type: "end" };

const [entryName, checkout, file] = process.argv.slice(2);

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => process.send!(message, () => resolve()));
}

async function main(): Promise<void> {
  const module = (await import(entryName)) as Names & { default?: Names };
  // A copy: the tests put spies in the place of functions, which a module's namespace does not allow.
  const entry: Names = { ...("ready" in module ? module : (module.default ?? module)), __esModule: true };
  const engine = (): EngineLike => (entry.engine as (() => EngineLike) | undefined)?.() ?? {};
  const { version } = JSON.parse(
    readFileSync(path.join(checkout, "tfjs-layers", "package.json"), "utf8"),
  ) as {
    version: string;
  };
  const jasmine = prepareJasmine(engine, isOurs);
  const loader = loaderOf({
    checkout,
    entry,
    modules: { ...counterparts(entry, version), "tfjs-core/src/jasmine_util": jasmine.utilities },
  });
  // A tool of tests that TensorFlow.js exports too.
  entry.test_util ??= loader.load("tfjs-core/src/test_util.ts");
  // Programs of Node begin with a backend.
  await (entry.ready as (() => Promise<void>) | undefined)?.();
  const sent: Promise<void>[] = [];
  try {
    loader.load(file);
  } catch (error) {
    await send({ type: "broken", message: String(error) });
    return;
  }
  await jasmine.execute((result) => {
    if (result.status === "passed" || result.status === "failed") sent.push(send(messageOf(result)));
  });
  await Promise.all(sent);
}

function messageOf({ fullName, status, failedExpectations }: SpecResult): ChildMessage {
  const [first] = failedExpectations;
  return {
    type: "test",
    name: fullName,
    passed: status === "passed",
    message: first === undefined ? "" : `${first.message}\n${placeOf(first.stack)}`,
  };
}

/** The first line of a stack that is not jasmine's. */
function placeOf(stack = ""): string {
  return (
    stack
      .split("\n")
      .find((line) => /^\s+at /.test(line) && !line.includes("jasmine"))
      ?.trim() ?? ""
  );
}

/** Whether an error is one of the engine's typed errors. */
function isOurs(error: unknown): boolean {
  for (
    let at = Object.getPrototypeOf(error) as object | null;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  )
    if (at.constructor.name === "NeuronesError") return true;
  return false;
}

await main();
await send({ type: "end" });
// A test may leave a timer.
process.exit(0);
