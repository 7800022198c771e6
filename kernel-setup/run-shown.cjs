/** Runs a program while nothing is compiled yet; `system/run-process.ts` does it afterwards. */
"use strict";

const childProcess = require("child_process");
const path = require("path");

const root = path.dirname(__dirname);

/**
 * Runs a program to its end and shows its output, unless `quiet` is true; resolves to { ok, output }.
 *
 * @param options those of `child_process.spawn`
 */
function run(command, args, options, quiet) {
  return new Promise((resolve) => {
    const child = childProcess.spawn(
      command,
      args,
      Object.assign({ cwd: root, stdio: ["ignore", "pipe", "pipe"] }, options),
    );
    let output = "";
    const collect = (target) => (chunk) => {
      output += chunk;
      if (!quiet) target.write(chunk);
    };
    if (child.stdout) child.stdout.on("data", collect(process.stdout));
    if (child.stderr) child.stderr.on("data", collect(process.stderr));
    child.on("error", (error) => resolve({ ok: false, output: output + error }));
    child.on("close", (code) => resolve({ ok: code === 0, output: output }));
  });
}

module.exports = { run };
