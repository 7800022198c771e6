/**
 * Formulas of one variable, such as `sin(3 x) + x^2`: read from text, computed, and written as TypeScript.
 *
 * The grammar, by decreasing precedence: a number, `x`, `pi`, `e`, a function with its argument in brackets, a
 * sum in brackets; powers (`^`, from the right); a minus sign; products and quotients, where `3 x` needs no
 * sign; sums and differences.
 */

/** A formula that was read. */
export interface Formula {
  readonly value: (x: number) => number;
  /** The same as a TypeScript expression of `x`. */
  readonly code: string;
}

type FunctionName = "sin" | "cos" | "tan" | "tanh" | "exp" | "log" | "sqrt" | "abs" | "sign" | "max" | "min";
const FUNCTIONS: readonly FunctionName[] = [
  ...["sin", "cos", "tan", "tanh", "exp", "log", "sqrt", "abs", "sign"],
  ...["max", "min"],
] as FunctionName[];
const CONSTANTS = { pi: "PI", e: "E" } as const;
const TOKEN = /\s*(\d+(?:[.,]\d+)?|[a-z]+|[-+*/^();])/iy;
const LONGEST = 200;

/** The formula of a text; undefined if it is none. A comma is a decimal sign, `;` separates arguments. */
export function readFormula(text: string): Formula | undefined {
  if (text.length > LONGEST) return undefined;
  const tokens: string[] = [];
  const trimmed = text.trim().replaceAll("−", "-").replaceAll("²", "^2").replaceAll("³", "^3");
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const found = TOKEN.exec(trimmed);
    if (found === null) return undefined;
    tokens.push(found[1].toLowerCase());
  }
  const reader = new Reader(tokens);
  const formula = reader.sum();
  return reader.isAtEnd ? formula : undefined;
}

/** Reads tokens from left to right; each method returns undefined where the text is no formula. */
class Reader {
  private readonly tokens: readonly string[];
  private at = 0;

  constructor(tokens: readonly string[]) {
    this.tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.at === this.tokens.length;
  }

  private take(...wanted: readonly string[]): string | undefined {
    const token = this.tokens[this.at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.at++;
    return token;
  }

  sum(): Formula | undefined {
    let left = this.product();
    for (let sign = this.take("+", "-"); sign !== undefined; sign = this.take("+", "-")) {
      const right = this.product();
      if (left === undefined || right === undefined) return undefined;
      const [a, b] = [left, right];
      left =
        sign === "+"
          ? { value: (x) => a.value(x) + b.value(x), code: `(${a.code} + ${b.code})` }
          : { value: (x) => a.value(x) - b.value(x), code: `(${a.code} - ${b.code})` };
    }
    return left;
  }

  private product(): Formula | undefined {
    let left = this.signed();
    for (;;) {
      const sign = this.take("*", "/") ?? (this.startsFactor ? "*" : undefined);
      if (sign === undefined) return left;
      const right = this.signed();
      if (left === undefined || right === undefined) return undefined;
      const [a, b] = [left, right];
      left =
        sign === "*"
          ? { value: (x) => a.value(x) * b.value(x), code: `${a.code} * ${b.code}` }
          : { value: (x) => a.value(x) / b.value(x), code: `${a.code} / ${b.code}` };
    }
  }

  private get startsFactor(): boolean {
    return /^[\d(a-z]/.test(this.tokens[this.at] ?? "");
  }

  private signed(): Formula | undefined {
    if (this.take("+") !== undefined) return this.signed();
    if (this.take("-") === undefined) return this.power();
    const inner = this.signed();
    // Two signs without brackets would be an operator of their own, `--`.
    return inner && { value: (x) => -inner.value(x), code: `-${inner.code.replace(/^-.*/s, "($&)")}` };
  }

  private power(): Formula | undefined {
    const base = this.factor();
    if (base === undefined || this.take("^") === undefined) return base;
    const exponent = this.signed();
    return (
      exponent && {
        value: (x) => base.value(x) ** exponent.value(x),
        code: `Math.pow(${base.code}, ${exponent.code})`,
      }
    );
  }

  private factor(): Formula | undefined {
    const token = this.tokens[this.at++] ?? "";
    if (/^\d/.test(token)) {
      const number = Number(token.replace(",", "."));
      return { value: () => number, code: String(number) };
    }
    if (token === "x") return { value: (x) => x, code: "x" };
    if (token === "(") return this.bracketed();
    if (Object.hasOwn(CONSTANTS, token)) {
      const name = CONSTANTS[token as keyof typeof CONSTANTS];
      return { value: () => Math[name], code: `Math.${name}` };
    }
    return FUNCTIONS.includes(token as FunctionName) ? this.called(token as FunctionName) : undefined;
  }

  private bracketed(): Formula | undefined {
    const inner = this.sum();
    return inner !== undefined && this.take(")") !== undefined
      ? { value: inner.value, code: `(${inner.code})` }
      : undefined;
  }

  private called(name: FunctionName): Formula | undefined {
    if (this.take("(") === undefined) return undefined;
    const given: Formula[] = [];
    do {
      const argument = this.sum();
      if (argument === undefined) return undefined;
      given.push(argument);
    } while (this.take(";") !== undefined);
    if (this.take(")") === undefined || (given.length > 1 && name !== "max" && name !== "min"))
      return undefined;
    const compute = Math[name] as (...values: number[]) => number;
    return {
      value: (x) => compute(...given.map(({ value }) => value(x))),
      code: `Math.${name}(${given.map(({ code }) => code).join(", ")})`,
    };
  }
}
