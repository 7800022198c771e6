/** Programs of TensorFlow.js whose import was changed to "neurones". */
import type { MistakeGroup } from "../mistake.js";

const ENTRY = 'ou gardez le programme tel quel, avec import * as tf from "neurones/tfjs".';

export const TENSORFLOW_HABITS: MistakeGroup = {
  title: "Habitudes de TensorFlow.js",
  before: 'import * as tf from "neurones";',
  mistakes: [
    {
      cell: 'import * as tensorflow from "@tensorflow/tfjs-node";',
      advice: [
        'les programmes écrits pour TensorFlow.js s’exécutent ici avec import * as tf from "neurones/tfjs";',
      ],
    },
    {
      cell: 'import "@tensorflow/tfjs-backend-webgpu";',
      advice: ["tout s’exécute sur le processeur ici : enlevez cette importation."],
    },
    {
      cell: 'import * as tfvis from "@tensorflow/tfjs-vis";',
      advice: ['les figures sont celles de "neurones" : import { plots } from "neurones";'],
    },
    {
      cell: 'import { tidy } from "neurones";',
      advice: [`la mémoire se libère seule ici, enlevez l’appel ; ${ENTRY}`],
    },
    {
      cell: "tf.tidy(() => tf.scalar(2))",
      advice: [`la mémoire se libère seule ici, enlevez l’appel ; ${ENTRY}`],
    },
    {
      cell: 'tf.setBackend("cpu")',
      advice: [`tout s’exécute sur le processeur, enlevez l’appel ; ${ENTRY}`],
    },
    {
      cell: "tf.serialization.registerClass(Date)",
      advice: [`écrivez registerLayer(…) ; ${ENTRY}`],
    },
    {
      cell: "tf.tensor1d([1, 2]).toFloat()",
      advice: [`écrivez tf.tensor1d([1, 2]).cast("float32") ; ${ENTRY}`],
    },
    {
      cell: "tf.util.shuffle([1, 2, 3])",
      advice: [
        '`util` est un nom de TensorFlow.js : gardez le programme tel quel, avec import * as tf from "neurones/tfjs".',
      ],
    },
    {
      cell: "tf.conv3d",
      advice: [
        '`conv3d` est un nom de TensorFlow.js que ni "neurones" ni "neurones/tfjs" n’ont ; un appel dans "neurones/tfjs" dit ce qui le remplace.',
      ],
    },
    {
      cell: "const matrice: tf.Tensor2D = tf.zeros([2, 2])",
      advice: [`écrivez Tensor ; ${ENTRY}`],
    },
    {
      cell: "await tf.scalar(3).data()",
      advice: [`écrivez tf.scalar(3).dataSync() ; ${ENTRY}`],
    },
    {
      cell: "tf.scalar(3).asScalar()",
      advice: [`écrivez tf.scalar(3).reshape([]) ; ${ENTRY}`],
    },
  ],
};
