/**
 * The questions that cells ask by `await input("…")`: they are sent to the kernel, which returns the
 * learner's answers.
 */
import { say } from "../../language/language.js";
import { cells } from "./cells.js";
import type { Guard } from "./guard.js";
import type { Question } from "./messages.js";

/** The error of a question that nobody can answer, for example when a notebook is executed by a program. */
export class InputUnavailable extends cells.Error {
  override name = "InputUnavailable";
  constructor() {
    super(
      say({
        fr: "cette exécution ne permet pas de poser de question : personne ne peut y répondre.",
        en: "no question can be asked in this execution: nobody can answer it.",
      }),
    );
  }
}

/** Waits for the answer to a question of `askNow`; undefined if `isStopped` has returned true first. */
export type AwaitAnswer = (id: number, isStopped: () => boolean) => Reply | undefined;

/** An answer, or undefined as its value if the question could not be asked. */
export interface Reply {
  readonly value: string | undefined;
}

interface Waiting {
  readonly resolve: (text: string) => void;
  readonly reject: (error: Error) => void;
}

export class Questions {
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  constructor(
    private readonly guard: Guard,
    private readonly post: (question: Question) => void,
    private readonly awaitAnswer: AwaitAnswer | undefined,
  ) {}

  /** Asks a question and waits for its answer, while no other code runs; throws `InputUnavailable` if nobody can answer. */
  askNow(prompt: string): string {
    if (this.awaitAnswer === undefined) throw new InputUnavailable();
    const { guard } = this;
    const serial = guard.now();
    // The attendant knows by the sign that nobody reads the answer in the event loop.
    const id = -++this.asked;
    this.post({ id, run: guard.runOf(serial), prompt, password: false });
    const reply = this.awaitAnswer(id, () => guard.isStopped(serial));
    if (reply === undefined) return guard.stop();
    if (reply.value === undefined) throw new InputUnavailable();
    return reply.value;
  }

  /** Asks a question; the promise is rejected with `InputUnavailable` if nobody can answer. */
  ask(prompt: string, password: boolean): Promise<string> {
    const id = ++this.asked;
    return new cells.Promise<string>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.post({ id, run: this.guard.runOf(this.guard.now()), prompt, password });
    });
  }

  /** The learner pressed stop: no answer is expected any more. */
  forget(): void {
    this.waiting.clear();
  }

  /** Receives the learner's answer; undefined if the question could not be asked. */
  answer(id: number, value: string | undefined): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (value === undefined) waiting?.reject(new InputUnavailable());
    else waiting?.resolve(value);
  }
}
