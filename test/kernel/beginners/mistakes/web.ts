/** Habits of JavaScript for web pages. */
import type { MistakeGroup } from "../mistake.js";

export const WEB_HABITS: MistakeGroup = {
  title: "Habitudes du navigateur",
  mistakes: [
    {
      cell: "document.title",
      advice: [
        "`document` est d’une page du navigateur ; ici : display(…) montre une valeur ou une figure, et console.log(…) l’écrit.",
      ],
    },
    {
      cell: 'document.getElementById("a")',
      advice: [
        "`document` est d’une page du navigateur ; ici : display(…) montre une valeur ou une figure, et console.log(…) l’écrit.",
      ],
    },
    {
      cell: "window.innerWidth",
      advice: [
        "`window` est d’une page du navigateur ; ici : display(…) montre une valeur ou une figure, et console.log(…) l’écrit.",
      ],
    },
    {
      cell: 'alert("fini")',
      advice: ["`alert` est d’une page du navigateur ; ici : console.log(…) pour afficher."],
    },
    {
      cell: 'const nom = prompt("Votre nom ?")',
      advice: ['`prompt` est d’une page du navigateur ; ici : await input("Votre nom ?").'],
    },
    {
      cell: 'if (confirm("Continuer ?")) n',
      advice: ['`confirm` est d’une page du navigateur ; ici : await input("oui ou non ?").'],
    },
    {
      cell: 'localStorage.setItem("a", "1")',
      advice: [
        '`localStorage` est d’une page du navigateur ; ici : writeFileSync et readFileSync, de "node:fs".',
      ],
    },
  ],
};
