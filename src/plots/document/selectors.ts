/**
 * Selectors: `g`, `*`, `#id`, `.class`, `[name]`, `[name="value"]` (also `~=`, `|=`, `^=`, `$=`, `*=`),
 * `:first-child`, `:last-child`, joined by a space, `>`, `+` or `~`, in a list with commas. Source: Selectors
 * Level 4 (W3C); other selectors are refused.
 */
import { XHTML } from "./namespaces.js";

/** What a selector reads of an element. */
export interface Selectable {
  readonly namespaceURI: string | null;
  readonly localName: string;
  readonly parentElement: Selectable | null;
  readonly previousElementSibling: Selectable | null;
  readonly nextElementSibling: Selectable | null;
  getAttribute(name: string): string | null;
}

type Test = (element: Selectable) => boolean;

/** One element's tests, and how the element is related to that of the step before. */
interface Step {
  readonly combinator: string;
  readonly tests: readonly Test[];
}

/** Whether an element matches one selector of a list. */
export function matches(element: Selectable, selector: string): boolean {
  return compiled(selector).some((steps) => matchesUpTo(steps, steps.length - 1, element));
}

const COMPILED = new Map<string, readonly (readonly Step[])[]>();

function compiled(selector: string): readonly (readonly Step[])[] {
  let lists = COMPILED.get(selector);
  if (lists === undefined) COMPILED.set(selector, (lists = parsed(selector)));
  return lists;
}

/** Goes from the last step to the first, since most elements already fail the last one. */
function matchesUpTo(steps: readonly Step[], last: number, element: Selectable): boolean {
  const { combinator, tests } = steps[last];
  if (!tests.every((test) => test(element))) return false;
  if (last === 0) return true;
  const isSibling = combinator === "+" || combinator === "~";
  const before = (each: Selectable) => (isSibling ? each.previousElementSibling : each.parentElement);
  for (let each = before(element); each !== null; each = before(each)) {
    if (matchesUpTo(steps, last - 1, each)) return true;
    if (combinator === ">" || combinator === "+") return false;
  }
  return false;
}

const NAME = String.raw`-?(?:[_a-zA-Z\u0080-\uffff]|\\.)(?:[-\w\u0080-\uffff]|\\.)*`;
const TOKEN = new RegExp(
  [
    String.raw`\s*(?<combinator>[>+~,])\s*`,
    String.raw`(?<space>\s+)`,
    String.raw`(?<type>\*|${NAME})`,
    String.raw`#(?<id>(?:[-\w\u0080-\uffff]|\\.)+)`,
    String.raw`\.(?<class>${NAME})`,
    String.raw`\[\s*(?<name>${NAME})\s*(?:(?<operator>[~|^$*]?=)\s*(?:"(?<double>[^"]*)"|'(?<single>[^']*)'|(?<bare>${NAME}))\s*)?\]`,
    String.raw`:(?<pseudo>first-child|last-child)(?![-\w(])`,
  ].join("|"),
  "uy",
);

function parsed(selector: string): Step[][] {
  const text = selector.trim();
  const refuse = () => new DOMException(`“${selector}” is not a selector known here.`, "SyntaxError");
  const lists: Step[][] = [[]];
  let tests: Test[] = [];
  let combinator = "";
  const endStep = (): void => {
    if (tests.length === 0) throw refuse();
    lists.at(-1)!.push({ combinator, tests });
    tests = [];
  };
  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const parts = TOKEN.exec(text)?.groups;
    if (parts === undefined) throw refuse();
    const joint = parts["combinator"] ?? parts["space"]?.[0];
    if (joint !== undefined) {
      endStep();
      if (joint === ",") lists.push([]);
      combinator = joint === "," ? "" : joint;
    } else {
      if (parts["type"] !== undefined && tests.length > 0) throw refuse();
      tests.push(testOf(parts));
    }
  }
  endStep();
  return lists;
}

function testOf(parts: Readonly<Record<string, string | undefined>>): Test {
  const { type, id, name, operator, pseudo, class: className } = parts;
  if (type !== undefined) {
    const wanted = unescaped(type);
    // Names of elements of HTML are compared in lower case.
    return ({ localName, namespaceURI }) =>
      wanted === "*" || localName === (namespaceURI === XHTML ? wanted.toLowerCase() : wanted);
  }
  if (id !== undefined) return attributeTest("id", "=", unescaped(id));
  if (className !== undefined) return attributeTest("class", "~=", unescaped(className));
  if (pseudo === "first-child") return (element) => element.previousElementSibling === null;
  if (pseudo === "last-child") return (element) => element.nextElementSibling === null;
  const value = parts["double"] ?? parts["single"] ?? unescaped(parts["bare"] ?? "");
  return attributeTest(unescaped(name!), operator, value);
}

function attributeTest(name: string, operator: string | undefined, wanted: string): Test {
  const holds = comparison(operator, wanted);
  return (element) => {
    const value = element.getAttribute(name);
    return value !== null && holds(value);
  };
}

function comparison(operator: string | undefined, wanted: string): (value: string) => boolean {
  switch (operator) {
    case undefined:
      return () => true;
    case "~=":
      return (value) => value.split(/[ \t\n\f\r]+/).includes(wanted) && wanted !== "";
    case "|=":
      return (value) => value === wanted || value.startsWith(`${wanted}-`);
    case "^=":
      return (value) => wanted !== "" && value.startsWith(wanted);
    case "$=":
      return (value) => wanted !== "" && value.endsWith(wanted);
    case "*=":
      return (value) => wanted !== "" && value.includes(wanted);
    default:
      return (value) => value === wanted;
  }
}

function unescaped(name: string): string {
  return name.replace(/\\(.)/gu, "$1");
}
