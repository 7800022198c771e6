/** Running a program before anything is compiled. */
"use strict";

const childProcess = require("child_process");
const path = require("path");

const root = path.dirname(__dirname);

/** Runs a program to its end with its output shown; resolves to whether it succeeded and what it said. */
function run(command, args, options) {
  return new Promise((resolve) => {
    const child = childProcess.spawn(
      command,
      args,
      Object.assign({ cwd: root, stdio: ["ignore", "pipe", "pipe"] }, options),
    );
    let output = "";
    const collect = (target) => (chunk) => {
      output += chunk;
      target.write(chunk);
    };
    if (child.stdout) child.stdout.on("data", collect(process.stdout));
    if (child.stderr) child.stderr.on("data", collect(process.stderr));
    child.on("error", (error) => resolve({ ok: false, output: output + error }));
    child.on("close", (code) => resolve({ ok: code === 0, output: output }));
  });
}

module.exports = { run };
