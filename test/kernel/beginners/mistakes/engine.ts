/** Arguments of the engine's functions. */
import type { MistakeGroup } from "../mistake.js";

export const ENGINE: MistakeGroup = {
  title: "Le moteur",
  before: 'import { layers, log, neuralnet, plots, sequential, tensor1d } from "neurones";',
  mistakes: [
    {
      cell: "log(2) + 1",
      advice: [
        '`log` de "neurones" calcule sur des tenseurs ; le logarithme népérien d’un nombre s’écrit Math.log(x) ; pour un tableau : v.map((x) => Math.log(x)).',
      ],
    },
    {
      cell: "neuralnet(x = [[1]], y = [1])",
      advice: [
        "les arguments n’ont pas de nom ici ; une fonction à options les prend entre accolades : neuralnet({ x: [[1]] }), les autres dans l’ordre : neuralnet([[1]]).",
      ],
    },
    {
      cell: "neuralnet({ x: [[0], [1]], y: [0, 1], hiden: [2] })",
      advice: ["vérifiez le nom de cette option ; Tab entre les accolades montre celles qui existent."],
    },
    {
      cell: "neuralnet([[0], [1]], [0, 1])",
      advice: ["les options se donnent par leur nom, entre accolades : neuralnet({ x: …, y: … })."],
    },
    {
      cell: "neuralnet({ x: [[0], [1]] })",
      advice: ["il manque `y` : ajoutez-le entre les accolades, { y: … }."],
    },
    {
      cell: "layers.dense(3)",
      advice: ["les options se donnent par leur nom, entre accolades : layers.dense({ units: … })."],
    },
    {
      cell: "layers.dense({ unit: 3 })",
      advice: ["vérifiez le nom de cette option ; Tab entre les accolades montre celles qui existent."],
    },
    {
      cell: 'layers.dense({ units: "3" })',
      advice: ["un texte n’est pas un nombre : ôtez les guillemets, ou convertissez par Number(…)."],
    },
    {
      cell: "layers.dense({ units: 3, couleur: 1 })",
      advice: ["vérifiez le nom de cette option ; Tab entre les accolades montre celles qui existent."],
    },
    {
      cell: "plots.scatter(v, v)",
      advice: ["les options se donnent par leur nom, entre accolades : plots.scatter({ x: … })."],
    },
    {
      cell: "tensor1d([1, 2]) * 2",
      advice: ["on calcule sur les tenseurs par leurs méthodes : a.add(b), a.sub(b), a.mul(b), a.div(b)."],
    },
    {
      cell: "tensor1d([1, 2]) + tensor1d([1, 2])",
      advice: ["on calcule sur les tenseurs par leurs méthodes : a.add(b), a.sub(b), a.mul(b), a.div(b)."],
    },
    {
      cell: "async function un() { return 1; }\nconst u1: number = un();",
      advice: ["la valeur arrive plus tard : écrivez await devant l’appel."],
    },
    {
      cell: "async function calcul() { return [1, 2]; }\ncalcul().length",
      advice: ["cette valeur arrive plus tard : écrivez await devant."],
    },
    {
      cell: "const net = neuralnet({ x: [[0], [1]], y: [0, 1], hidden: [1], seed: 1 });\nnet.predict([[0]])",
      advice: ["cette valeur arrive plus tard : écrivez await devant."],
    },
    {
      cell: "const attendre = () => { await neuralnet({ x: [[0]], y: [0] }); }",
      advice: ["await n’est permis que dans une fonction async : écrivez async devant la fonction."],
    },
    {
      cell: 'sequential().add("dense")',
      advice: ["une couche se crée avec layers : layers.dense({ units: 3 })."],
    },
  ],
};
