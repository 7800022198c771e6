/** A sandbox by a container, where there is no bubblewrap: Docker or Podman, with the same limits. */
import path from "node:path";
import type { Contents } from "./bubblewrap.js";
import { environment, nodeArguments } from "./bubblewrap.js";
import type { Started } from "./confinement.js";
import { PROGRAM } from "./image.js";
import type { Limits } from "./limits.js";

/** The image with Node that must be there: nothing is fetched while grading. */
export const NODE_IMAGE = `docker.io/library/node:${process.versions.node}-slim`;

/** How the container is started by `program`, docker or podman. */
export function container(program: string, { image, packages }: Contents, limits: Limits): Started {
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
      "--cpus=1",
      `--memory=${memory}`,
      `--memory-swap=${memory}`,
      `--pids-limit=${64 + limits.processes}`,
      `--tmpfs=/scratch:rw,nosuid,nodev,noexec,size=${limits.scratchMegabytes}m,mode=1777`,
      "--workdir=/scratch",
      ...mounts.map(([from, to]) => `--mount=type=bind,source=${from},target=${to},readonly`),
      ...Object.entries(environment(limits)).map(([name, value]) => `--env=${name}=${value}`),
      NODE_IMAGE,
      "node",
      ...nodeArguments(limits),
      path.posix.join("/course", ...PROGRAM),
    ],
  };
}
