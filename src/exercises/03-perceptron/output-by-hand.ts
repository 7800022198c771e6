import { numberExercise } from "../kinds.js";
import { logistic } from "../logistic.js";

/** σ(b + w₁x₁ + w₂x₂) for x = (3, 1), w = (0.5, −2), b = 1: σ(0.5). */
export const outputByHand = numberExercise({
  id: "03-sortie",
  title: { fr: "Une sortie à la main", en: "An output by hand" },
  expected: logistic(0.5),
  tolerance: { absolute: 0.0051, relative: 0 },
  mistakes: [
    {
      value: 0.5,
      why: {
        fr: "C’est z, la somme. Il reste à lui appliquer l’activation.",
        en: "That is z, the sum. The activation is still to be applied.",
      },
    },
    {
      value: logistic(-0.5),
      why: {
        fr: "Presque : il y a une erreur de signe, soit dans la somme, soit dans l’exponentielle (ou vous avez oublié le biais).",
        en: "Nearly: a sign is wrong, in the sum or in the exponential (or the bias is forgotten).",
      },
    },
    {
      value: logistic(1.5),
      why: {
        fr: "Il semble que vous ayez oublié le second terme, ou mal compté avec le biais.",
        en: "It seems that a term is missing from the sum.",
      },
    },
    {
      value: logistic(4.5),
      why: { fr: "w₂ est négatif : w₂x₂ se retranche.", en: "w₂ is negative: w₂x₂ is subtracted." },
    },
    { value: logistic(-4.5), why: { fr: "Vous avez échangé x₁ et x₂.", en: "You exchanged x₁ and x₂." } },
    {
      value: 1,
      why: {
        fr: "Vous semblez avoir classé le point ; c’est la sortie ŷ, entre 0 et 1, qui est demandée.",
        en: "You seem to have classified the point; the output ŷ, between 0 and 1, is asked for.",
      },
    },
  ],
  because: {
    fr: "La somme z dit de quel côté de la frontière est le point ; la logistique en fait une probabilité, au-dessus de ½ quand z > 0.",
    en: "The sum z says on which side of the boundary the point is; the logistic function makes a probability of it, above ½ where z > 0.",
  },
  hints: [
    {
      fr: "Commencez par la somme z = w₁x₁ + w₂x₂ + b, sans activation.",
      en: "Start with the sum z = w₁x₁ + w₂x₂ + b, without activation.",
    },
    { fr: "z vaut 0,5 × 3 + (−2) × 1 + 1.", en: "z is 0.5 × 3 + (−2) × 1 + 1." },
    {
      fr: "Appliquez maintenant σ à z, avec votre fonction `logistique`.",
      en: "Now apply σ to z, with your function `logistic`.",
    },
  ],
  read: { fr: "section 1, « Le modèle ».", en: 'section 1, "The model".' },
});
