/**
 * A reason to stop that the person at the keyboard can mend: shown alone, without a stack.
 */
import { NeuronesError } from "../src/errors/errors.js";
import { say, type Sentence } from "../src/language/language.js";

/** Something the set-up needs and does not have; the message says what and how to mend it. */
export class SetUpError extends NeuronesError {
  override name = "SetUpError";

  constructor(sentence: Sentence) {
    super(say(sentence));
  }
}
