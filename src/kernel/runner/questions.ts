/** `await input("…")`: questions to the learner, which the main thread passes on and answers. */
import { say } from "../../language/language.js";
import { cells } from "./cells.js";
import type { Guard } from "./guard.js";
import type { Question } from "./messages.js";

/** The front end gives this cell no input, as when a notebook is executed without a reader. */
export class InputUnavailable extends cells.Error {
  override name = "InputUnavailable";
  constructor() {
    super(
      say({
        fr: "cette exécution ne permet pas de poser de question : personne ne peut y répondre.",
        en: "no question can be asked in this execution: nobody is there to answer it.",
      }),
    );
  }
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
  ) {}

  /** Asks; the promise is rejected with `InputUnavailable` where nobody can answer. */
  ask(prompt: string, password: boolean): Promise<string> {
    const id = ++this.asked;
    return new cells.Promise<string>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.post({ id, run: this.guard.now(), prompt, password });
    });
  }

  /** A stop: what was asked is not waited for any more. */
  forget(): void {
    this.waiting.clear();
  }

  /** The learner's answer; undefined where the question could not be asked. */
  answer(id: number, value: string | undefined): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    if (value === undefined) waiting?.reject(new InputUnavailable());
    else waiting?.resolve(value);
  }
}
