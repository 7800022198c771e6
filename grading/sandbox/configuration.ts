/** What a sandbox is made from: the files inside it, the limits, and the way to confine its program. */

/** The files of the host that a sandbox holds, all read-only but those of `makes`. */
export interface SandboxFiles {
  /** The folder that `makeImage` has made. */
  readonly image: string;
  /** The folder `node_modules`. */
  readonly packages: string;
  /** The snapshot from which the program starts, a file of the image; without it, the program starts more slowly. */
  readonly snapshot?: string;
  /** The folder that receives the snapshot, where the program only makes it. */
  readonly makes?: string;
}

/** The most that a submission may take of the machine that grades it. */
export interface Limits {
  /** Seconds for one cell, and for one observation of an answer. */
  readonly cellSeconds: number;
  /** Seconds for the whole submission, all attempts together. */
  readonly totalSeconds: number;
  /** Memory of all processes together. */
  readonly memoryMegabytes: number;
  /** Size of the only folder that can be written to, which lies in memory. */
  readonly scratchMegabytes: number;
  /** Size of everything that the program writes to its standard output and error streams. */
  readonly outputMegabytes: number;
  /** Number of processes, the sandbox's own included. */
  readonly processes: number;
  /** Number of threads of all processes together; Node and the kernel have 14. */
  readonly threads: number;
  /** Processors that it may keep busy. */
  readonly processors: number;
}

/** Ample for every lesson with its training shortened. */
export const LIMITS: Limits = {
  cellSeconds: 45,
  totalSeconds: 600,
  memoryMegabytes: 2048,
  scratchMegabytes: 64,
  outputMegabytes: 64,
  processes: 8,
  threads: 40,
  processors: 1,
};

/** The command that starts the program in its sandbox. */
export interface SandboxCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  /** The bytes that the command reads from file descriptor 3. */
  readonly filter?: Buffer;
}

/** A way to confine the program. */
export interface Confinement {
  readonly kind: "bubblewrap" | "container" | "none";
  /** The place of a file of the image or of the packages, as the program sees it. */
  placeOf(file: string, files: SandboxFiles): string;
  /** @param processor the number of the processor on which the sandbox is to run, if one is known */
  start(files: SandboxFiles, limits: Limits, processor?: number): SandboxCommand;
}

export interface SandboxConfiguration {
  readonly confinement: Confinement;
  readonly files: SandboxFiles;
  readonly limits: Limits;
}
