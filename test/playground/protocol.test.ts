/** Settings, links, formulas, files: what comes from a page or an address is read as far as it fits. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { readCsv } from "../../src/playground/protocol/csv.js";
import { readFormula } from "../../src/playground/protocol/formula.js";
import { readLink, writeLink } from "../../src/playground/protocol/link.js";
import { readMessage } from "../../src/playground/protocol/messages.js";
import { DEFAULTS, fits, readSettings, USUAL_NOISE } from "../../src/playground/protocol/settings.js";
import { someSettings } from "./some-settings.js";

describe("playground: links", () => {
  it("carry all settings there and back", () => {
    fc.assert(
      fc.property(someSettings, (settings) => {
        const text = writeLink(settings);
        assert.ok(text !== undefined);
        assert.deepEqual(readLink(text), settings);
        assert.deepEqual(readLink(`#${text}`.slice(1)), settings);
      }),
    );
  });

  it("can be read by a person", () => {
    const settings = {
      ...DEFAULTS,
      data: "xor" as const,
      noise: 0,
      hidden: [{ units: 3, activation: "relu" as const, dropout: 0.5 }],
    };
    assert.equal(writeLink(settings), "data=xor&hidden=3-relu-0.5");
    assert.equal(writeLink(DEFAULTS), "");
    assert.equal(readLink("data=spiral").noise, USUAL_NOISE.spiral);
  });

  it("of any text give settings", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const [name, value] of Object.entries(readLink(text))) assert.ok(fits(name, value), name);
      }),
    );
    assert.deepEqual(readLink("data=none&hidden=0-tanh&points=a_b&seed=1.5&samples=9e9"), DEFAULTS);
  });

  it("are refused for too many points", () => {
    const points = Array.from({ length: 2000 }, (_, i) => [i / 7, i / 11, 1]);
    assert.equal(writeLink({ ...DEFAULTS, data: "points", points }), undefined);
  });
});

describe("playground: settings and messages", () => {
  it("keep each value that fits", () => {
    const read = readSettings({ samples: 50, noise: -1, hidden: "no", unknown: 1, problem: "regression" });
    assert.deepEqual(read, { ...DEFAULTS, samples: 50, problem: "regression" });
  });

  it("of any shape never throw", () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        readSettings(value);
        readMessage(value);
      }),
    );
    assert.equal(readMessage({ type: "pick", pick: { column: -1, neuron: 0 } }), undefined);
    assert.deepEqual(readMessage({ type: "seen", frame: 3, other: 1 }), { type: "seen", frame: 3 });
  });
});

describe("playground: formulas", () => {
  for (const [text, at, value] of [
    ["sin(3 x)", 0.5, Math.sin(1.5)],
    ["2x^2 - 1,5", 2, 6.5],
    ["-x^2", 3, -9],
    ["2^-x", 1, 0.5],
    ["2^3^2", 0, 512],
    ["1 - 2 - 3", 0, -4],
    ["12 / 2 / 3 x", 2, 4],
    ["max(x; 0) + min(1; x; -1)", 5, 4],
    ["e^x − π".replace("π", "pi"), 0, 1 - Math.PI],
    ["x² + x³", 2, 12],
    ["--x", 4, 4],
    ["2 - -x", 4, 6],
    ["(x+1)(x-1)", 3, 8],
    ["exp(-abs(x)) tanh(x) sqrt(4)", 1, (Math.tanh(1) * 2) / Math.E],
  ] as const) {
    it(`${text} at ${at}`, () => {
      const formula = readFormula(text);
      assert.ok(formula !== undefined);
      assert.ok(Math.abs(formula.value(at) - value) < 1e-12, String(formula.value(at)));
      const compiled = new Function("x", `return ${formula.code}`) as (x: number) => number;
      assert.ok(Math.abs(compiled(at) - value) < 1e-12, formula.code);
    });
  }

  it("refuse all else", () => {
    for (const text of [
      "",
      "y",
      "sin",
      "sin x",
      "sin(x",
      "x)",
      "1 +",
      "alert(1)",
      "x; x",
      "sin(x; 2)",
      "x'",
      "2,3,4",
    ])
      assert.equal(readFormula(text), undefined, text);
    fc.assert(fc.property(fc.string(), (text) => void readFormula(text)));
    assert.equal(fits("formula", "1 / x"), false);
    assert.equal(fits("formula", "log(x)"), false);
  });

  it("as code give the same numbers", () => {
    const piece = fc.constantFrom(
      "x",
      "2",
      "0.5",
      "(x + 1)",
      "sin(x)",
      "-x",
      "x^2",
      " * ",
      " + ",
      " - ",
      " / ",
      "^",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        const formula = readFormula(pieces.join(""));
        if (formula === undefined) return;
        const compiled = new Function("x", `return ${formula.code}`) as (x: number) => number;
        assert.ok(Object.is(compiled(0.7), formula.value(0.7)), formula.code);
      }),
    );
  });
});

describe("playground: files", () => {
  it("are read with commas, semicolons or tabs, with or without a heading", () => {
    const points = [
      [1, 2, 0],
      [0.5, -1, 1],
    ];
    for (const text of ["a,b,c\n1,2,0\n0.5,-1,1\n", "1;2;0\r\n0,5;-1;1", "1\t2\t0\n0.5\t-1\t1"])
      assert.deepEqual(readCsv(text), { points, problem: "classification" });
  });

  it("may have names of classes, numbers to predict, or more columns", () => {
    assert.deepEqual(readCsv('x,y,s\n1,2,"b"\n3,4,"a"'), {
      points: [
        [1, 2, 1],
        [3, 4, 0],
      ],
      problem: "classification",
    });
    assert.deepEqual(readCsv("1,0.5\n2,0.7"), {
      points: [
        [1, 0.5],
        [2, 0.7],
      ],
      problem: "regression",
    });
    assert.deepEqual(readCsv("1,2,9,9,0\n3,4,9,9,1")?.points, [
      [1, 2, 0],
      [3, 4, 1],
    ]);
  });

  it("without points are refused", () => {
    for (const text of ["", "a", "a,b", "\0\0,\0"]) assert.equal(readCsv(text), undefined);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = readCsv(text);
        if (read !== undefined) assert.ok(fits("points", read.points), text);
      }),
    );
  });
});
