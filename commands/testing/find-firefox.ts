/** Finds a Firefox for the tests of the browser edition. */
import { existsSync } from "node:fs";
import path from "node:path";

/** The path of the browser among the folders of `PATH`, or undefined. */
export function findFirefox(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const folders = (env["PATH"] ?? "").split(path.delimiter);
  return ["firefox-esr", "firefox"]
    .flatMap((name) => folders.map((folder) => path.join(folder, name)))
    .find((file) => existsSync(file));
}
