/**
 * Reads students' files in a process of its own, one after the other: a file that takes too much time or memory ends that
 * process, is refused, and costs no other file.
 */
import { fork, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";
import { LARGEST_FILE, TOO_LARGE } from "../notebook-file.js";
import type { Normalised } from "./normalise.js";

const PROGRAM = fileURLToPath(new URL("./reader-program.js", import.meta.url));
/** What reading a file may take; the largest that is allowed takes about two seconds. */
interface ReadingLimits {
  readonly milliseconds: number;
  /** Megabytes of values. */
  readonly megabytes: number;
}

const LIMITS: ReadingLimits = { milliseconds: 30_000, megabytes: 1024 };

export class Reader {
  private child: ChildProcess | undefined;
  private last: Promise<unknown> = Promise.resolve();

  private readonly limits: ReadingLimits;

  constructor(limits: Partial<ReadingLimits> = {}) {
    this.limits = { ...LIMITS, ...limits };
  }

  /** The notebook in a file, or why it has none. */
  read(content: Uint8Array): Promise<Normalised> {
    const next = this.last.then(() => this.ask(content));
    this.last = next;
    return next;
  }

  close(): void {
    this.child?.kill("SIGKILL");
    this.child = undefined;
  }

  private ask(content: Uint8Array): Promise<Normalised> {
    if (content.length > LARGEST_FILE) return Promise.resolve({ refused: TOO_LARGE });
    const child = (this.child ??= fork(PROGRAM, {
      execArgv: [`--max-old-space-size=${this.limits.megabytes}`],
      serialization: "advanced",
      stdio: "ignore",
    }));
    child.ref();
    child.channel?.ref();
    return new Promise((resolve) => {
      const end = (answer: Normalised) => {
        clearTimeout(timer);
        child.removeAllListeners().on("error", () => undefined);
        // An idle reader does not keep the command from ending.
        child.unref();
        child.channel?.unref();
        if ("refused" in answer) this.close();
        resolve(answer);
      };
      const timer = setTimeout(
        () => end({ refused: { fr: "le lire prend trop de temps", en: "reading it takes too long" } }),
        this.limits.milliseconds,
      );
      const tooMuch = () =>
        end({ refused: { fr: "le lire prend trop de mémoire", en: "reading it takes too much memory" } });
      child.on("message", (answer) => end(answer as Normalised));
      child.on("error", tooMuch);
      child.on("exit", tooMuch);
      child.send(content, (error) => {
        if (error !== null) tooMuch();
      });
    });
  }
}
