/**
 * A reason to stop that the person at the keyboard can remove; its message is shown without a stack.
 */
import { NeuronesError } from "../src/errors/errors.js";
import { say, type Sentence } from "../src/language/language.js";

/** A command cannot do its work; the message says why, and what to do. */
export class SetUpError extends NeuronesError {
  override name = "SetUpError";

  constructor(sentence: Sentence) {
    super(say(sentence));
  }
}
