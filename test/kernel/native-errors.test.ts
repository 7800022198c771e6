/**
 * The explanations of JavaScript's own errors: every entry of the table, with an error that this Node throws.
 */
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import { withLearnerNames } from "../../src/kernel/runner/learner-names.js";
import { explainNativeError } from "../../src/kernel/runner/native-errors.js";
import { expressionBefore, outside, type Scene } from "../../src/kernel/runner/scene.js";

type Any = never;
const u = undefined as Any,
  o = { a: undefined } as Any;

/** Code that throws, and the message that a learner reads. */
const THROWN: readonly (readonly [what: string, act: () => unknown, told: RegExp])[] = [
  ["calling a number", () => (o as { b(): void }).b(), /^o\.b n’est pas une fonction$/],
  ["calling nothing", () => [1].map(u), /n’est pas une fonction/],
  ["new of a number", () => new (o as { c: new () => object }).c(), /n’est pas une classe/],
  ["reading of undefined", () => (u as { x: number }).x, /^impossible de lire « x » de undefined/],
  ["reading of null", () => (null as Any as { x: number }).x, /^impossible de lire « x » de null/],
  ["writing of undefined", () => ((u as { x: number }).x = 1), /^impossible de donner une valeur à « x »/],
  [
    "taking apart undefined",
    () => {
      const { a } = u as { a: number };
      return a;
    },
    /^impossible de prendre « a »/,
  ],
  [
    "a number as an array",
    () => {
      const [a] = 3 as Any as number[];
      return a;
    },
    /ne se parcourt pas/,
  ],
  [
    "nothing as an array",
    () => {
      const [a] = u as number[];
      return a;
    },
    /ne se parcourt pas/,
  ],
  [
    "a loop over a number",
    () => {
      for (const a of 3 as Any as number[]) return a;
      return 0;
    },
    /ne se parcourt pas/,
  ],
  ["spreading a number", () => Math.max(...(3 as Any as number[])), /ne se parcourt pas|trois points/],
  ["a map of numbers", () => new Map([1] as Any as [number, number][]), /n’est pas une paire/],
  ["in, of a number", () => "a" in (3 as Any as object), /« in » cherche/],
  ["instanceof of no class", () => ({}) instanceof (3 as Any), /il faut une classe/],
  ["a frozen array", () => (Object.freeze([1]) as number[]).push(2), /figé/],
  ["a frozen object", () => ((Object.freeze({ a: 1 }) as { a: number }).a = 2), /ne se change pas/],
  ["a class called", () => (class A {} as Any as () => void)(), /est une classe : écrivez new/],
  ["Promise called", () => (Promise as Any as () => void)(), /écrivez new Promise/],
  ["Map called", () => (Map as Any as () => void)(), /écrivez new Map/],
  ["reduce of nothing", () => ([] as number[]).reduce((a, b) => a + b), /tableau vide/],
  ["sort by a number", () => [3, 1].sort(3 as Any), /sort attend une fonction/],
  ["mixing BigInt", () => (1n as Any as number) + 1, /BigInt/],
  ["Math of BigInt", () => Math.max(1n as Any), /BigInt/],
  ["JSON of BigInt", () => JSON.stringify(1n), /JSON/],
  ["a symbol as a number", () => Number(Symbol() as Any) + 1, /symbole/],
  ["an object without a text", () => String(Object.create(null)), /ne se convertit/],
  [
    "JSON of a circle",
    () => {
      const a: { a?: unknown } = {};
      a.a = a;
      return JSON.stringify(a);
    },
    /se contient lui-même/,
  ],
  ["Promise of nothing", () => new Promise(u), /new Promise attend/],
  ["a name that is nowhere", () => (0, eval)("introuvable"), /^introuvable n’est défini nulle part$/],
  ["a name too early", () => (0, eval)("{ tot; let tot = 1; }"), /^tot est lu avant/],
  ["a constant", () => (0, eval)("{ const c = 1; c = 2; }"), /constante/],
  [
    "recursion without end",
    () => {
      const f = (): number => f() + 1;
      return f();
    },
    /s’appelle elle-même sans fin/,
  ],
  ["an array of length −1", () => new Array(-1), /longueur de tableau/],
  ["a typed array of length −1", () => new Float32Array(-1), /longueur de tableau/],
  ["a text −1 times", () => "a".repeat(-1), /ne se répète pas -1 fois/],
  ["101 digits", () => (1).toFixed(101), /toFixed prend un nombre de chiffres entre 0 et 100/],
  ["no digit", () => (1).toPrecision(0), /toPrecision prend/],
  ["base 1", () => (1).toString(1), /base entre 2 et 36/],
  ["a date that is none", () => new Date(NaN).toISOString(), /date/],
  ["BigInt of a fraction", () => BigInt(1.5), /n’est pas entier/],
  ["BigInt of a word", () => BigInt("x"), /n’est pas un entier/],
  ["JSON of nothing", () => JSON.parse("") as unknown, /JSON s’arrête avant la fin/],
  ["JSON with a bare name", () => JSON.parse("{a: 1}") as unknown, /ceci n’est pas du JSON/],
  ["JSON of undefined", () => JSON.parse("undefined") as unknown, /ceci n’est pas du JSON/],
  ["JSON with a comma too many", () => JSON.parse("[1,]") as unknown, /ceci n’est pas du JSON/],
  ["a pattern that does not close", () => new RegExp("["), /expression régulière/],
  [
    "a class of a number",
    () => class extends (3 as Any as new () => object) {},
    /^extends attend une classe, et 3/,
  ],
  [
    "a class of an arrow",
    () => class extends ((() => 1) as Any as new () => object) {},
    /^extends attend une classe/,
  ],
  [
    "super twice",
    () => (0, eval)("new (class extends Object { constructor() { super(); super(); } })"),
    /une seule fois/,
  ],
  [
    "a constructor that returns a number",
    () => (0, eval)("new (class extends Object { constructor() { return 3; } })"),
    /ne renvoie rien, ou un objet/,
  ],
  [
    "a private member of another object",
    () => (0, eval)("(class { #x = 1; static r(o) { return o.#x; } }).r({})"),
    /^#x n’existe que/,
  ],
  [
    "writing a private member of another object",
    () => (0, eval)("(class { #x = 1; static r(o) { o.#x = 2; } }).r({})"),
    /^#x n’existe que/,
  ],
  ["a property of a number", () => ((5 as Any as { x: number }).x = 1), /^5 n’est pas un objet/],
  ["a letter of a text", () => (("abc" as Any as string[])[0] = "x"), /un texte ne se change pas/],
  [
    "a property defined twice",
    () => Object.defineProperty(Object.defineProperty({}, "a", { value: 1 }), "a", { value: 2 }),
    /^« a » ne se définit pas/,
  ],
  [
    "a property defined of a frozen object",
    () => Object.defineProperty(Object.freeze({}), "a", { value: 1 }) as unknown,
    /figé/,
  ],
  ["a number as a prototype", () => Object.create(3 as Any) as unknown, /^un prototype est/],
  [
    "a generator that calls itself",
    () => (0, eval)("let itself; itself = (function* () { itself.next(); })(); itself.next();") as unknown,
    /déjà en cours/,
  ],
  [
    "a method of Map on something else",
    () => Map.prototype.get.call({} as Any, 1) as unknown,
    /^Map\.prototype\.get ne s’applique pas/,
  ],
  ["a Proxy of nothing", () => new Proxy({}, null as Any), /deux objets/],
  ["a WeakMap of numbers", () => new WeakMap([[1, 2]] as Any), /que des objets/],
  ["BigInt of undefined", () => BigInt(u), /pas de BigInt/],
  ["a BigInt to a negative power", () => (0, eval)("2n ** -1n") as unknown, /exposant/],
  ["matchAll without g", () => "a".matchAll(/a/), /g final/],
  ["replaceAll without g", () => "a".replaceAll(/a/, ""), /g final/],
  ["an address that is none", () => new URL("x"), /adresse n’est pas complète/],
  ["a character with no number", () => String.fromCodePoint(-1), /numéro -1/],
  [
    "a time zone that is none",
    () => new Intl.DateTimeFormat("fr", { timeZone: "Nulle/Part" }),
    /« Nulle\/Part » n’existe pas/,
  ],
  [
    "200 digits",
    () => new Intl.NumberFormat("fr", { maximumFractionDigits: 200 }),
    /^maximumFractionDigits a une valeur hors/,
  ],
  ["data beyond the end", () => new Float32Array([1]).set([1, 2]), /sort du tableau/],
  ["a view beyond the end", () => new DataView(new ArrayBuffer(1)).getInt32(0), /sort du tableau/],
  ["a view at an odd place", () => new Float32Array(new ArrayBuffer(8), 1), /prend 4 octets/],
  ["a view of 3 bytes", () => new Float32Array(new ArrayBuffer(3)), /prend 4 octets/],
  ["letters that no pattern has", () => new RegExp("a", "zz"), /« zz » : ce ne sont pas/],
  ["a function copied", () => structuredClone(() => 1), /ne se copie pas/],
  ["a timer of a text", () => setTimeout("x" as Any), /« callback » ne convient pas : reçu type string/],
  ["bytes of a number", () => Buffer.from(3 as Any), /^le premier argument ne convient pas/],
  ["−1 bytes", () => Buffer.alloc(-1), /« size » est hors des bornes : reçu -1/],
  ["a file that is not there", () => readFileSync("données.csv"), /^« données\.csv » n’existe pas$/],
  ["a folder read as a file", () => readFileSync("."), /est un dossier/],
  ["a file read as a folder", () => readdirSync(process.execPath), /n’est pas un dossier/],
  ["a folder that is there already", () => mkdirSync("."), /^« \. » existe déjà/],
  ["going to a folder that is not there", () => process.chdir("nulle-part"), /^« nulle-part » n’existe pas/],
  ["a malformed address", () => decodeURIComponent("%"), /adresse/],
];

describe("JavaScript's own errors", () => {
  for (const [what, act, told] of THROWN) {
    it(`are explained in French: ${what}`, () => {
      let thrown: unknown;
      try {
        act();
      } catch (error) {
        thrown = error;
      }
      assert.ok(thrown instanceof Error, what);
      const { name, message } = thrown;
      assert.match(
        explainNativeError(name, message, "fr", () => ({}))?.message ?? `nothing told of ${name}: ${message}`,
        told,
      );
      assert.equal(explainNativeError(name, message, "en", () => ({}))?.message, message);
    });
  }
  it("without an entry remain unchanged, and so do errors of programs", () => {
    assert.equal(
      explainNativeError("TypeError", "Le réseau est vide.", "fr", () => ({})),
      undefined,
    );
    assert.equal(
      explainNativeError("Error", "x is not a function", "fr", () => ({})),
      undefined,
    );
  });
});

describe("the learner's names", () => {
  it("replace the boxes in messages of V8", () => {
    for (const [built, written] of [
      ["(0 , f$0.value) is not a function", "f is not a function"],
      ["(0 , été$12.value).b is not a function", "été.b is not a function"],
      [
        "Cannot destructure property 'a' of 'o$0.value' as it is null.",
        "Cannot destructure property 'a' of 'o' as it is null.",
      ],
      ["a$0.value[b$0.value] is not a function", "a[b] is not a function"],
      ["$0exports._.x is not a function", "_.x is not a function"],
      ["prix$ is not a function", "prix$ is not a function"],
      ["o.f$0.value is not a function", "o.f$0.value is not a function"],
    ] as const)
      assert.equal(withLearnerNames(built), written);
  });
});

describe("advice at an error", () => {
  const mend = (scene: Scene) =>
    explainNativeError("TypeError", "Cannot read properties of undefined (reading 'b')", "fr", () => scene)
      ?.mend ?? "";
  it("does not blame a variable that has a value", () => {
    assert.equal(mend({ expression: "q", hasValue: true }), "");
    assert.match(mend({ expression: "q" }), /`q` n’a pas de valeur/);
  });
  it("says that a search found nothing", () => {
    for (const expression of ['table.get("a")', "v.find(f)", "text.match(/x/)", "pile.pop()"])
      assert.match(mend({ expression }), /n’a rien trouvé/, expression);
    assert.match(mend({ expression: "moyenne(v)" }), /return/);
  });
});

describe("V8's names for variables that have none in the source", () => {
  const thrownBy = (code: string): Error => {
    try {
      (0, eval)(code);
    } catch (error) {
      return error as Error;
    }
    return assert.fail(code);
  };
  for (const [code, told] of [
    ["for (const [k] of [3]);", /^un élément de la boucle ne se décompose pas/],
    ["for (const { a } of [null]);", /^impossible de prendre « a » dans un élément de la boucle/],
    ["try { throw null; } catch ({ a }) {}", /^impossible de prendre « a » dans ce que catch a reçu/],
  ] as const) {
    it(code, () => {
      const { name, message } = thrownBy(code);
      const written = withLearnerNames(message);
      assert.doesNotMatch(written, /\.for|\.catch/);
      assert.match(explainNativeError(name, written, "fr", () => ({}))?.message ?? written, told);
    });
  }
  it("do not change a message that only looks similar", () => {
    for (const message of [
      "Array.for is not a function",
      "p.catch is not a function",
      "x.for is not iterable",
    ])
      assert.equal(withLearnerNames(message), message);
  });
});

describe("the expression at an error", () => {
  it("is found backwards from the dot, bracket or name where reading failed", () => {
    for (const [line, column, expression] of [
      ["v[3].toFixed(2)", 5, "v[3]"],
      ["  const z = a.b.c + 1;", 16, "a.b"],
      ["f(x, y)[0].z", 11, "f(x, y)[0]"],
      ["m[i][j]", 5, "m[i]"],
      ["return x.y", 9, "x"],
      ["(a + b).c", 8, "(a + b)"],
      ["1 + x", 0, undefined],
      ["q?.r.s", 5, "q?.r"],
    ] as const)
      assert.equal(expressionBefore(line, column), expression === "q?.r" ? "r" : expression, line);
  });
  it("counts as outside an array only if this is certain", () => {
    const variables = { v: [1, 2, 3], t: new Float32Array(2), n: 3 };
    assert.deepEqual(outside("v[3]", variables), { array: "v", length: 3 });
    assert.deepEqual(outside("t[i]", variables), { array: "t", length: 2 });
    const matrix = { m: [[1, 2], [3]] };
    assert.deepEqual(outside("m[1][1]", matrix), { array: "m[1]", length: 1 });
    assert.deepEqual(outside("m[2]", matrix), { array: "m", length: 2 });
    for (const unknown of ["m[0][1]", "m[i][3]", "m[2][0]", "f(m)[3]"])
      assert.equal(outside(unknown, matrix), undefined, unknown);
    for (const inside of ["v[2]", "n[0]", "w[0]", "v", "v.x"])
      assert.equal(outside(inside, variables), undefined, inside);
  });
});
