/**
 * Compares metrics with TensorFlow.js and with results computed by hand, for all examples at once and batch
 * by batch.
 */
import assert from "node:assert/strict";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { accuracyFor } from "../../src/metrics/accuracy.js";
import { ArgumentError } from "../../src/errors/errors.js";
import * as metrics from "../../src/metrics/functions.js";
import { metricOfFunction, METRICS, type MetricName } from "../../src/metrics/metrics.js";
import { tensor } from "../../src/tensor/create.js";

const near = (value: number, expected: number) =>
  assert.ok(Math.abs(value - expected) < 1e-6, `${value}, expected ${expected}`);

describe("metrics", () => {
  before(() => tf.setBackend("cpu"));

  it("accuracies are those of TensorFlow.js", () => {
    const [y, p] = [
      [
        [1, 0],
        [0, 1],
        [1, 1],
      ],
      [
        [0.9, 0.6],
        [0.2, 0.5],
        [0.51, 0.7],
      ],
    ];
    near(
      metrics.binaryAccuracy(y, p).item(),
      tf.metrics.binaryAccuracy(tf.tensor2d(y), tf.tensor2d(p)).mean().dataSync()[0],
    );
    near(
      metrics.categoricalAccuracy(y, p).item(),
      tf.metrics.categoricalAccuracy(tf.tensor2d(y), tf.tensor2d(p)).mean().dataSync()[0],
    );
    near(
      metrics.sparseCategoricalAccuracy([0, 0, 1], p).item(),
      tf.metrics
        .sparseCategoricalAccuracy(tf.tensor1d([0, 0, 1]), tf.tensor2d(p))
        .mean()
        .dataSync()[0],
    );
  });

  it("accuracy is the kind that fits loss and output", () => {
    const value = (loss: string, outputs: number, y: number[] | number[][], p: number[][]) => {
      const tally = accuracyFor(loss, outputs).start();
      tally.add(tensor(y), tensor(p));
      return tally.value;
    };
    assert.equal(accuracyFor("meanSquaredError", 3).name, "acc");
    near(value("meanSquaredError", 1, [[1], [0]], [[0.7], [0.6]]), 0.5);
    near(value("binaryCrossentropy", 2, [[1, 1]], [[0.9, 0.1]]), 0.5);
    near(value("categoricalCrossentropy", 2, [[0, 1]], [[0.4, 0.3]]), 0);
    near(
      value(
        "sparseCategoricalCrossentropy",
        3,
        [2, 1],
        [
          [0, 0.1, 0.9],
          [0.5, 0.3, 0.2],
        ],
      ),
      0.5,
    );
  });

  it("precision, recall and F1 of class 1 are those computed by hand", () => {
    const [y, p] = [
      [[1], [1], [1], [0], [0]],
      [[0.9], [0.8], [0.1], [0.7], [0.2]],
    ];
    near(metrics.precision(y, p).item(), 2 / 3);
    near(metrics.recall(y, p).item(), 2 / 3);
    near(metrics.f1(y, [[0.9], [0.1], [0.1], [0.7], [0.6]]).item(), (2 * (1 / 3) * (1 / 3)) / (2 / 3));
  });

  it("precision, recall and F1 of several classes are means over the classes", () => {
    // Truth 0 0 1 2, predicted 0 1 1 0: precisions ½, ½, 0; recalls ½, 1, 0.
    const p = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 1, 0],
      [1, 0, 0],
    ];
    near(metrics.precision([0, 0, 1, 2], p).item(), 1 / 3);
    near(metrics.recall([0, 0, 1, 2], p).item(), 1 / 2);
    near(
      metrics
        .f1(
          [
            [1, 0, 0],
            [1, 0, 0],
            [0, 1, 0],
            [0, 0, 1],
          ],
          p,
        )
        .item(),
      (1 / 2 + 2 / 3 + 0) / 3,
    );
  });

  it("precision, recall and F1 of predictions [n] are those of class 1, as for [n, 1]", () => {
    const [y, p] = [
      [1, 1, 1, 0, 0],
      [0.9, 0.8, 0.1, 0.7, 0.2],
    ];
    for (const name of ["precision", "recall", "f1"] as const)
      near(
        metrics[name](y, p).item(),
        metrics[name](
          y.map((each) => [each]),
          p.map((each) => [each]),
        ).item(),
      );
    near(metrics.precision(y, [0.9, 0.1, 0.1, 0.7, 0.6]).item(), 1 / 3);
  });

  /** Examples with two of three labels each: 3 predicted correctly, 1 predicted wrongly, 1 missed. */
  const [SEVERAL, ANSWERS] = [
    [
      [1, 0, 1],
      [1, 1, 0],
    ],
    [
      [0.9, 0.8, 0.7],
      [0.2, 0.9, 0.1],
    ],
  ];

  it("precision, recall and F1 of examples with several labels count each label separately", () => {
    for (const name of ["precision", "recall", "f1"] as const)
      near(metrics[name](SEVERAL, ANSWERS).item(), 3 / 4);
    // A row without any label, and predictions of no label.
    near(
      metrics
        .recall(
          [
            [0, 0],
            [1, 1],
          ],
          [
            [0.1, 0.9],
            [0.2, 0.3],
          ],
        )
        .item(),
      0,
    );
    near(
      metrics
        .precision(
          [
            [0, 0],
            [1, 1],
          ],
          [
            [0.1, 0.9],
            [0.8, 0.3],
          ],
        )
        .item(),
      1 / 2,
    );
  });

  it("detect several labels also where the examples of the first batches have one each", () => {
    const tally = METRICS.f1.start();
    tally.add(
      tensor([
        [1, 0, 0],
        [0, 1, 0],
      ]),
      tensor([
        [0.9, 0.8, 0.1],
        [0.2, 0.6, 0.1],
      ]),
    );
    tally.add(tensor(SEVERAL), tensor(ANSWERS));
    near(tally.value, (2 * 5) / (5 + 2 + 5 + 1));
    // Where the loss says so, rows with a single 1 are labels too.
    const known = METRICS.precision.ofSeveralLabels!.start();
    known.add(tensor([[1, 0, 0]]), tensor([[0.9, 0.8, 0.1]]));
    near(known.value, 1 / 2);
  });

  it("accuracy of the hinge loss compares signs", () => {
    const tally = accuracyFor("hinge", 1).start();
    tally.add(tensor([[1], [-1], [-1], [1]]), tensor([[0.2], [-0.3], [2], [-1]]));
    near(tally.value, 1 / 2);
  });

  it("refuse targets and predictions of different shapes", () => {
    const refused = (f: () => unknown, argument: string) =>
      assert.throws(
        f,
        (error: unknown) =>
          error instanceof ArgumentError && error.argument === argument && error.mend !== "",
      );
    for (const name of [
      "binaryAccuracy",
      "categoricalAccuracy",
      "sparseCategoricalAccuracy",
      "precision",
      "recall",
      "f1",
    ] as const) {
      refused(() => metrics[name]([1, 0, 1], [0.9, 0.1]), "yPred");
      refused(() => metrics[name]([], []), "yPred");
      refused(() => metrics[name](1, [0.5]), "yTrue");
      refused(() => metrics[name]([1], null as never), "yPred");
    }
    refused(() => metrics.precision([0, 1, 2], [0.1, 0.9, 0.8]), "yTrue[2]");
    refused(
      () =>
        metrics.recall(
          [0, 3],
          [
            [0.1, 0.9],
            [0.8, 0.2],
          ],
        ),
      "yTrue[1]",
    );
    refused(
      () =>
        metrics.f1(
          [0, 0.5],
          [
            [0.1, 0.9],
            [0.8, 0.2],
          ],
        ),
      "yTrue[1]",
    );
  });

  it("of your own must give a tensor", () => {
    for (const bad of [() => 3, () => undefined, async () => tensor(1)]) {
      assert.throws(
        () =>
          metricOfFunction(bad as never, "mine")
            .start()
            .add(tensor([[1]]), tensor([[1]])),
        (error: unknown) => error instanceof ArgumentError && error.where === "mine",
      );
    }
  });

  it("a confusion matrix needs lists of labels", () => {
    const refused = (f: () => unknown, argument: string) =>
      assert.throws(f, (error: unknown) => error instanceof ArgumentError && error.argument === argument);
    refused(() => metrics.confusionMatrix(tensor([0, 1]) as never, [0, 1]), "truth");
    refused(() => metrics.confusionMatrix([0, 1], [0, NaN]), "predicted");
    refused(() => metrics.confusionMatrix([0, 1], undefined as never), "predicted");
    refused(() => metrics.confusionMatrix([0, 1], [0, 1], [0, 0, 1]), "labels");
    refused(() => metrics.confusionMatrix([0, 1], [0, 1], 2 as never), "labels");
    refused(() => new metrics.ConfusionMatrix([0, 1], [[1, 2]]), "counts");
  });

  it("are the same batch by batch as for all examples at once", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(2),
            fc.array(fc.float({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 }),
          ),
          { minLength: 2, maxLength: 30 },
        ),
        fc.nat(),
        (rows, cut) => {
          const [y, p] = [rows.map(([label]) => label), rows.map(([, row]) => row)];
          const at = 1 + (cut % (rows.length - 1));
          for (const name of [
            "sparseCategoricalAccuracy",
            "precision",
            "recall",
            "f1",
          ] satisfies MetricName[]) {
            const [whole, parts] = [METRICS[name].start(), METRICS[name].start()];
            whole.add(tensor(y), tensor(p));
            parts.add(tensor(y.slice(0, at)), tensor(p.slice(0, at)));
            parts.add(tensor(y.slice(at)), tensor(p.slice(at)));
            near(parts.value, whole.value);
          }
        },
      ),
    );
  });

  it("of your own are functions; batches are weighted by their size", () => {
    const tally = metricOfFunction(
      (y, p) =>
        tensor(
          p.data.map((value, i) => Math.abs(value - y.data[i])),
          p.shape,
        ),
      "error",
    ).start();
    tally.add(tensor([[0], [0], [0]]), tensor([[1], [1], [1]]));
    tally.add(tensor([[0]]), tensor([[5]]));
    near(tally.value, 2);
  });
});
