/**
 * Adds to the compiler's answers what only the running session knows: the members of a value whose type is `any`, such
 * as the result of `JSON.parse`, and the value beside its type.
 */
import { say } from "../../language/language.js";
import type { CompletionAnswer, InspectionAnswer } from "../compiler/contract.js";
import { isIdentifierName } from "../identifiers.js";
import type { Look, Seen } from "../runner/messages.js";

export type LookAt = (look: Look) => Promise<Seen>;

/** The completions at a cursor, with the members of an untyped value. */
export async function withMembers(
  answer: CompletionAnswer,
  code: string,
  cursor: number,
  look: LookAt,
): Promise<CompletionAnswer> {
  const { members, start } = answer;
  if (members === undefined) return answer;
  const { name, members: path, isQuoted } = members;
  const seen = (await look({ path: { name, members: path }, wants: "members" })).members ?? [];
  const typed = code.slice(start, cursor).toLowerCase();
  const fitting = seen.filter(
    ({ text }) => text.toLowerCase().startsWith(typed) && (isQuoted || isIdentifierName(text)),
  );
  return { ...answer, items: fitting };
}

/** The description of a symbol, with its value. */
export async function withValue(answer: InspectionAnswer, look: LookAt): Promise<InspectionAnswer> {
  if (answer.value === undefined) return answer;
  const { text } = await look({ path: answer.value, wants: "text" });
  if (text === undefined) return answer;
  const title = say({ fr: "Valeur actuelle :", en: "Current value:" });
  const shown = { text: `${title} ${text}`, markdown: `${title}\n\n\`\`\`typescript\n${text}\n\`\`\`` };
  const [head = "", ...rest] = answer.text.split("\n\n");
  const [markdownHead = "", ...markdownRest] = answer.markdown.split("\n\n");
  const join = (parts: readonly string[]): string => parts.filter((part) => part !== "").join("\n\n");
  return {
    found: true,
    text: join([head, shown.text, ...rest]),
    markdown: join([markdownHead, shown.markdown, ...markdownRest]),
  };
}
