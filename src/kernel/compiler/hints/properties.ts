/** Hints for properties that do not exist, for words of R and Python. */
import type { Sentence } from "../../../language/language.js";
import ts from "../typescript.js";
import type { Hint } from "./finding.js";
import { MATHEMATICS } from "./mathematics.js";
import { forgottenAwait } from "./calls.js";
import { memberOfTensorFlow } from "./tensorflow-words.js";

const write = (here: string): Sentence => ({ fr: `écrivez ${here}.`, en: `write ${here}.` });

const OF_ARRAYS: ReadonlyMap<string, (v: string) => string> = new Map([
  ["append", (v: string) => `${v}.push(x)`],
  ["add", (v: string) => `${v}.push(x)`],
  ["extend", (v: string) => `${v}.push(...w)`],
  ["size", (v: string) => `${v}.length`],
  ["len", (v: string) => `${v}.length`],
  ["count", (v: string) => `${v}.length`],
  ["shape", (v: string) => `[${v}.length, ${v}[0].length]`],
  ["sum", (v: string) => `${v}.reduce((s, x) => s + x, 0)`],
  ["mean", (v: string) => `${v}.reduce((s, x) => s + x, 0) / ${v}.length`],
  ["max", (v: string) => `Math.max(...${v})`],
  ["min", (v: string) => `Math.min(...${v})`],
  ["argmax", (v: string) => `${v}.indexOf(Math.max(...${v}))`],
  ["contains", (v: string) => `${v}.includes(x)`],
  ["index", (v: string) => `${v}.indexOf(x)`],
  ["last", (v: string) => `${v}.at(-1)`],
  ["first", (v: string) => `${v}[0]`],
  ["copy", (v: string) => `[...${v}]`],
  ["each", (v: string) => `${v}.forEach((x) => …)`],
  ["remove", (v: string) => `${v}.filter((x) => x !== …)`],
  ["T", (v: string) => `${v}[0].map((_, j) => ${v}.map((ligne) => ligne[j]))`],
  ["dot", (v: string) => `${v}.reduce((s, x, i) => s + x * w[i], 0)`],
]);
const OF_TEXTS: ReadonlyMap<string, (t: string) => string> = new Map([
  ["upper", (t: string) => `${t}.toUpperCase()`],
  ["lower", (t: string) => `${t}.toLowerCase()`],
  ["strip", (t: string) => `${t}.trim()`],
  ["size", (t: string) => `${t}.length`],
  ["len", (t: string) => `${t}.length`],
  ["format", () => "`… ${x} …`"],
  ["contains", (t: string) => `${t}.includes("…")`],
  ["startswith", (t: string) => `${t}.startsWith("…")`],
]);
const OF_MATH: ReadonlyMap<string, string> = new Map([
  ["ln", "Math.log(x)"],
  ["mean", "v.reduce((s, x) => s + x, 0) / v.length"],
  ["sum", "v.reduce((s, x) => s + x, 0)"],
  ["pi", "Math.PI"],
  ["e", "Math.E"],
  ["Exp", "Math.exp(x)"],
  ["Log", "Math.log(x)"],
  ["sigmoid", "1 / (1 + Math.exp(-z))"],
  ["ceiling", "Math.ceil(x)"],
  ["power", "x ** 2"],
  ["square", "x ** 2"],
  ["mod", "a % b"],
]);

export const unknownProperty: Hint = (finding) => {
  const waiting = forgottenAwait(finding);
  if (waiting !== undefined) return waiting;
  const access = finding.node()?.parent;
  if (access === undefined || !ts.isPropertyAccessExpression(access)) return undefined;
  const [object, name] = [access.expression.getText(), access.name.text];
  if (object === "Math") return OF_MATH.has(name) ? write(OF_MATH.get(name)!) : MATHEMATICS.get(name);
  if (object === "console")
    return /^(print|write|show|afficher|display)$/.test(name) ? write("console.log(…)") : undefined;
  const type = finding.type();
  const foreign = memberOfTensorFlow(name, object, type);
  if (foreign !== undefined) return foreign;
  const short = object.length > 20 ? "v" : object;
  if (type.endsWith("[]")) {
    const rows = type.endsWith("[][]") && name === "sum" ? undefined : OF_ARRAYS.get(name);
    return rows === undefined ? undefined : write(rows(short));
  }
  if (type === "string" || type.startsWith('"'))
    return OF_TEXTS.has(name) ? write(OF_TEXTS.get(name)!(short)) : undefined;
  if (type === "number" || /^-?[\d.]+$/.test(type)) {
    if (name === "length")
      return {
        fr: `\`${short}\` est un seul nombre : il n’a pas de longueur.`,
        en: `\`${short}\` is a single number: it has no length.`,
      };
    return MATHEMATICS.get(name);
  }
  return undefined;
};
