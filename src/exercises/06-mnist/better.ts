import { asNumber } from "../compare.js";
import type { Exercise } from "../exercise.js";

const GOAL = 0.95;

/** An accuracy on the test set of at least 95%, which any reasonable dense network reaches. */
export const better: Exercise = {
  id: "06-meilleur",
  title: { fr: "Votre modèle", en: "Your model" },
  form: {
    fr: "Réponse attendue : un nombre entre 0 et 1, l’exactitude de votre modèle sur le test.",
    en: "Expected: a number between 0 and 1, your model's accuracy on the test set.",
  },
  probe: { kind: "value" },
  judge: (observed) => {
    const accuracy = observed.kind === "value" ? asNumber(observed.value) : undefined;
    if (accuracy === undefined)
      return {
        right: false,
        why: {
          fr: "La réponse attendue est l’exactitude sur le test, un nombre entre 0 et 1.",
          en: "The answer should be the accuracy on the test set, a number between 0 and 1.",
        },
      };
    if (accuracy > 1 && accuracy <= 100)
      return {
        right: false,
        why: {
          fr: "Donnez une part entre 0 et 1, pas un pourcentage.",
          en: "Give a share between 0 and 1, not a percentage.",
        },
      };
    if (!(accuracy >= 0 && accuracy <= 1))
      return {
        right: false,
        why: {
          fr: "Une exactitude est entre 0 et 1 ; auriez-vous donné la perte ?",
          en: "An accuracy is between 0 and 1; did you give the loss?",
        },
      };
    if (accuracy >= GOAL) return { right: true };
    if (accuracy < 0.2)
      return {
        right: false,
        why: {
          fr: "Votre modèle répond à peine mieux que le hasard (une chance sur dix).",
          en: "Your model hardly does better than chance (one in ten).",
        },
      };
    return {
      right: false,
      why: {
        fr: "C’est mieux que le hasard, mais encore sous les 95 % demandés.",
        en: "Better than chance, but still below the 95% asked for.",
      },
    };
  },
  because: {
    fr: "Sans le goulot, l’information de l’image passe ; et c’est sur le test, jamais vu, que l’exactitude se mesure.",
    en: "Without the bottleneck the image's information gets through; and accuracy is measured on the test set, never seen.",
  },
  hints: [
    {
      fr: "Y a-t-il une couche si étroite que l’information s’y perd ?",
      en: "Is there a layer so narrow that information is lost in it?",
    },
    {
      fr: "Commencez sans dropout, avec une seule couche cachée de 64 ou 128 neurones relu.",
      en: "Start without dropout, with one hidden layer of 64 or 128 relu neurons.",
    },
    {
      fr: "Vérifiez aussi la dernière couche (10 neurones, softmax), l’optimiseur (`adam`) et le nombre d’époques (au moins 5).",
      en: "Check the last layer (10 neurons, softmax), the optimizer (`adam`) and the epochs (at least 5) too.",
    },
  ],
  read: { fr: "section 7, « Un meilleur modèle ».", en: 'section 7, "A better model".' },
};
