/**
 * Replaces the functions of Node by which a cell reads standard input, waits for other programs, or ends the
 * process. The twin for the browser is `process-functions.browser.ts`.
 */
import { installChildProcesses } from "./child-processes.js";
import { installProcessExit } from "./process-exit.js";
import type { ProcessFunctions, ProcessServices } from "./process-services.js";
import { StandardInput } from "./standard-input.js";

export function installProcess(services: ProcessServices): ProcessFunctions {
  const input = new StandardInput(services);
  input.install();
  installChildProcesses(services);
  installProcessExit();
  return input;
}
