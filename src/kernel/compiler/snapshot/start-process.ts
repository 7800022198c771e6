/**
 * Starts the compiler in a process, from the snapshot that the set-up has made: it answers after a tenth of the
 * computing that a new thread needs to read the declarations.
 */
import { spawn } from "node:child_process";
import { say } from "../../../language/language.js";
import type { CompilerWorker, CompilerThreadData, FromThread, ThreadListener } from "../messages.js";
import { PROCESS_FLAGS } from "./snapshot-file.js";

export function startCompilerProcess(
  data: CompilerThreadData,
  listener: ThreadListener,
  snapshot: string,
): CompilerWorker {
  const child = spawn(process.execPath, [...PROCESS_FLAGS, "--snapshot-blob", snapshot], {
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
    env: { ...process.env, NODE_OPTIONS: "" },
    windowsHide: true,
  });
  child.unref();
  child.channel?.unref();
  const send = (message: unknown): void => {
    // Without a callback, the failure to send to a process that has just ended would be thrown.
    if (child.connected) child.send(message as object, () => undefined);
  };
  child.on("message", (message) => listener.message(message as FromThread));
  child.on("error", (error) => listener.ended(String(error)));
  child.on("exit", (code, signal) => {
    const status = String(code ?? signal);
    listener.ended(say({ fr: `il s'est arrêté (${status})`, en: `it ended (${status})` }));
  });
  send(data);
  return {
    hasSmallStack: true,
    startsQuickly: true,
    send,
    end: () => Promise.resolve(void child.kill("SIGKILL")),
  };
}
