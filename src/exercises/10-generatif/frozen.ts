import { choiceExercise } from "../kinds.js";

export const frozen = choiceExercise({
  id: "10-figer",
  title: { fr: "Pourquoi figer le critique", en: "Why the critic is frozen" },
  right: "b",
  wrong: {
    a: {
      fr: "Le gradient traverse le critique dans les deux cas : il faut bien remonter jusqu’au générateur.",
      en: "The gradient goes through the critic in both cases: it has to get back to the generator.",
    },
    c: {
      fr: "Le générateur apprendrait aussi ; la question est ce qui arriverait au critique.",
      en: "The generator would learn too; the question is what would happen to the critic.",
    },
    d: {
      fr: "Le gain de temps n’est pas la raison : pensez à l’étiquette que portent les faux dans ce pas.",
      en: "Time is not the reason: think of the label that the fakes have in this step.",
    },
  },
  because: {
    fr: "Dans le pas du générateur, les faux portent l’étiquette 1 : un critique libre de changer apprendrait à les croire.",
    en: "In the generator's step the fakes have the label 1: a critic that is free to change would learn to believe them.",
  },
  hints: [
    {
      fr: "Dans le pas du générateur, quelle étiquette reçoivent les points inventés ?",
      en: "In the generator's step, which label do the invented points get?",
    },
    {
      fr: "Il y a deux façons de rendre cette perte petite : mieux inventer, ou…",
      en: "There are two ways to make this loss small: to invent better, or …",
    },
    {
      fr: "Un modèle dont tous les poids sont libres change les plus utiles : ceux du générateur, et aussi ceux qui jugent.",
      en: "A model whose weights are all free changes the most useful ones: those of the generator, and those that judge too.",
    },
  ],
  read: { fr: "section 3, « Deux réseaux face à face ».", en: 'section 3, "Two networks face to face".' },
});
