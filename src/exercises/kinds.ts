/**
 * The kinds of exercise that most definitions need: a number, a choice, a function. Each knows the mistakes that learners
 * plausibly make, so that the answer to a wrong one is about that mistake.
 */
import { numeral } from "../plots/theme.js";
import type { Sentence } from "../language/language.js";
import { COMPUTED, asNumber, same, type Tolerance } from "./compare.js";
import type { Draw } from "./draw.js";
import type { CallResult, Comparison, Exercise, Judgement, Observation } from "./exercise.js";
import { choiceForm, functionForm, NUMBER_FORM } from "./forms.js";
import { outsideRead } from "./outside.js";

type Described = Pick<Exercise, "id" | "title" | "because" | "hints" | "read" | "solution">;

const wrong = (why: Sentence): Judgement => ({ right: false, why });

/** A number to find by thinking or computing. */
export function numberExercise(
  definition: Described & {
    readonly expected: number;
    readonly tolerance?: Tolerance;
    /** Numbers that a known mistake leads to, and what that mistake is. */
    readonly mistakes: readonly { readonly value: number; readonly why: Sentence }[];
  },
): Exercise {
  const { expected, tolerance = COMPUTED, mistakes, ...described } = definition;
  const judge = (observed: Observation): Judgement => {
    const received = observed.kind === "value" ? asNumber(observed.value) : undefined;
    if (received === undefined)
      return wrong({ fr: "La réponse attendue est un nombre.", en: "The answer should be a number." });
    if (same(received, expected, tolerance)) return { right: true };
    if (Number.isNaN(received))
      return wrong({
        fr: `Le calcul donne NaN (« pas un nombre ») : ${NAN_CAUSES.fr}`,
        en: `The computation gives NaN ("not a number"): ${NAN_CAUSES.en}`,
      });
    const mistake = mistakes.find(({ value }) => same(received, value, tolerance));
    return wrong(
      mistake?.why ?? {
        fr: `Ce n’est pas ${numeral(received, 6)}.`,
        en: `It is not ${numeral(received, 6)}.`,
      },
    );
  };
  return { ...described, form: NUMBER_FORM, probe: { kind: "value" }, judge };
}

/** One letter, or one name, to choose. */
export function choiceExercise(
  definition: Described & {
    readonly right: string;
    /** For every other letter, what speaks against it. */
    readonly wrong: Readonly<Record<string, Sentence>>;
  },
): Exercise {
  const { right, wrong: against, ...described } = definition;
  const letters = [right, ...Object.keys(against)].sort();
  const judge = (observed: Observation): Judgement => {
    const received =
      observed.kind === "value" && typeof observed.value === "string"
        ? observed.value.trim().replace(/[.)]$/, "")
        : "";
    if (same(received, right)) return { right: true };
    const letter = Object.keys(against).find((candidate) => same(received, candidate));
    return wrong(
      letter === undefined
        ? {
            fr: `La réponse est l’une de : ${letters.join(", ")}, entre guillemets.`,
            en: `The answer is one of: ${letters.join(", ")}, in quotes.`,
          }
        : against[letter],
    );
  };
  return { ...described, form: choiceForm(letters), probe: { kind: "value" }, judge };
}

/** A function to write, tried on inputs that the statement does not show. */
export function functionExercise<Inputs extends readonly unknown[]>(
  definition: Described & {
    readonly reference: (...inputs: Inputs) => unknown;
    readonly inputs: readonly Inputs[];
    /** Other inputs of the same kind, on which marking tries the function as well. */
    readonly draw: (draw: Draw) => readonly Inputs[];
    readonly tolerance?: Tolerance;
    /** What is wrong with a function that changes the arrays it is given, where the statement forbids it. */
    readonly whenInputsChange?: Sentence;
    /** Functions that a known mistake leads to, and what that mistake is. */
    readonly mistakes: readonly { readonly like: (...inputs: Inputs) => unknown; readonly why: Sentence }[];
  },
): Exercise {
  const {
    reference,
    inputs,
    draw,
    tolerance = COMPUTED,
    mistakes,
    whenInputsChange,
    ...described
  } = definition;
  const isSame = (result: CallResult | undefined, expected: unknown) =>
    result !== undefined && "value" in result && same(result.value, expected, tolerance);
  const agrees = (results: readonly CallResult[], model: (...inputs: Inputs) => unknown) =>
    results.length === inputs.length && results.every((result, i) => isSame(result, model(...inputs[i])));
  const judge = (observed: Observation): Judgement => {
    if (observed.kind !== "calls")
      return wrong({
        fr: "La réponse attendue est une fonction : donnez son nom, sans parenthèses.",
        en: "The answer should be a function: give its name, without parentheses.",
      });
    const { results } = observed;
    if (agrees(results, reference))
      return whenInputsChange !== undefined && results.some((result) => "changed" in result)
        ? wrong(whenInputsChange)
        : { right: true };
    const first = inputs.findIndex((input, i) => !isSame(results[i], reference(...input)));
    const [result, input, expected] = [results[first], inputs[first], reference(...inputs[first])];
    const why =
      mistakes.find(({ like }) => agrees(results, like))?.why ??
      complaint(result, input, expected, first > 0);
    return { right: false, why, comparison: compare(result, input, expected) };
  };
  const fresh = (random: Draw): Exercise =>
    functionExercise({ ...definition, inputs: [...inputs, ...draw(random)] });
  const form = functionForm(
    inputs.map((input) => reference(...input)),
    inputs[0],
  );
  const example = (random: Draw): Comparison => {
    const [input] = draw(random);
    return compare(undefined, input, reference(...input));
  };
  return { ...described, form, example, probe: { kind: "calls", inputs }, judge, fresh };
}

function compare(result: CallResult | undefined, inputs: readonly unknown[], expected: unknown): Comparison {
  const received = result === undefined ? "—" : "value" in result ? write(result.value) : result.error;
  return { inputs: inputs.map(write).join(" ; "), received, expected: write(expected) };
}

const NAN_CAUSES: Sentence = {
  fr: "souvent une position hors d’un tableau (on compte depuis 0, jusqu’à `length - 1`), une valeur qui manque, ou le logarithme d’un nombre négatif.",
  en: "often a position outside an array (one counts from 0, up to `length - 1`), a missing value, or the logarithm of a negative number.",
};

/** Whether a value, or something in nested arrays, is NaN or missing. */
export function hasNaN(value: unknown): boolean {
  return Array.isArray(value) ? value.some(hasNaN) : value === undefined || Number.isNaN(value);
}

/** A read past the end of an array that the function is given, in words, where there is one. */
export function sayOutsideRead(answer: unknown, { probe }: Pick<Exercise, "probe">): Sentence | undefined {
  if (probe.kind !== "calls" || typeof answer !== "function") return undefined;
  for (const inputs of probe.inputs) {
    const read = outsideRead(answer as (...given: unknown[]) => unknown, inputs);
    if (read === undefined) continue;
    const { name, index, length } = read;
    return {
      fr: `Pour (${inputs.map(write).join(" ; ")}), elle lit \`${name}[${index}]\`, qui n’existe pas : \`${name}\` a ${length} élément${length > 1 ? "s" : ""}${length > 0 ? `, de \`${name}[0]\` à \`${name}[${length - 1}]\`` : ""}.`,
      en: `For (${inputs.map(write).join(" ; ")}) it reads \`${name}[${index}]\`, which does not exist: \`${name}\` has ${length} element${length > 1 ? "s" : ""}${length > 0 ? `, from \`${name}[0]\` to \`${name}[${length - 1}]\`` : ""}.`,
    };
  }
  return undefined;
}

/** What is wrong with one call, in words; the right result is not told. */
function complaint(
  result: CallResult | undefined,
  inputs: readonly unknown[],
  expected: unknown,
  someRight: boolean,
): Sentence {
  const call = inputs.map(write).join(" ; ");
  if (result === undefined)
    return { fr: "La fonction n’a pas pu être essayée.", en: "The function could not be tried." };
  if ("error" in result) {
    if (result.error === "Promise")
      return {
        fr: "La fonction renvoie une promesse : retirez `async`.",
        en: "The function returns a promise: remove `async`.",
      };
    return {
      fr: `Pour (${call}), la fonction s’arrête sur l’erreur « ${result.error} ».`,
      en: `For (${call}) the function stops with the error "${result.error}".`,
    };
  }
  const { value } = result;
  if (value === undefined)
    return {
      fr: `Pour (${call}), la fonction ne renvoie rien : manque-t-il un \`return\` ?`,
      en: `For (${call}) the function returns nothing: is a \`return\` missing?`,
    };
  if (Array.isArray(expected) !== Array.isArray(value)) {
    return Array.isArray(expected)
      ? {
          fr: `Pour (${call}), la fonction doit renvoyer un tableau ; reçu ${write(value)}.`,
          en: `For (${call}) the function must return an array; received ${write(value)}.`,
        }
      : {
          fr: `Pour (${call}), la fonction doit renvoyer un seul nombre ; reçu ${write(value)}.`,
          en: `For (${call}) the function must return one number; received ${write(value)}.`,
        };
  }
  if (Array.isArray(expected) && Array.isArray(value) && expected.length !== value.length) {
    return {
      fr: `Pour (${call}), le tableau renvoyé n’a pas la bonne longueur : ${value.length}.`,
      en: `For (${call}) the array has the wrong length: ${value.length}.`,
    };
  }
  if (hasNaN(value)) {
    const what =
      typeof value === "number"
        ? { fr: "elle renvoie NaN (« pas un nombre »)", en: 'it returns NaN ("not a number")' }
        : {
            fr: `elle renvoie ${write(value)}, où NaN veut dire « pas un nombre »`,
            en: `it returns ${write(value)}, where NaN means "not a number"`,
          };
    return {
      fr: `Pour (${call}), ${what.fr} : ${NAN_CAUSES.fr}`,
      en: `For (${call}) ${what.en}: ${NAN_CAUSES.en}`,
    };
  }
  const some = someRight
    ? {
        fr: "La fonction est juste pour certaines entrées, mais pas toutes. ",
        en: "The function is right for some inputs, not for all. ",
      }
    : { fr: "", en: "" };
  return {
    fr: `${some.fr}Pour (${call}), elle renvoie ${write(value)}, ce qui n’est pas la bonne valeur.`,
    en: `${some.en}For (${call}) it returns ${write(value)}, which is not right.`,
  };
}

/** A value as the learner would write it, cut short. */
function write(value: unknown): string {
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (Array.isArray(value))
    return `[${value.slice(0, 6).map(write).join(", ")}${value.length > 6 ? ", …" : ""}]`;
  return JSON.stringify(value) ?? String(value);
}
