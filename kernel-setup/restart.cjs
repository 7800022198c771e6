/**
 * Runs this process's command again with another Node, in the same terminal: its input, output, exit status and end by a
 * signal are those of the new process.
 */
"use strict";

const childProcess = require("child_process");

/** Tells the new process, and none that it starts, that it is one: it restarts no further. */
const MARK = "NEURONES_RESTARTED";

/** Whether this process is such a new process. Called once: it removes the mark from the environment. */
function takeMark() {
  const isMarked = process.env[MARK] !== undefined;
  delete process.env[MARK];
  return isMarked;
}

/**
 * Runs a script with another Node; resolves to its exit status. If a signal ends it, the same signal ends this process.
 */
function restartWith(node, script, args) {
  const env = Object.assign({}, process.env);
  env[MARK] = "1";
  const child = childProcess.spawn(node, [script].concat(args), { stdio: "inherit", env: env });
  const stopListening = passOnSignals(child);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      stopListening();
      if (signal) process.kill(process.pid, signal);
      else resolve(code);
    });
  });
}

/** Windows' console signals the new process itself, and to pass a signal on would end it at once. */
function passOnSignals(child) {
  const listeners = ["SIGINT", "SIGTERM", "SIGHUP"].map((signal) => {
    const listener = () => process.platform !== "win32" && child.kill(signal);
    process.on(signal, listener);
    return () => process.removeListener(signal, listener);
  });
  return () => listeners.forEach((stop) => stop());
}

module.exports = { takeMark, restartWith };
