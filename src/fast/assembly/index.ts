/**
 * All kernels, which AssemblyScript compiles into one small WebAssembly file; `kernels.ts` declares their
 * types in TypeScript.
 */
export { writeConstants } from "./constants";
export { gemm, gemmPacked, packSize, packStrips, packTransposed } from "./gemm";
export { activate, activateBackward, addRows, addTo, clear, copy, multiply } from "./activations";
export { errorLoss, sigmoidCrossEntropy, softmax, softmaxBackward, softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from "./losses";
export { adagrad, adam, momentum, regularize, rmsProp, sgd } from "./optimizers";
export { dropoutFactors } from "./dropout";
export { addProduct, addScaled, copyBlocks, extremeBackward, takeExtreme } from "./merge";
export { addPatches, patches } from "./patches";
export { featureMeans, featureProducts, featureVariances, normalize, normalizeBack } from "./normalization";
export { averagePool, averagePoolBackward, averageSteps, averageStepsBackward, maxPool, maxPoolBackward } from "./pooling";
export {
  winogradFilters, winogradFiltersBack, winogradInput, winogradInputBack, winogradOutput, winogradOutputBack, winogradPooled, winogradPooledBack,
} from "./winograd";
export { directPooled, directPooledBack } from "./direct";
export { addMeansToRows, addToRows, areWords, fetchRows, meanOfRows, rowDistances } from "./embedding";
export { addSparseTransposed, sparseProduct } from "./sparse";
export { gruGates, gruGatesBack, gruState, gruStateBack, lstmStep, lstmStepBack, stepsFirst, stepsSecond } from "./recurrent";
