/** The network `cifar10-conv` beside TensorFlow.js, Keras and PyTorch: `npm run bench -- cifar10-conv [--threads N] [--rounds N] [--peers a,b] [--json]`. */
import { comparisonOf } from "../networks/comparison-job.js";

export { accepts } from "../networks/comparison-job.js";
export default comparisonOf("cifar10-conv");
