/** Missing and wrong imports. */
import type { MistakeGroup } from "../mistake.js";

export const IMPORTS: MistakeGroup = {
  title: "Les imports",
  mistakes: [
    {
      cell: "neuralnet({ x: [[1]], y: [1] })",
      advice: [
        '`neuralnet` existe dans "neurones" : ajoutez import { neuralnet } from "neurones", ou exécutez la cellule au-dessus qui l’importe (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »).',
      ],
    },
    {
      cell: "sequential({ layers: [layers.dense({ units: 1 })] })",
      advice: [
        '`sequential`, `layers` existent dans "neurones" : ajoutez import { sequential, layers } from "neurones", ou exécutez les cellules au-dessus, si l’une d’elles les importe (menu Exécution, « Exécuter tout au-dessus de la cellule sélectionnée »).',
      ],
    },
    {
      cell: 'import { neuralnet } from "neurons";',
      advice: [
        'ce dont le cours a besoin vient de "neurones" ; un autre paquet s’installe dans un terminal, dans le dossier du notebook : npm install neurons',
      ],
      adviceInPage: [
        'dans un navigateur on ne peut pas installer de paquet ; ce dont le cours a besoin vient de "neurones"',
      ],
    },
    {
      cell: 'import { neuralNet } from "neurones";',
      advice: [
        '"neurones" n’exporte pas `neuralNet` : vérifiez l’orthographe ; Tab entre les accolades montre ce qui existe.',
      ],
    },
    {
      cell: "import neurones",
      advice: ['un import nomme ce qu’il prend, et d’où : import { plots } from "neurones";'],
    },
    {
      cell: "from neurones import plots",
      advice: ['l’ordre est inverse ici : import { plots } from "neurones";'],
    },
  ],
};
