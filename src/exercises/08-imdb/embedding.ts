import { numberExercise } from "../kinds.js";

/** One vector of 16 numbers for each of 10,000 words. */
export const embedding = numberExercise({
  id: "08-plongement",
  title: { fr: "Les paramètres du plongement", en: "The parameters of the embedding" },
  expected: 160000,
  tolerance: { absolute: 0, relative: 0 },
  mistakes: [
    {
      value: 160016,
      why: {
        fr: "Un plongement n’a pas de biais : c’est une table, une ligne par mot.",
        en: "An embedding has no bias: it is a table with one row per word.",
      },
    },
    {
      value: 170000,
      why: {
        fr: "Un plongement n’a pas de biais : c’est une table, une ligne par mot.",
        en: "An embedding has no bias: it is a table with one row per word.",
      },
    },
    {
      value: 4096,
      why: {
        fr: "C’est ce qui sort pour une critique de 256 mots ; les paramètres sont les lignes de la table.",
        en: "That is what comes out for a review of 256 words; the parameters are the rows of the table.",
      },
    },
    {
      value: 40960000,
      why: {
        fr: "La table est la même à toutes les places de la critique : sa longueur n’y entre pas.",
        en: "The table is the same at all places of the review: its length does not matter.",
      },
    },
    {
      value: 2560000,
      why: {
        fr: "La longueur des critiques n’y entre pas : une ligne par mot du vocabulaire, de 16 nombres.",
        en: "The reviews' length does not matter: one row per word of the vocabulary, of 16 numbers.",
      },
    },
    {
      value: 16,
      why: {
        fr: "C’est une seule ligne de la table ; il y en a une par mot.",
        en: "That is one row of the table; there is one for each word.",
      },
    },
    {
      value: 10000,
      why: {
        fr: "C’est le nombre de lignes ; chacune a 16 nombres.",
        en: "That is the number of rows; each has 16 numbers.",
      },
    },
  ],
  because: {
    fr: "Une ligne de la table par mot, sans biais ; elle sert à toutes les places de la critique.",
    en: "One row of the table per word, without bias; it serves at all places of the review.",
  },
  hints: [
    {
      fr: "Un plongement est une table : à chaque mot, ses nombres.",
      en: "An embedding is a table: for each word its numbers.",
    },
    {
      fr: "Combien de mots dans le vocabulaire ? Combien de nombres par mot ?",
      en: "How many words does the vocabulary have? How many numbers does a word have?",
    },
    {
      fr: "`inputDim` lignes de `outputDim` nombres, et rien d’autre.",
      en: "`inputDim` rows of `outputDim` numbers, and nothing else.",
    },
  ],
  read: { fr: "section 4, « Un plongement ».", en: 'section 4, "An embedding".' },
});
