/**
 * The features of the kernel beside those of stock tslab and, if it is installed, of Deno's: each is tried on
 * each kernel.
 *
 * `npm run bench -- kernel-features`. The program of Deno is the one that `DENO` names, else the one on the
 * PATH.
 */
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { withoutColours } from "../../system/without-colours.js";
import { KernelClient, resultOf, streamOf, type Exchange } from "../../test/kernel/client.js";
import type { BenchJob } from "../options.js";
import { formatTable } from "../measure.js";

/** Milliseconds after which a kernel counts as not answering. */
const PATIENCE = 8000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/**
 * The value that a cell shows, without colours; a kernel without `execute_result` shows it by another
 * message.
 */
function shown(exchange: Exchange): string {
  const displayed = exchange.outputs.find(({ type }) => type === "display_data")?.content["data"] as
    Record<string, string> | undefined;
  return withoutColours(resultOf(exchange) ?? displayed?.["text/plain"] ?? streamOf(exchange)).trim();
}

type Probe = (kernel: KernelClient) => Promise<boolean>;

/**
 * Runs an endless cell, interrupts it, and tells whether it ends soon and the session still has its
 * variables.
 */
const stops =
  (code: string): Probe =>
  async (kernel) => {
    await kernel.execute("let kept = 1;", {}, PATIENCE);
    const running = kernel.execute(code, {}, PATIENCE);
    await pause(500);
    kernel.process.kill("SIGINT");
    void kernel.interrupt().catch(() => undefined);
    const { reply } = await running;
    return reply["status"] === "error" && shown(await kernel.execute("kept + 1", {}, PATIENCE)) === "2";
  };

const gives =
  (code: string, expected: string): Probe =>
  async (kernel) => {
    return shown(await kernel.execute(code, {}, PATIENCE)) === expected;
  };

const PROBES: Readonly<Record<string, Probe>> = {
  "the last value is an execute_result": async (kernel) =>
    (await kernel.execute("6 * 7", {}, PATIENCE)).outputs.some(({ type }) => type === "execute_result"),
  "an error is an error message with its name": async (kernel) => {
    const { reply, outputs } = await kernel.execute('throw new RangeError("x")', {}, PATIENCE);
    return reply["ename"] === "RangeError" && outputs.some(({ type }) => type === "error");
  },
  "the trace names the cell's own line": async (kernel) =>
    /(line |:)2\b/.test(
      JSON.stringify(
        (
          await kernel.execute(
            "\nnull.x.y;\n".replace("null", "(null as unknown as { x: { y: 1 } })"),
            {},
            PATIENCE,
          )
        ).outputs,
      ),
    ),
  "a type error stops the cell": async (kernel) =>
    (await kernel.execute('const wrong: number = "a"; wrong', {}, PATIENCE)).reply["status"] === "error",
  "const and class can be declared again": async (kernel) => {
    await kernel.execute("const again = 1; class Again {}", {}, PATIENCE);
    return shown(await kernel.execute("const again = 2; class Again {} again", {}, PATIENCE)) === "2";
  },
  "for await and await in brackets at the top": gives(
    "for await (const x of [1]) x;\n[await 1, await 2].length",
    "2",
  ),
  "_ is the last value": async (kernel) => {
    await kernel.execute("20 + 1", {}, PATIENCE);
    return shown(await kernel.execute("_ * 2", {}, PATIENCE)) === "42";
  },
  "a cell queued behind an error is aborted, not lost": async (kernel) => {
    const [, queued] = await Promise.all([
      kernel.execute("throw 1", {}, PATIENCE),
      kernel.execute("2", {}, PATIENCE),
    ]);
    return queued.reply["status"] === "aborted" && shown(await kernel.execute("3", {}, PATIENCE)) === "3";
  },
  "stop ends while (true) {}, variables remain": stops("while (true) {}"),
  "stop ends it after an await": stops("await null;\nwhile (true) {}"),
  "stop ends a promise that never settles": stops("await new Promise(() => {});"),
  "stop cannot be swallowed by a catch": stops("while (true) { try { while (true) {} } catch {} }"),
  "process.exit does not end the kernel": async (kernel) => {
    await kernel.execute("let kept = 1;", {}, PATIENCE);
    await kernel
      .execute(
        "(globalThis as unknown as { process: { exit(code: number): void } }).process.exit(3);",
        {},
        PATIENCE,
      )
      .catch(() => undefined);
    return shown(await kernel.execute("kept + 1", {}, PATIENCE)) === "2";
  },
  "an unhandled rejection is reported": async (kernel) => {
    const exchange = await kernel.execute('void Promise.reject(new Error("oubli"));\n1', {}, PATIENCE);
    await pause(300);
    return (
      /oubli/.test(JSON.stringify(exchange)) && shown(await kernel.execute("1 + 1", {}, PATIENCE)) === "2"
    );
  },
  "completion knows types": async (kernel) =>
    (
      (await kernel.request("complete_request", { code: '"a".padSt', cursor_pos: 9 }, { timeout: PATIENCE }))
        .reply["matches"] as string[]
    ).some((match) => match.endsWith("padStart")),
  "inspection shows the documentation": async (kernel) =>
    /square root/.test(
      JSON.stringify(
        (
          await kernel.request(
            "inspect_request",
            { code: "Math.sqrt", cursor_pos: 9, detail_level: 0 },
            { timeout: PATIENCE },
          )
        ).reply,
      ),
    ),
  "is_complete sees an open bracket": async (kernel) =>
    (await kernel.request("is_complete_request", { code: "f({" }, { timeout: PATIENCE })).reply["status"] ===
    "incomplete",
  "the history has earlier cells": async (kernel) => {
    await kernel.execute("'histoire'", {}, PATIENCE);
    return /histoire/.test(
      JSON.stringify(
        (
          await kernel.request(
            "history_request",
            { hist_access_type: "tail", n: 5, output: false, raw: true },
            { timeout: PATIENCE },
          )
        ).reply,
      ),
    );
  },
  "questions are answered while a cell computes": async (kernel) => {
    const running = kernel.execute(
      "{ const end = Date.now() + 2000; while (Date.now() < end); }",
      {},
      PATIENCE,
    );
    await pause(300);
    const { time } = await kernel.request(
      "inspect_request",
      { code: "Math.sqrt", cursor_pos: 9, detail_level: 0 },
      { timeout: PATIENCE },
    );
    await running;
    return time < 1000;
  },
};

const kernelFeatures: BenchJob = async () => {
  const deno = process.env["DENO"] ?? "deno";
  const kernels: readonly (readonly [name: string, command: readonly string[] | undefined])[] = [
    ["neurones", undefined],
    [
      "stock tslab",
      [
        process.execPath,
        createRequire(import.meta.url).resolve("tslab/bin/tslab"),
        "kernel",
        "--config-path",
      ],
    ],
    ...(spawnSync(deno, ["--version"]).status === 0
      ? [["Deno", [deno, "jupyter", "--kernel", "--conn"]] as const]
      : []),
  ];
  const rows: string[][] = [];
  for (const [name, probe] of Object.entries(PROBES)) {
    const outcomes: string[] = [];
    for (const [, command] of kernels) outcomes.push((await tryOn(command, probe)) ? "yes" : "no");
    rows.push([name, ...outcomes]);
  }
  console.log(formatTable(["each on a fresh kernel", ...kernels.map(([name]) => name)], rows));
};

export default kernelFeatures;

/** Whether a fresh kernel passes; one that does not answer in time fails. */
async function tryOn(command: readonly string[] | undefined, probe: Probe): Promise<boolean> {
  const kernel = await KernelClient.start(command === undefined ? {} : { command });
  try {
    return await probe(kernel).catch(() => false);
  } finally {
    await kernel.shutdown();
  }
}
