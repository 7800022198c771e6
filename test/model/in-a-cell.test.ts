/**
 * Training in the real kernel: a learner's program, its progress in the output of the cell, and the stop
 * button.
 */
import assert from "node:assert/strict";
import { KernelClient, resultOf } from "../kernel/client.js";
import { timed } from "../setup/slowdown.js";

const MODEL = `import { layers, plots, randomNormal, sequential, zeros } from "neurones";
const hidden = layers.dense({ units: 20, activation: "relu", inputShape: [10] });
const model = sequential({ layers: [hidden, layers.dense({ units: 1 })] });
model.compile({ optimizer: "adam", loss: "meanSquaredError", metrics: ["mae"] });
const x = randomNormal([200, 10]);
const y = zeros([200, 1]);`;

describe("training in a cell", () => {
  let kernel: KernelClient | undefined;
  beforeEach(async () => {
    kernel = await KernelClient.start();
  });
  afterEach(() => kernel?.shutdown());

  const textOf = (content: unknown) => (content as { data: Record<string, string> }).data["text/plain"] ?? "";

  it("shows the summary, progress updated in place, history and plot, and passes type checking", async () => {
    const exchange = await kernel!.execute(`${MODEL}
model.summary();
const history = await model.fit(x, y, { epochs: 3, validationSplit: 0.2 });
plots.history(history).show();
const [loss, mae] = model.evaluate(x, y);
[loss.item() > 0, mae.item() > 0, history.history.val_mae.length]`);
    assert.equal(resultOf(exchange), "[ true, true, 3 ]", JSON.stringify(exchange.reply));
    const displays = exchange.outputs.filter(({ type }) => type === "display_data");
    assert.match(textOf(displays[0].content), /dense_2 \(Dense\)/);
    const progress = exchange.outputs.filter(
      ({ type, content }) => type.endsWith("display_data") && textOf(content).startsWith("époque"),
    );
    const lines = textOf(progress.at(-1)!.content).split("\n");
    assert.equal(lines.length, 3);
    assert.match(lines[2], /perte .* \(val\. .*\) · mae .* \(val\. .*\)$/);
  });

  it("stops on an interrupt, with the weights learned so far", async () => {
    await kernel!.execute(MODEL);
    const before = resultOf(await kernel!.execute("String(model.predict(x).data[0])"));
    const running = kernel!.execute("await model.fit(x, y, { epochs: 1_000_000 });");
    await kernel!.next(
      ({ type, content }) => type === "update_display_data" && /époque/.test(textOf(content)),
    );
    const {
      result: { reply },
      milliseconds,
      limit,
    } = await timed(2000, async () => {
      await kernel!.interrupt();
      return await running;
    });
    assert.equal(reply["ename"], "KernelInterrupted", JSON.stringify(reply));
    assert.ok(milliseconds < limit, `${milliseconds} ms`);
    assert.notEqual(resultOf(await kernel!.execute("String(model.predict(x).data[0])")), before);
    assert.equal(resultOf(await kernel!.execute("model.history!.epoch.length > 1")), "true");
  });
});
