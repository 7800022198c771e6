/**
 * What the notebooks of strangers contain, and stumbled over: `strangers/*.cells`, each with what is right in it.
 *
 * The variable `NEURONES_CASES` may name another folder with such files.
 */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { KernelClient, resultOf, streamOf, type Exchange, type Json } from "./client.js";
import { readCases, type Expectation, type StrangersCase } from "./strangers/case-file.js";

const OWN = fileURLToPath(new URL("../../../test/kernel/strangers/", import.meta.url));
const OTHERS = process.env.NEURONES_CASES;

describe("kernel: strangers' notebooks", () => {
  for (const one of [...readCases(OWN), ...(OTHERS === undefined ? [] : readCases(OTHERS))])
    it(one.title, () => holds(one));
});

async function holds({ files, cells }: StrangersCase): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), "strangers-"));
  for (const [name, text] of files) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  const kernel = await KernelClient.start({ directory, checks: "plain", env: { LC_ALL: "en_GB.UTF-8" } });
  try {
    for (const { code, expectations } of cells) {
      const exchange = await kernel.execute(code, { stop_on_error: false });
      const isRefused = expectations.some(({ kind }) => /^(error|traceback|not-traceback)$/.test(kind));
      const told = `${code}\n${textOf(exchange)}`;
      if (!isRefused) assert.equal(exchange.reply["status"], "ok", told);
      for (const expectation of expectations)
        assert.ok(isMet(expectation, exchange), `${expectation.kind} ${expectation.pattern}\n${told}`);
    }
  } finally {
    await kernel.shutdown();
    rmSync(directory, { recursive: true, force: true });
  }
}

function isMet({ kind, pattern }: Expectation, exchange: Exchange): boolean {
  const matches = (text: string | undefined): boolean => new RegExp(pattern, "m").test(text ?? "");
  switch (kind) {
    case "ok":
    case "error":
      return exchange.reply["status"] === kind;
    case "result":
      return matches(resultOf(exchange));
    case "stdout":
    case "stderr":
      return matches(streamOf(exchange, kind));
    case "traceback":
      return matches(tracebackOf(exchange));
    case "not-traceback":
      return !matches(tracebackOf(exchange));
    case "html":
      return matches(htmlOf(exchange));
    case "not-html":
      return !matches(htmlOf(exchange));
    case "mime":
      return exchange.outputs.some(({ content }) =>
        Object.keys((content["data"] as Json | undefined) ?? {}).some(matches),
      );
    default:
      throw new Error(`unknown kind of expectation: ${kind}`);
  }
}

function htmlOf({ outputs }: Exchange): string {
  return outputs
    .map(({ content }) => String((content["data"] as Json | undefined)?.["text/html"] ?? ""))
    .join("\n");
}

function tracebackOf({ reply }: Exchange): string {
  return ((reply["traceback"] as string[] | undefined) ?? []).join("\n");
}

/** What an exchange has shown, for the message of a failure. */
function textOf(exchange: Exchange): string {
  return JSON.stringify({
    outputs: exchange.outputs.map(({ type, content }) => [type, content["data"] ?? content["text"]]),
    traceback: tracebackOf(exchange),
  });
}
