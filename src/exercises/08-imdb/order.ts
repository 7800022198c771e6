import { choiceExercise } from "../kinds.js";

export const order = choiceExercise({
  id: "08-ordre",
  title: { fr: "Qui voit l’ordre des mots ?", en: "The order of words" },
  right: "c",
  wrong: {
    a: {
      fr: "Un sac de mots ne garde que la présence des mots : les deux phrases donnent le même sac.",
      en: "A bag of words keeps only which words are there: both sentences give the same bag.",
    },
    b: {
      fr: "Une moyenne ne dépend pas de l’ordre de ce qu’on ajoute : les deux phrases donnent le même vecteur.",
      en: "A mean does not depend on the order of what is added: both sentences give the same vector.",
    },
    d: {
      fr: "L’un des trois lit les mots l’un après l’autre, et son état dépend de ce qu’il a déjà lu.",
      en: "One of the three reads word after word, and its state depends on what it has read.",
    },
  },
  because: {
    fr: "Une somme ou une moyenne ne change pas quand on permute ses termes ; l’état d’un neurone récurrent, si.",
    en: "A sum or a mean does not change when its terms change places; a recurrent neuron's state does.",
  },
  hints: [
    {
      fr: "Les deux phrases ont exactement les mêmes mots. Que calcule chaque réseau à partir d’eux ?",
      en: "Both sentences have exactly the same words. What does each network compute from them?",
    },
    {
      fr: "Un calcul qui ne change pas quand on mélange les mots ne peut pas distinguer les deux phrases.",
      en: "A computation that does not change when the words are shuffled cannot tell the sentences apart.",
    },
    {
      fr: "Une présence et une moyenne ne changent pas quand on mélange. Et l’état d’un neurone récurrent (l’exercice précédent) ?",
      en: "A presence and a mean do not change by shuffling. And a recurrent neuron's state (the exercise before)?",
    },
  ],
  read: { fr: "section 5, « Un réseau récurrent ».", en: 'section 5, "A recurrent network".' },
});
