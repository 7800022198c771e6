/**
 * How much of the machine's processors a sandbox gets, on Linux: it runs on one processor, which it cannot leave
 * (`taskset`; the filter of system calls refuses to change it). Its priority is that of other programs: beside a busy
 * one it would else exceed the time of a cell without any fault of the student's. Where systemd manages control groups
 * for this user, the sandbox also has a group of its own, whose limits the kernel keeps.
 */
import { spawn } from "node:child_process";
import { run } from "../../system/run-process.js";
import type { Limits } from "./configuration.js";
import { allowedProcessors } from "./processors.js";

/** What this machine offers. */
export interface ProcessorShare {
  /** Whether a program can be kept on one processor. */
  readonly pins: boolean;
  /** Whether systemd gives a program a control group of its own. */
  readonly groups: boolean;
}

/** Nothing: for machines that offer neither. */
export const NO_SHARE: ProcessorShare = { pins: false, groups: false };

/** The processes of the sandbox beside the submission's threads: shell, bubblewrap twice. */
const OWN_PROCESSES = 3;
/** Milliseconds for each trial. */
const PATIENCE = 20_000;

/** Finds out what this machine offers. */
export async function findProcessorShare(limits: Limits): Promise<ProcessorShare> {
  const [first] = allowedProcessors();
  const pins =
    first !== undefined &&
    (await run("taskset", ["-c", String(first), "true"], { quiet: true, timeout: PATIENCE })).code === 0;
  return { pins, groups: await canGroup(limits) };
}

/** The words before a command that keep it on a processor. */
export function onProcessor({ pins }: ProcessorShare, processor: number | undefined): string[] {
  return pins && processor !== undefined ? ["taskset", "-c", String(processor)] : [];
}

/** The words before a command that give it a control group of its own. */
export function inGroup({ groups }: ProcessorShare, limits: Limits): string[] {
  return groups ? groupCommand(limits) : [];
}

/** The environment variables by which `systemd-run` finds systemd; the sandbox does not get them. */
export function groupEnvironment(): NodeJS.ProcessEnv {
  const { XDG_RUNTIME_DIR, DBUS_SESSION_BUS_ADDRESS } = process.env;
  return {
    ...(XDG_RUNTIME_DIR === undefined ? {} : { XDG_RUNTIME_DIR }),
    ...(DBUS_SESSION_BUS_ADDRESS === undefined ? {} : { DBUS_SESSION_BUS_ADDRESS }),
  };
}

function groupCommand(limits: Limits): string[] {
  const properties = {
    CPUQuota: `${limits.processors * 100}%`,
    MemoryMax: `${limits.memoryMegabytes + limits.scratchMegabytes}M`,
    MemorySwapMax: "0",
    TasksMax: String(limits.threads + OWN_PROCESSES),
  };
  return [
    "systemd-run",
    ...(process.getuid?.() === 0 ? [] : ["--user"]),
    "--scope",
    "--quiet",
    "--collect",
    ...Object.entries(properties).map(([name, value]) => `--property=${name}=${value}`),
    "--",
  ];
}

/** Whether a program in a group of its own starts, and can read the file descriptor 3, which carries the filter. */
function canGroup(limits: Limits): Promise<boolean> {
  const [program, ...args] = [...groupCommand(limits), "/bin/sh", "-c", "cat <&3"];
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { PATH: process.env.PATH, ...groupEnvironment() },
      stdio: ["ignore", "pipe", "ignore", "pipe"],
      timeout: PATIENCE,
    });
    let read = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => (read += text));
    const sent = child.stdio[3];
    sent?.on("error", () => undefined);
    if (sent !== null && sent !== undefined && "end" in sent) sent.end("filter");
    child.once("error", () => resolve(false));
    child.once("close", (code) => resolve(code === 0 && read === "filter"));
  });
}
