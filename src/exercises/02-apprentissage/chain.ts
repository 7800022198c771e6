import { numberExercise } from "../kinds.js";

/** d/dw (3w + 1)² at w = 1: 2 (3w + 1) · 3 = 24. */
export const chain = numberExercise({
  id: "02-chaine",
  title: { fr: "La règle de la chaîne", en: "The chain rule" },
  expected: 24,
  mistakes: [
    {
      value: 8,
      why: {
        fr: "Vous avez dérivé le carré, mais pas ce qu’il contient : il manque un facteur.",
        en: "You differentiated the square, but not what is inside: a factor is missing.",
      },
    },
    {
      value: 16,
      why: {
        fr: "C’est la valeur de la fonction, pas celle de sa dérivée.",
        en: "That is the value of the function, not of its derivative.",
      },
    },
    {
      value: 6,
      why: {
        fr: "Il semble que vous ayez dérivé le carré en 2 × 1 au lieu de 2 × (3w + 1).",
        en: "It seems the square was differentiated as 2 × 1 and not 2 × (3w + 1).",
      },
    },
    {
      value: 12,
      why: {
        fr: "Il manque le facteur 2 de la dérivée du carré.",
        en: "The factor 2 of the square's derivative is missing.",
      },
    },
    {
      value: 18,
      why: {
        fr: "Vous avez dérivé (3w)² : le + 1 compte dans la parenthèse.",
        en: "You differentiated (3w)²: the + 1 counts in the parenthesis.",
      },
    },
    {
      value: 3,
      why: { fr: "C’est la dérivée de l’intérieur seulement.", en: "That is the inner derivative only." },
    },
  ],
  because: {
    fr: "La règle de la chaîne multiplie les dérivées des étapes : celle du carré, prise en 3w + 1, fois celle de 3w + 1.",
    en: "The chain rule multiplies the derivatives of the steps: that of the square, taken at 3w + 1, times that of 3w + 1.",
  },
  hints: [
    {
      fr: "Appelez f(w) = 3w + 1 et g(f) = f². Que valent ∂g/∂f et ∂f/∂w ?",
      en: "Call f(w) = 3w + 1 and g(f) = f². What are ∂g/∂f and ∂f/∂w?",
    },
    { fr: "∂g/∂f = 2f, et f vaut 4 quand w = 1.", en: "∂g/∂f = 2f, and f is 4 when w = 1." },
    { fr: "Multipliez 2 × 4 par ∂f/∂w.", en: "Multiply 2 × 4 by ∂f/∂w." },
  ],
  read: { fr: "section 6, « La règle de la chaîne ».", en: 'section 6, "The chain rule".' },
});
