/**
 * Compares metrics with TensorFlow.js and with results computed by hand, for all examples at once and batch
 * by batch.
 */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as tf from "@tensorflow/tfjs";
import fc from "fast-check";
import { accuracyFor } from "../../src/metrics/accuracy.js";
import { ArgumentError } from "../../src/errors/errors.js";
import * as metrics from "../../src/metrics/functions.js";
import {
  metricFromSaved,
  metricOfFunction,
  METRICS,
  type MetricFunction,
  type MetricName,
} from "../../src/metrics/metrics.js";
import { savedMetric } from "../../src/metrics/whole.js";
import { tensor } from "../../src/tensor/create.js";

const near = (value: number, expected: number) =>
  assert.ok(Math.abs(value - expected) < 1e-6, `${value}, expected ${expected}`);

/** Keras computes in float32. */
const close = (value: number, expected: number) =>
  assert.ok(Math.abs(value - expected) < 1e-5, `${value}, expected ${expected}`);

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

  const { data, cases } = JSON.parse(
    readFileSync(new URL("../../../test/metrics/keras-metrics.json", import.meta.url), "utf8"),
  ) as {
    data: Record<string, number[][]>;
    cases: { name: MetricName; options: object; y: string; p: string; value: number }[];
  };
  for (const { name, options, y, p, value } of cases) {
    it(`${name} ${JSON.stringify(options)} of ${p} is that of Keras, at once and in batches`, () => {
      const make = metrics[name] as unknown as (options: object) => MetricFunction;
      const isPlain = Object.keys(options).length === 0;
      const f = isPlain ? (metrics[name] as MetricFunction) : make(options);
      const [truth, predicted] = [data[y], data[p]];
      close(f(tensor(truth), tensor(predicted)).item(), value);
      const saved = JSON.parse(JSON.stringify(savedMetric(f))) as NonNullable<ReturnType<typeof savedMetric>>;
      const restored = metricFromSaved(saved, "test");
      const tally = (typeof restored === "string" ? METRICS[name] : metricOfFunction(restored)).start();
      tally.add(tensor(truth.slice(0, 25)), tensor(predicted.slice(0, 25)));
      tally.add(tensor(truth.slice(25)), tensor(predicted.slice(25)));
      close(tally.value, value);
    });
  }

  it("r2Score is that of TensorFlow.js for one output, also where the targets are far from 0", () => {
    const [y, p] = [
      [[1e6 + 1], [1e6 + 2], [1e6 + 4]],
      [[1e6 + 1.5], [1e6 + 2], [1e6 + 3]],
    ];
    close(metrics.r2Score(y, p).item(), 1 - 1.25 / (14 / 3));
    const small = [y, p].map((rows) => rows.map(([value]) => [value - 1e6]));
    close(
      metrics.r2Score(small[0], small[1]).item(),
      tf.metrics.r2Score(tf.tensor2d(small[0]), tf.tensor2d(small[1])).dataSync()[0],
    );
    assert.equal(metrics.r2Score([[2], [2]], [[2], [2]]).item(), 1);
    assert.equal(metrics.r2Score([[2], [2]], [[2], [3]]).item(), 0);
  });

  it("with options refuse values that are not allowed", () => {
    const refused = (f: () => unknown, argument: string) =>
      assert.throws(f, (error: unknown) => error instanceof ArgumentError && error.argument === argument);
    for (const k of [0, 1.5, NaN, "3"])
      refused(() => metrics.topKCategoricalAccuracy({ k: k as number }), "k");
    refused(() => metrics.auc({ curve: "roc" as "ROC" }), "curve");
    refused(() => metrics.auc({ numThresholds: 1 }), "numThresholds");
    refused(() => metrics.auc({ summationMethod: "mean" as "minoring" }), "summationMethod");
    refused(() => metrics.auc({ thresholds: 3 } as never), "options");
    refused(() => metrics.sparseTopKCategoricalAccuracy([3], [[0.1, 0.2, 0.7]]), "yTrue[0]");
  });

  it("accuracy of logits compares with 0, the logit of ½", () => {
    const tally = accuracyFor("binaryCrossentropy", 1, true).start();
    tally.add(tensor([[1], [0], [1]]), tensor([[0.2], [-3], [-0.1]]));
    near(tally.value, 2 / 3);
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
