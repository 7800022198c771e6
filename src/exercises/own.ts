/**
 * The exercises of an instructor's own lesson. Their names begin with a letter, those of the course with the number of their
 * lesson. Only the instructor can judge them: the learner's installation records that there is an answer.
 */
import { say } from "../language/language.js";
import { Verdict } from "./verdict.js";

/** True if the name is that of an exercise of an instructor's own lesson. */
export function isOwn(id: string): boolean {
  return /^[a-z][a-z0-9-]*$/.test(id);
}

/** What `exercises.check` shows for such an exercise. */
export function recorded(id: string, isAnswered: boolean): Verdict {
  return new Verdict(id, "unanswered", [
    isAnswered
      ? say({ fr: `${id} : réponse relevée.`, en: `${id}: answer recorded.` })
      : say({ fr: `${id} : pas encore de réponse.`, en: `${id}: no answer yet.` }),
    say({
      fr: "Cette leçon est celle de votre enseignant : la réponse est vérifiée quand il note la copie.",
      en: "This lesson is your instructor's own: the answer is checked when the submission is graded.",
    }),
  ]);
}

/** What `exercises.hint` and `exercises.solution` show for such an exercise. */
export function withFeedback(id: string): Verdict {
  return new Verdict(id, "unanswered", [
    say({
      fr: `${id} : les indices de cette leçon viennent avec la correction.`,
      en: `${id}: this lesson's hints come with the feedback.`,
    }),
  ]);
}
