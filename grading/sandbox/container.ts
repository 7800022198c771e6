/** A sandbox by a container of Docker or Podman, for machines without bubblewrap; the limits are the same. */
import type { Limits, SandboxCommand, SandboxFiles } from "./configuration.js";
import { COURSE, environment, MADE, nodeArguments, SCRATCH } from "./program.js";

/** The container image with Node. It must have been pulled before: grading fetches nothing. */
export const NODE_IMAGE = `docker.io/library/node:${process.versions.node}-slim`;

/** The command that starts the container; `program` is `docker` or `podman`. */
export function container(program: string, files: SandboxFiles, limits: Limits): SandboxCommand {
  const memory = `${limits.memoryMegabytes}m`;
  const mounts = [
    [files.image, COURSE],
    [files.packages, `${COURSE}/node_modules`],
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
      ...(files.makes === undefined ? [] : [`--mount=type=bind,source=${files.makes},target=${MADE}`]),
      ...Object.entries(environment(limits)).map(([name, value]) => `--env=${name}=${value}`),
      NODE_IMAGE,
      "node",
      ...nodeArguments(files, limits),
    ],
  };
}
