/**
 * Lesson 00, tried as by a reader who knows R alone: each habit of R that misleads in one of its exercises
 * gets an answer of its own, from the kernel or from the exercise, and the message that the lesson shows is
 * the kernel's.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { readNotebook } from "../../grading/notebook-file.js";
import { withoutColours } from "../../system/without-colours.js";
import { KernelClient, streamOf, type Exchange } from "../kernel/client.js";
import { LESSONS } from "./executed-lessons.js";

const FILE = path.join(LESSONS, "00-typescript.ipynb");
const NOTES = "const notes = [12, 15.5, 9, 14, 7.5, 10];";

/** All that a cell shows: its streams, its values and its error. */
function shown(exchange: Exchange): string {
  const error = exchange.reply["status"] === "error" ? (exchange.reply["traceback"] as string[]) : [];
  const values = exchange.outputs.map(
    ({ content }) => (content["data"] as Record<string, string>)?.["text/plain"] ?? "",
  );
  return withoutColours(
    [streamOf(exchange, "stderr"), streamOf(exchange, "stdout"), ...values, ...error].join("\n"),
  );
}

/** A habit: the answer as R writes it, the exercise that then checks it, and what the reader is told. */
interface Habit {
  readonly name: string;
  readonly cell: string;
  readonly check?: readonly [id: string, answer: string];
  readonly told: RegExp;
}

const HABITS: readonly Habit[] = [
  {
    name: "^",
    cell: "const calcul = 2.5 * (1 + 3 ^ 2);",
    check: ["00-puissance", "calcul"],
    told: /\^ n’est pas la puissance[\s\S]*deux étoiles/,
  },
  { name: "<-", cell: "calcul2 <- 25", told: /`<-` vient de R/ },
  {
    name: "a decimal comma",
    cell: "const calcul3 = 2,5 * 10;",
    told: /Les décimales s’écrivent avec un point : 2\.5/,
  },
  {
    name: "a decimal comma in a list",
    cell: "const nombres = [4, 0,5, 12];",
    check: ["00-tableau", "nombres"],
    told: /0,5 est lu comme deux nombres[\s\S]*quatre nombres/,
  },
  { name: "c(1, 2)", cell: "const nombres2 = c(4, 0.5, 12);", told: /`c` vient de R ; ici : \[1, 2, 3\]/ },
  {
    name: "parentheses for c(…)",
    cell: "const nombres3 = (4, 0.5, 12);",
    check: ["00-tableau", "nombres3"],
    told: /entre crochets : \[4, 0\.5, 12\][\s\S]*entre crochets/,
  },
  {
    name: "x[1] for the first, x[length] for the last",
    cell: "const [premiere, derniere] = [notes[1], notes[notes.length]];",
    check: ["00-extremes", "[premiere, derniere]"],
    told: /comptez comme en R, à partir de 1/,
  },
  {
    name: "length(x)",
    cell: "const derniere2 = notes[length(notes)];",
    told: /`length` vient de R ; ici : v\.length/,
  },
  {
    name: "a forgotten return",
    cell: "const carrePlusUn = (x: number) => {\n  x ** 2 + 1\n};",
    check: ["00-fonction", "carrePlusUn"],
    told: /return x \*\* 2 \+ 1;[\s\S]*ne renvoie rien/,
  },
  {
    name: "TRUE",
    cell: "const estPair = (n: number) => {\n  if (n % 2 == 0) return TRUE;\n  return FALSE;\n};",
    told: /`TRUE` vient de R ; ici : true/,
  },
  {
    name: '"TRUE"',
    cell: 'const estPair2 = (n: number) => (n % 2 === 0 ? "TRUE" : "FALSE");',
    check: ["00-pair", "estPair2"],
    told: /Vous renvoyez un texte/,
  },
  {
    name: "%%",
    cell: "const estPair3 = (n: number) => n %% 2 == 0;",
    told: /%% vient de R ; le reste de la division s’écrit a % b/,
  },
  {
    name: "v - m",
    cell: "const centrer = (v: number[], m: number) => v - m;",
    told: /on ne calcule pas avec un tableau entier/,
  },
  {
    name: "map without return",
    cell: "const centrer2 = (v: number[], m: number) => v.map((x) => { x - m });",
    check: ["00-centrer", "centrer2"],
    told: /return x - m;[\s\S]*La petite fonction de `map` ne renvoie rien/,
  },
  {
    name: "mean(x)",
    cell: "const moyenne = (v: number[]) => mean(v);",
    told: /la moyenne d’un tableau v : v\.reduce/,
  },
  {
    name: "counting from 1 to the length",
    cell: "const moyenne2 = (v: number[]) => {\n  let s = 0;\n  for (let i = 1; i <= v.length; i++) s = s + v[i];\n  return s / v.length;\n};",
    check: ["00-moyenne", "moyenne2"],
    told: /les positions vont de 0 à v\.length - 1[\s\S]*elle lit `v\[3\]`, qui n’existe pas/,
  },
  {
    name: "sum(v >= s)",
    cell: "const compter = (v: number[], s: number) => sum(v >= s);",
    told: /pour compter les éléments qui vérifient une condition : v\.filter\(\(x\) => x >= s\)\.length/,
  },
  {
    name: "p$x",
    cell: "const distance = (p: { x: number; y: number }) => Math.sqrt(p$x ** 2);",
    told: /`\$` vient de R ; ici, un point : p\.x/,
  },
  { name: "x <- 0,5", cell: "x <- 0,5", told: /`<-` vient de R|Les décimales s’écrivent avec un point/ },
];

describe("lesson 00, for a reader who knows R alone", () => {
  let kernel: KernelClient;
  before(async () => {
    kernel = await KernelClient.start();
    await kernel.execute(`import { exercises } from "neurones";\n${NOTES}`);
  });
  after(async () => {
    await kernel.shutdown();
  });

  for (const { name, cell, check, told } of HABITS) {
    it(`answers ${name}`, async () => {
      const first = shown(await kernel.execute(cell));
      const second =
        check === undefined ? "" : shown(await kernel.execute(`exercises.check("${check[0]}", ${check[1]})`));
      assert.match(`${first}\n${second}`, told);
    });
  }

  it("shows the message that the kernel gives to the cell beside it", async () => {
    assert.ok(readFileSync(FILE, "utf8").includes(NOTES.slice(0, 20)));
    const { cells } = await readNotebook(FILE);
    const text = cells.find(({ id }) => id === "erreurs")!.source;
    const [, cell, message] = /```ts\n([\s\S]*?)```\s+```text\n([\s\S]*?)```/.exec(text)!;
    const said = shown(await kernel.execute(cell.trimEnd())).replace(/Cell \[\d+\]/g, "Cell [7]");
    assert.ok(said.includes(message.trimEnd()), said);
  });
});
