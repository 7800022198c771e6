/** Names of TensorFlow.js that this entry leaves out: a call says so, and names what to use instead. */
import { ArgumentError } from "../errors/errors.js";
import type { Sentence } from "../language/language.js";

const sentences = new WeakMap<object, Sentence>();

/** What to use instead of a function that is left out; undefined for any other value. */
export function replacementOf(value: unknown): Sentence | undefined {
  return typeof value === "function" ? sentences.get(value) : undefined;
}

/** A function in the place of one that is left out. */
export function leftOut(name: string, instead: Sentence): (...given: unknown[]) => never {
  const refuse = (): never => {
    throw new ArgumentError({
      where: name,
      argument: name,
      received: { fr: "un nom que neurones/tfjs n’a pas", en: "a name that neurones/tfjs leaves out" },
      expected: { fr: "un nom de docs/from-tensorflow-js.md", en: "a name of docs/from-tensorflow-js.md" },
      mend: instead,
    });
  };
  sentences.set(refuse, instead);
  return refuse;
}
