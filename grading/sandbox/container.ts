/** A sandbox by a container of Docker or Podman, for machines without bubblewrap; the limits are the same. */
import path from "node:path";
import type { Limits, SandboxCommand, SandboxFiles } from "./configuration.js";
import { environment, nodeArguments, PROGRAM, SCRATCH } from "./program.js";

/** The container image with Node. It must have been pulled before: grading fetches nothing. */
export const NODE_IMAGE = `docker.io/library/node:${process.versions.node}-slim`;

/** The command that starts the container; `program` is `docker` or `podman`. */
export function container(
  program: string,
  { image, packages }: SandboxFiles,
  limits: Limits,
): SandboxCommand {
  const memory = `${limits.memoryMegabytes}m`;
  const mounts = [
    [image, "/course"],
    [packages, "/course/node_modules"],
  ];
  return {
    command: program,
    args: [
      "run",
      "--rm",
      "--interactive",
      "--pull=never",
      "--network=none",
      "--read-only",
      "--init",
      "--cap-drop=ALL",
      "--security-opt=no-new-privileges",
      "--user=65534:65534",
      `--cpus=${limits.processors}`,
      `--memory=${memory}`,
      `--memory-swap=${memory}`,
      `--pids-limit=${limits.threads + limits.processes}`,
      "--ulimit=core=0",
      "--ulimit=nofile=512",
      `--ulimit=fsize=${limits.scratchMegabytes * 2 ** 20}`,
      `--ulimit=cpu=${limits.totalSeconds * 2}`,
      `--tmpfs=${SCRATCH}:rw,nosuid,nodev,noexec,size=${limits.scratchMegabytes}m,mode=1777`,
      `--workdir=${SCRATCH}`,
      ...mounts.map(([from, to]) => `--mount=type=bind,source=${from},target=${to},readonly`),
      ...Object.entries(environment(limits)).map(([name, value]) => `--env=${name}=${value}`),
      NODE_IMAGE,
      "node",
      ...nodeArguments(limits),
      path.posix.join("/course", ...PROGRAM),
    ],
  };
}
