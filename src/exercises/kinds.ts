/**
 * The kinds of exercise: the answer is a number, a list of numbers, a choice or a function. Each definition
 * lists typical mistakes, so that the reaction to a wrong answer can name the mistake.
 */
import { numeral, type Sentence } from "../language/language.js";
import { COMPUTED, asNumber, same, type Tolerance } from "./compare.js";
import { complaint, NAN_CAUSES, write, writeInputs } from "./complaints.js";
import type { Draw } from "./draw.js";
import type { CallResult, Comparison, Exercise, Judgement, Observation } from "./exercise.js";
import { choiceForm, functionForm, listForm, NUMBER_FORM } from "./forms.js";

type Described = Pick<Exercise, "id" | "title" | "because" | "hints" | "read" | "solution">;

const wrong = (why: Sentence): Judgement => ({ right: false, why });

/** An exercise whose answer is a number. */
export function numberExercise(
  definition: Described & {
    readonly expected: number;
    readonly tolerance?: Tolerance;
    /** Typical mistakes: the number that each leads to, and a sentence about the mistake. */
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

/** An exercise whose answer is a list of numbers. */
export function listExercise(
  definition: Described & {
    readonly expected: readonly number[];
    /** Typical mistakes: the value that each leads to, and a sentence about the mistake. */
    readonly mistakes: readonly { readonly value: unknown; readonly why: Sentence }[];
  },
): Exercise {
  const { expected, mistakes, ...described } = definition;
  const judge = (observed: Observation): Judgement => {
    const received = observed.kind === "value" ? observed.value : undefined;
    if (same(received, expected)) return { right: true };
    const mistake = mistakes.find(({ value }) => same(received, value));
    if (mistake !== undefined) return wrong(mistake.why);
    if (!Array.isArray(received))
      return wrong({
        fr: "La réponse attendue est un tableau de nombres, entre crochets.",
        en: "The answer should be an array of numbers, in brackets.",
      });
    if (received.length !== expected.length)
      return wrong({
        fr: `Votre tableau doit avoir ${expected.length} nombre(s).`,
        en: `Your array should have ${expected.length} number(s).`,
      });
    const first = expected.findIndex((value, i) => !same(received[i], value));
    return wrong({
      fr: `${write(received[first])}, en position ${first}, n’est pas juste.`,
      en: `${write(received[first])}, at position ${first}, is not right.`,
    });
  };
  return { ...described, form: listForm(expected.length), probe: { kind: "value" }, judge };
}

/** An exercise whose answer is one of several letters or names. */
export function choiceExercise(
  definition: Described & {
    readonly right: string;
    /** For every other choice, why it is wrong. */
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

/** An exercise whose answer is a function, which is tried with inputs that the statement does not show. */
export function functionExercise<Inputs extends readonly unknown[]>(
  definition: Described & {
    readonly reference: (...inputs: Inputs) => unknown;
    readonly inputs: readonly Inputs[];
    /** Draws more inputs of the same kind, which grading tries too. */
    readonly draw: (draw: Draw) => readonly Inputs[];
    readonly tolerance?: Tolerance;
    /** The sentence for a function that changes its arguments, if the statement forbids that. */
    readonly whenInputsChange?: Sentence;
    /** Typical mistakes: a function with each, and a sentence about the mistake. */
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
  // A function that knows the results for the lesson's inputs, and returns one of them for all others, may be right for one
  // new input by chance, but not for two with different results.
  const known = new Set(inputs.map((input) => JSON.stringify(input)));
  const tellsApart = (drawn: readonly Inputs[]) =>
    new Set(
      drawn
        .filter((input) => !known.has(JSON.stringify(input)))
        .map((input) => JSON.stringify(reference(...input))),
    ).size > 1;
  const fresh = (random: Draw): Exercise =>
    functionExercise({ ...definition, inputs: [...inputs, ...random.suchThat(tellsApart, draw)] });
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
  const given = writeInputs(inputs);
  if (result === undefined) return { inputs: given, received: "—", expected: write(expected) };
  if ("error" in result) return { inputs: given, received: result.error, expected: write(expected) };
  const [received, right] = [write(result.value), write(expected)];
  if (received !== right) return { inputs: given, received, expected: right };
  // They differ only behind the first items.
  return { inputs: given, received: write(result.value, 100), expected: write(expected, 100) };
}
