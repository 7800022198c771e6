/**
 * Runs other programs: their output, their end, and the effect of Ctrl-C on them.
 *
 * A terminal sends Ctrl-C to every process of the foreground group, and npm forwards it once more, so a child
 * in that group receives it two or three times; JupyterLab quits at once at the second. So on POSIX a child
 * that must end in order gets a session of its own and one signal from this process; a second Ctrl-C, at
 * least a second later, kills it. Windows has no such groups: the console signals the child itself, and this
 * process waits.
 */
import { spawn, type ChildProcess } from "node:child_process";
import { constants } from "node:os";

/** The exit status and the output of a program. */
export interface Finished {
  /**
   * The exit status; 128 plus the signal's number if a signal ended the program, 127 if it could not be
   * started.
   */
  readonly code: number;
  readonly output: string;
}

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Called with each line of standard output, which is then not shown. */
  readonly onLine?: (line: string) => void;
  /** Shows no output: for a program that is only asked a question, such as its version. */
  readonly quiet?: boolean;
  /** Milliseconds after which the program is ended. */
  readonly timeout?: number;
}

/** Runs a program to its end, collecting its output. */
export function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: ["ignore", "pipe", "pipe"],
    windowsHide: true,
  });
  const timer = options.timeout === undefined ? undefined : setTimeout(() => child.kill(), options.timeout);
  let output = "";
  let pending = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    const lines = (pending + text).split(/\r?\n/);
    pending = lines.pop() ?? "";
    if (options.onLine) lines.forEach(options.onLine);
    else if (!options.quiet) process.stdout.write(text);
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    output += text;
    if (!options.quiet) process.stderr.write(text);
  });
  return ended(child)
    .then(
      (code) => {
        if (pending !== "") options.onLine?.(pending);
        return { code, output };
      },
      (error: unknown) => ({ code: 127, output: `${output}${String(error)}` }),
    )
    .finally(() => clearTimeout(timer));
}

export interface ForegroundOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout?: "inherit" | "pipe";
  /** Whether to open a channel on which a Node program can send messages to this one. */
  readonly channel?: boolean;
  /** The signal on which the program ends in order; SIGTERM by default. */
  readonly endsOn?: NodeJS.Signals;
}

/** Starts a program that uses the terminal from now on and ends in order on Ctrl-C. */
export function startForeground(
  command: string,
  args: readonly string[],
  options: ForegroundOptions,
): { readonly child: ChildProcess; readonly code: Promise<number> } {
  const ownSession = process.platform !== "win32";
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env,
    stdio: [
      "ignore",
      options.stdout ?? "inherit",
      "inherit",
      ...(options.channel === true ? (["ipc"] as const) : []),
    ],
    detached: ownSession,
  });
  const stopListening = ownSession ? passOn(child, options.endsOn ?? "SIGTERM") : ignoreSignals();
  return { child, code: ended(child).finally(stopListening) };
}

/** Resolves to the exit status once the program has ended and all its output is read. */
export function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal]));
    });
  });
}

const ENDING: readonly NodeJS.Signals[] = ["SIGINT", "SIGTERM", "SIGHUP"];

/**
 * Forwards the first signal as the one that ends the child in order; a later signal kills its whole group.
 */
function passOn(child: ChildProcess, ending: NodeJS.Signals): () => void {
  let asked = 0;
  return listen(() => {
    if (child.pid === undefined) return;
    if (asked === 0) {
      asked = Date.now();
      child.kill(ending);
    } else if (Date.now() - asked > 1000) {
      process.kill(-child.pid, "SIGKILL");
    }
  });
}

/** Ignores signals while a child runs that receives Ctrl-C itself. */
function ignoreSignals(): () => void {
  return listen(() => undefined);
}

function listen(listener: () => void): () => void {
  ENDING.forEach((signal) => process.on(signal, listener));
  return () => ENDING.forEach((signal) => process.off(signal, listener));
}
