/**
 * Explains the errors that JavaScript itself throws: V8's message in the lesson's language, and advice on
 * what to do. A message without an entry in the table is shown unchanged. The error's property `message`,
 * which programs may read, is never changed.
 */
import { say } from "../../language/language.js";
import { NATIVE_ERRORS } from "./native-error-table.js";
import type { Scene } from "./scene.js";

/** An explained error: its message, and advice on how to correct it. */
export interface Explanation {
  readonly message: string;
  readonly mend?: string;
}

/** Explains an error; undefined if the table has no entry for its message. */
export function explainNativeError(
  name: string,
  message: string,
  language: "fr" | "en",
  scene: () => Scene,
): Explanation | undefined {
  for (const { pattern, french, mend } of NATIVE_ERRORS[name] ?? []) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const parts = match.slice(1);
    const sentence = mend?.(scene(), ...parts);
    const explained = language === "fr" ? french(...parts) : message;
    return sentence === undefined ? { message: explained } : { message: explained, mend: say(sentence) };
  }
  return undefined;
}
