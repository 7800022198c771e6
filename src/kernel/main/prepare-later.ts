/**
 * Has the compiler's snapshot made anew beside the kernel, where Node or the package has changed since it was installed:
 * the next kernel then starts quickly again. In the course its commands do this.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { HAS_ENGINE, inPackage } from "../compiler/installation.node.js";
import { validSnapshot } from "../compiler/snapshot/snapshot-file.js";

/** The program `neurones-kernel` of the kernel's own package. */
const PROGRAM = inPackage("dist", "kernel-package", "main.js");

export function prepareLater(): void {
  if (HAS_ENGINE || !existsSync(PROGRAM) || validSnapshot() !== undefined) return;
  const child = spawn(process.execPath, [PROGRAM, "prepare"], {
    // It goes on when the kernel ends.
    detached: true,
    stdio: "ignore",
    env: { ...process.env, NODE_OPTIONS: "" },
    windowsHide: true,
  });
  child.on("error", () => undefined); // The kernel works without it.
  child.unref();
}
