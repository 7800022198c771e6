/** Runs a program of the set-up in a Node of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Runs Node with these words, options and program.
 * @throws Error with the first lines of its error output, if it fails
 */
export async function runNode(words: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, words, {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, NODE_OPTIONS: "" },
    windowsHide: true,
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  const [status] = (await once(child, "close")) as [number | null];
  if (status !== 0) throw new Error(`${status} ${said.trim().split("\n").slice(0, 3).join(" ")}`);
}
