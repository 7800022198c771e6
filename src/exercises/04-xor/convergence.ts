import { choiceExercise } from "../kinds.js";

export const convergence = choiceExercise({
  id: "04-convergence",
  title: { fr: "Ce que dit « convergé »", en: "What “converged” says" },
  right: "c",
  wrong: {
    a: {
      fr: "Regardez la figure : des essais qui ont convergé se trompent plus que d’autres qui n’ont pas convergé.",
      en: "Look at the figure: attempts that converged are wrong more often than others that did not.",
    },
    b: {
      fr: "On ne le sait pas : un creux n’est pas forcément le plus bas.",
      en: "One cannot know: a hollow is not always the deepest.",
    },
    d: {
      fr: "L’arrêt ne regarde que les points d’apprentissage ; il ne dit rien des autres.",
      en: "The stopping rule only looks at training points; it says nothing about others.",
    },
  },
  because: {
    fr: "L’algorithme s’arrête quand toutes les dérivées sont petites : cela arrive dans n’importe quel creux, et sur un plateau.",
    en: "The algorithm stops when all derivatives are small: that happens in any hollow, and on a plateau.",
  },
  hints: [
    {
      fr: "Quelle quantité `neuralnet` compare-t-il à `threshold` ?",
      en: "Which quantity does `neuralnet` compare with `threshold`?",
    },
    {
      fr: "C’est la plus grande dérivée de l’erreur, en valeur absolue. Où la pente est-elle presque nulle ?",
      en: "It is the largest derivative of the error. Where is the slope nearly zero?",
    },
    {
      fr: "Au fond d’un creux, quel qu’il soit, mais aussi sur un plateau.",
      en: "At the bottom of a hollow, whichever it is, but also on a plateau.",
    },
  ],
  read: {
    fr: "section 6, « Converger, qu’est-ce à dire ? ».",
    en: 'section 6, "What does converging mean?".',
  },
});
