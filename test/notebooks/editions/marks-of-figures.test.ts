import assert from "node:assert/strict";
import { plots, setLanguage } from "../../../src/index.js";
import { marksOfFigures } from "./marks-of-figures.js";

const marks = ({ svg }: plots.Figure): string => marksOfFigures([{ "image/svg+xml": svg }])[0];

/** The marks of a figure drawn in English. */
function english(draw: () => plots.Figure): string {
  setLanguage("en");
  try {
    return marks(draw());
  } finally {
    setLanguage("fr");
  }
}

const pictures = Array.from({ length: 9 }, (_, k) =>
  Array.from({ length: 64 }, (_, i) => (i * (k + 3)) % 256),
);
const classes = [0, 1, 2, 0, 1, 2, 0, 1, 2];
const predicted = [0, 1, 2, 1, 1, 2, 0, 2, 2];

describe("the marks of figures in two languages", () => {
  it("are the same where words alone differ, also where these take more room", () => {
    const curve = (name: string) =>
      plots.curves({
        functions: { [name]: Math.sin, x: Math.cos },
        domain: [0, 3000],
        axes: [name, ""],
        title: name,
      });
    assert.equal(
      english(() => curve("one")),
      marks(curve("une bien plus longue")),
    );
    const bars = (name: string) => plots.bars({ [name]: 1, b: 2 }, { title: name });
    assert.equal(
      english(() => bars("one")),
      marks(bars("un nom qui prend toute une ligne")),
    );
    const confused = (name: string) =>
      plots.mostConfused({
        images: pictures,
        shape: [8, 8],
        labels: classes,
        predicted,
        names: [name, "b", "c"],
      });
    assert.equal(
      english(() => confused("bird")),
      marks(confused("automobile rouge")),
    );
  });
  it("differ where a curve, a bar, a cell or a picture does", () => {
    const curve = (f: (x: number) => number) => marks(plots.curves({ functions: { f }, domain: [0, 1] }));
    assert.notEqual(
      curve((x) => x),
      curve((x) => x * x),
    );
    assert.notEqual(marks(plots.bars({ a: 1, b: 2 })), marks(plots.bars({ a: 1, b: 3 })));
    const matrix = (right: number) =>
      marks(plots.heatMap({ values: [[1, right]], rows: [0], columns: [0, 1] }));
    assert.notEqual(matrix(2), matrix(0));
    const grid = (images: readonly (readonly number[])[]) =>
      marks(plots.imageGrid({ images: images.map((image) => [...image]), shape: [8, 8] }));
    assert.notEqual(grid(pictures), grid([...pictures].reverse()));
  });
});
