/**
 * Random notebooks of few names that do to each other what learners' cells do, and an interpreter of them that shares
 * nothing with the kernel: it says what a fresh kernel would show.
 *
 * A name's first letter says what it is: x a number, c a constant, a a list, o an object, p an object that holds a
 * list, f a function without parameters, g one that changes a list, K a class, k an object of it.
 */
import vm from "node:vm";

/** A generator of whole numbers, so that a notebook is known by its seed. */
export class Dice {
  constructor(private state: number) {}

  /** A number from 0 to below n. */
  below(n: number): number {
    this.state = (Math.imul(this.state, 1664525) + 1013904223) | 0;
    return Math.floor(((this.state >>> 0) / 2 ** 32) * n);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

type Names = ReadonlySet<string> | undefined;

/** The statements that declare a name, by its first letter; `$` stands for the name, `#` for a number. */
const DECLARING: Readonly<Record<string, readonly string[]>> = {
  x: ["let $ = #;", "let $ = x1 + #;", "let { v: $ } = o0;", "let $ = a0.length;", "let $ = f0();"],
  c: ["const $ = #;", "const $ = x0 * #;", "const $ = f1() + #;"],
  a: [
    "const $ = [#, #];",
    "const $ = [x0, #];",
    "const $ = a1;",
    "const $ = a1.slice();",
    "const $ = p0.list;",
  ],
  o: ["const $ = { v: # };", "const $ = { v: x1 };"],
  p: ["const $ = { list: a0 };", "const $ = { list: [#] };"],
  f: [
    "function $() { return x0 + #; }",
    "function $() { x1 += #; return x1; }",
    "const $ = () => a0.length * #;",
    "const $ = () => { o0.v += 1; return o0.v; };",
    "function $(): number { return c0 + #; }",
  ],
  g: [
    "function $(l: number[]) { l.push(#); }",
    "const $ = (l: number[]) => { l[0] = #; };",
    "function $(l: number[]) { l.push(x0); }",
  ],
  K: [
    "class $ { n = #; add() { this.n += x0; return this.n; } }",
    "class $ { n = 0; add() { this.n += #; return this.n; } }",
  ],
  k: ["const $ = new K0();"],
};

const ACTING = [
  "x0 = #;",
  "x1 += #;",
  "x0 = x1 + #;",
  "if (x1 > 5) x0 = #;",
  "if (x0 > 5) x1 = #; else x1 = x0;",
  "a0.push(#);",
  "a1[0] = #;",
  "a0.sort();",
  "o0.v = x0;",
  "o0.v += #;",
  "p0.list.push(#);",
  "g0(a0);",
  "g0(p0.list);",
  "[a0, a1].forEach((l) => { l.push(#); });",
  "for (const n of a0) x0 += n;",
  "for (const l of [a0, a1]) l.push(#);",
  "{ const m = a1; m.push(#); }",
  "{ let x0 = #; x0 += 1; }",
  "k0.add();",
  "f0();",
  "console.log(x0, c0);",
  "console.log([1, 2].map((n) => n + x1).join());",
  'if (x0 > 7) throw new Error("stop");',
  "[x0, x1] = [x1, x0];",
];

/** Changes through second names that stand nowhere in the text: the results of functions, iterators and getters. */
const ALIASING = [
  "(() => a0)().push(#);",
  "(() => p0.list)().push(#);",
  "(() => o0)().v += #;",
  "for (const l of new Set([a0, a1])) l.push(#);",
  "for (const l of new Map([[1, a1]]).values()) l.push(#);",
  "new (class { get l() { return a0; } })().l.push(#);",
  "[() => a1][0]().push(#);",
  "Object.entries({ k: a0 })[0][1].push(#);",
];

const SHOWING = [
  "x0",
  "x1 + c0",
  "a0.join()",
  "a1.length",
  "o0.v",
  "p0.list.join()",
  "f0()",
  "f1()",
  "k0.n",
  "k0.add()",
  "String(_)",
];

const ALL = ["x0", "x1", "c0", "a0", "a1", "o0", "p0", "f0", "f1", "g0", "K0", "k0"];
const NAME = /\b(?:[xcaopfgkK][01]|_)\b/g;

/** The names in a text, other than those that it declares in a block of its own. */
function namesIn(text: string): string[] {
  return [...new Set(text.replace(/^\{ let x0.*$/gm, "").match(NAME) ?? [])];
}

/**
 * A cell; if names are given, it uses only those, and adds what it declares. With aliases, every third change goes
 * through a second name that no analysis sees.
 */
export function randomCell(dice: Dice, known?: Set<string>, hasAliases = false): string {
  const fits = (text: string, names: Names): boolean =>
    names === undefined || namesIn(text).every((name) => names.has(name));
  const filled = (text: string): string => text.replaceAll("#", () => String(dice.below(9)));
  const lines: string[] = [];
  const declared = new Set<string>();
  for (let left = 1 + dice.below(3); left > 0; left--) {
    if (dice.below(2) === 0) {
      const name = dice.pick(ALL);
      const usable = DECLARING[name[0]!]!.filter(
        (text) => !text.includes(`${name[0]}1`) || name !== `${name[0]}1`,
      )
        .map((text) => text.replaceAll("$", name))
        .filter(
          (text) => fits(text.replace(name, ""), known) && !namesIn(text.replace(name, "")).includes(name),
        );
      if (declared.has(name) || usable.length === 0 || lines.some((line) => namesIn(line).includes(name)))
        continue;
      declared.add(name);
      lines.push(filled(dice.pick(usable)));
      known?.add(name);
    } else {
      const acting = hasAliases && dice.below(3) === 0 ? ALIASING : ACTING;
      const usable = acting.filter((text) => fits(text, known));
      if (usable.length > 0) lines.push(filled(dice.pick(usable)));
    }
  }
  if (dice.below(3) > 0) {
    const usable = SHOWING.filter((text) => fits(text, known));
    if (usable.length > 0) {
      lines.push(dice.pick(usable));
      known?.add("_");
    }
  }
  return lines.length === 0 ? `// ${dice.below(9)}` : lines.join("\n");
}

/** What a fresh kernel shows that runs these cells one after the other. */
export function interpret(cells: readonly string[]): string[] {
  const shown: string[] = [];
  const log = (...values: unknown[]): void => void shown.push(values.map(written).join(" "));
  const context = vm.createContext({ console: { log }, _: undefined });
  const declared = new Set(["_"]);
  return cells.map((cell) => {
    shown.length = 0;
    const own = ownNames(cell);
    if (namesIn(cell).some((name) => !declared.has(name) && !own.has(name))) return "rejected";
    const code = cell
      .replace(/: (?:number\[\]|number)/g, "")
      .replace(/^(?:let|const) (\w+) =/gm, "$1 =")
      .replace(/^let (\{.*?\} = .*);$/gm, "($1);")
      .replace(/^(function|class) (\w+)/gm, "$2 = $1 $2");
    const last = cell.split("\n").at(-1)!;
    const isShown = !/^(?:let|const|function|class|if|for|\{|\/\/)/.test(last);
    try {
      const value = vm.runInContext(code, context) as unknown;
      if (isShown) {
        vm.runInContext("this", context)._ = value;
        if (value !== undefined) shown.push(`= ${written(value)}`);
      }
    } catch (error) {
      shown.push(`error: ${(error as Error).message}`);
    }
    for (const name of own)
      if (vm.runInContext(`typeof ${name} !== "undefined"`, context) === true) declared.add(name);
    return shown.join("\n");
  });
}

/** The names that a cell declares. */
function ownNames(cell: string): Set<string> {
  return new Set(
    [...cell.matchAll(/^(?:let|const|function|class) (?:\{ v: )?(\w+)/gm)].map(([, name]) => name!),
  );
}

/** Whether a cell gives what it gave whenever it runs: it reads nothing, and makes numbers, functions and classes. */
export function isConstant(cell: string): boolean {
  return cell
    .split("\n")
    .every((line) => /^(?:(?:let|const) \w+ = \d+;|function|class|const f\d = |\/\/)/.test(line));
}

function written(value: unknown): string {
  return typeof value === "function" ? "function" : (JSON.stringify(value) ?? String(value));
}
