/**
 * What a change of a cell makes out of date, written down for lessons that have run from top to bottom. Only the
 * changed cell runs again before the marks are compared.
 */
export interface Change {
  /** The cell, by its id. */
  readonly cell: string;
  readonly from: string;
  readonly to: string;
  /** The cells that are out of date then, in the order of the page. */
  readonly stale: readonly string[];
}

export const CHANGES: Readonly<Record<string, readonly Change[]>> = {
  "02-apprentissage.ipynb": [
    { cell: "graphe", from: 'value(2, "x")', to: 'value(3, "x")', stale: ["graphe-figure"] },
    {
      cell: "02-retropropagation",
      from: "1 / (1 + Math.exp(-z))",
      to: "1 / (1 + Math.exp(-2 * z))",
      stale: ["02-retropropagation-test", "pas-a-pas", "evanouir", "differences-finies", "autograd"],
    },
  ],
  "04-xor.ipynb": [
    // Each figure draws its own network: those of the networks with hidden layers stay.
    {
      cell: "perceptron",
      from: "hidden: [], linearOutput: false, seed: 69",
      to: "hidden: [], linearOutput: false, seed: 70",
      stale: ["perceptron-figure", "perceptron-zones"],
    },
    // Other points: all that is trained on them or drawn with them. The functions `zones`, `exactitude` and `carte` read them
    // only where they are called, and the answers of the exercises do not use them.
    {
      cell: "donnees",
      from: "seed: 69",
      to: "seed: 70",
      stale: [
        ...["donnees-figure", "perceptron", "perceptron-figure", "perceptron-zones"],
        ...["deux", "deux-figure", "a-la-main-figure", "quatre", "recherche", "carte", "classement"],
        ...["vingt", "vingt-figure", "zones", "zones-figure", "nouveaux", "terrain", "meme-entrainement"],
      ],
    },
  ],
  "06-mnist.ipynb": [
    // A model that is compiled again keeps its weights: what a fresh kernel shows needs it made anew.
    {
      cell: "compiler",
      from: "train.adam(0.001)",
      to: "train.adam(0.01)",
      stale: ["compiler", "apprendre", "courbes", "evaluer", "confusion-enonce"],
    },
  ],
};
