/** Why a data set beside the page cannot be had, in a sentence for the learner. */
import { say, type Sentence } from "../../language/language.js";

export class SiteError extends Error {
  override name = "SiteError";

  constructor(
    reason: Sentence,
    /** Whether the file arrived, with other bytes than the site promised. */
    readonly isDamaged = false,
  ) {
    super(say(reason));
  }
}
