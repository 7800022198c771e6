/**
 * Numbers that the text of a lesson promises for its outputs, as intervals that a test can check. The
 * training is shortened in tests, so that the intervals are wider than for the full training.
 */
export interface Band {
  /** The cell, by its id. */
  readonly cell: string;
  /** Finds the number in the cell's text outputs: the first group. */
  readonly at: RegExp;
  /** The interval of the number, both ends included. */
  readonly between: readonly [number, number];
}

export const PROMISES: Readonly<Record<string, readonly Band[]>> = {
  "00-typescript.ipynb": [
    { cell: "nombres-exemple", at: /aire (\d+\.\d+)/, between: [6.25, 6.25] },
    { cell: "choisir-exemple", at: /(\d+)\s*$/, between: [4, 4] },
    { cell: "attendre-exemple", at: /(\d+)/, between: [67, 67] },
  ],
  "01-structure.ipynb": [
    { cell: "reseau-figure", at: /Erreur : (0,\d+)/, between: [0.0181, 0.0182] },
    { cell: "reponses", at: / 1 {3}0 +1 +(0,\d+)/, between: [0.9, 1] },
    { cell: "reponses", at: / 1 {3}1 +0 +(0,\d+)/, between: [0, 0.1] },
    { cell: "enonce", at: /étapes : (\S+)/, between: [0.000146, 0.000146] },
    { cell: "enonce", at: /étapes : \S+ (\d+)/, between: [98, 98] },
    { cell: "grands", at: /784-512-256-1 : (\d+)/, between: [533505, 533505] },
    { cell: "propager", at: / 1 {3}0 +(0,\d+)/, between: [0.9, 1] },
  ],
  "02-apprentissage.ipynb": [
    {
      cell: "differences-finies",
      at: /votre fonction {5}: \[\s+\[ (-0\.\d+)/,
      between: [-0.037668, -0.037667],
    },
    { cell: "autograd", at: /(-0\.\d+)/, between: [-0.03767, -0.03766] },
  ],
  "03-perceptron.ipynb": [
    { cell: "apprendre", at: /en (\d+) étapes/, between: [87, 87] },
    { cell: "confusion", at: /exactitude : (\d+)/, between: [100, 100] },
    { cell: "piege-etiquettes", at: /−1 et 1 : ([\d.]+)/, between: [50, 50.1] },
    { cell: "remede", at: /exactitude : (\d+)/, between: [100, 100] },
    { cell: "lineaire", at: /et ([\d.]+)/, between: [1.2, 1.5] },
  ],
  "04-xor.ipynb": [
    { cell: "perceptron", at: /exactitude : ([\d,]+)/, between: [50, 60] },
    { cell: "deux", at: /exactitude : ([\d.]+)/, between: [0.84, 0.87] },
    { cell: "carte", at: /1, aucune : (\d+)/, between: [60, 72] },
    { cell: "carte", at: /6, aucune : (\d+)/, between: [95, 100] },
    { cell: "vingt-figure", at: /a convergé (\d+)/, between: [1, 2] },
    { cell: "nouveaux", at: /3, 2 +\S+ +(0,\d+)/, between: [0.97, 1] },
  ],
  "05-fleur.ipynb": [
    { cell: "plafond-position", at: /position : (0\.\d+)/, between: [0.76, 0.78] },
    { cell: "partage", at: /(\d+) pour tester/, between: [80, 80] },
    { cell: "precision-usage", at: /± (0\.\d+)/, between: [0.047, 0.05] },
    { cell: "largeur-figure", at: /apprentissage : [^.]*40 → (\d+)/, between: [79, 86] },
    { cell: "largeur-figure", at: /test : [^.]*40 → (\d+)/, between: [66, 76] },
    { cell: "jamais-vus", at: / 12 +\S+ +\S+ +(0,\d+)/, between: [0.69, 0.75] },
    { cell: "plus-de-points", at: /(0,\d+)\s*$/m, between: [0.73, 0.78] },
  ],
  "06-mnist.ipynb": [
    { cell: "evaluer", at: /exactitude ([\d,]+)/, between: [15, 70] },
    { cell: "meilleur-evaluer", at: /exactitude ([\d,]+)/, between: [97, 100] },
    { cell: "dropout", at: /^ +0 +(0[.,]\d+)/m, between: [0.95, 1] },
    { cell: "dropout", at: /^ +0,8 +(0[.,]\d+)/m, between: [0.1, 0.9] },
    { cell: "convolution-table", at: /convolutif +(\d)\s258/, between: [5, 5] },
  ],
  "07-cifar10.ipynb": [
    { cell: "resume", at: /(122)\s570/, between: [122, 122] },
    { cell: "evaluer", at: /exactitude ([\d,]+)/, between: [25, 75] },
    { cell: "bilan", at: /énoncé +\S+ +(0,\d+)/, between: [0.25, 0.75] },
    { cell: "bilan", at: /ensemble +(0,\d+)/, between: [0.3, 1] },
  ],
  "08-imdb.ipynb": [
    { cell: "sacs-evaluer", at: /sac de mots +160\s305 +(0,\d+)/, between: [0.84, 0.9] },
    { cell: "plongement-evaluer", at: /moyenne +160\s289 +(0,\d+)/, between: [0.84, 0.9] },
    { cell: "comparer", at: /simple +161\s601 +(0,\d+)/, between: [0.55, 0.88] },
    { cell: "comparer", at: /LSTM +166\s305 +(0,\d+)/, between: [0.65, 0.89] },
    { cell: "comparer", at: /convolutif +673\s025 +(0,\d+)/, between: [0.55, 0.95] },
    { cell: "previsions-table", at: /onze ans +(\d+,?\d*)/, between: [37, 37] },
    { cell: "previsions-table", at: /année d’avant +(\d+,?\d*)/, between: [33.2, 33.2] },
    { cell: "previsions-table", at: /linéaire\S* 22 années +(\d+,?\d*)/, between: [18, 24] },
    { cell: "previsions-table", at: /LSTM\S* 22 années +(\d+,?\d*)/, between: [18, 22] },
    { cell: "phrase", at: /A wonderful.*minute of it +(\S+)/, between: [0.9, 1] },
    { cell: "phrase", at: /Boring.*time +(\S+)/, between: [0, 0.1] },
  ],
  "09-from-scratch.ipynb": [
    { cell: "entrainer", at: /départ, ([\d.]+) à la fin/, between: [0, 0.03] },
    { cell: "confusion", at: /exactitude : (\d+)/, between: [99, 100] },
    { cell: "gradient-verifie", at: /rétropropagation {3}: ([\d.]+)/, between: [0.009115, 0.009116] },
    { cell: "gradient-verifie", at: /finies : ([\d.]+)/, between: [0.009115, 0.009116] },
    { cell: "tailles", at: /^ +1 +5 +\S+ +(\d+)/m, between: [160, 185] },
    { cell: "tailles", at: /^ +3 +13 +\S+ +(\d+)/m, between: [195, 200] },
    { cell: "comparer", at: /1,13278 +(1,1327\d)/, between: [1.13276, 1.1328] },
  ],
  "10-generatif.ipynb": [
    { cell: "mesurer", at: /mêmes taux +(0,\d+)/, between: [0.4, 1] },
    { cell: "repetition-table", at: /pressé +\S+ +(0,\d+)/, between: [0, 0.3] },
    { cell: "resume", at: /16\) +(8)\s208/, between: [8, 8] },
    { cell: "gagne-figure", at: /critique : de \S+ à (\d,?\d*)/, between: [0, 0.05] },
    { cell: "classifieur-apprendre", at: /exactitude (\d+,\d)(?![^]*exactitude)/, between: [96, 100] },
    { cell: "verdict", at: /vraies, de test +(0,\d+)/, between: [0.85, 1] },
    { cell: "verdict", at: /générateur battu +\S+ +(\d,?\d*)/, between: [0, 0.02] },
  ],
};
