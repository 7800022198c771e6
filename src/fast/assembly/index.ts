/**
 * All kernels, which AssemblyScript compiles into one small WebAssembly file; `kernels.ts` declares their
 * types in TypeScript.
 */
export { writeConstants } from "./constants";
export { roundsOnce } from "./vector";
export { gemm, gemmPacked, packSize, packStrips, packTransposed } from "./gemm";
export {
  tile1x16, tile1x8, tile2x16, tile2x8, tile3x16, tile3x8, tile4x16, tile4x8, tile5x16, tile5x8, tile6x16, tile6x8,
} from "./wide-tiles";
export { activate, activateBackward, addRows, addTo, clear, copy, multiply } from "./activations";
export { activateArgument, activateArgumentBackward } from "./argument-activations";
export { prelu, preluBackward } from "./prelu";
export { errorLoss, logSoftmax, logSoftmaxBackward, sigmoidCrossEntropy, softmax, softmaxBackward, softmaxCrossEntropy, sparseSoftmaxCrossEntropy } from "./losses";
export { cosineLoss, pointLoss } from "./point-losses";
export { adadelta, adagrad, adam, adamax, clipNumbers, momentum, regularize, rmsProp, sgd, sumOfSquares } from "./optimizers";
export { dropoutFactors } from "./dropout";
export { addProduct, addScaled, addScaledRectified, addTwoScaled, copyBlocks, extremeBackward, rearrange, rescale, takeExtreme } from "./merge";
export { addPatches, patches } from "./patches";
export { convolve, packReversed } from "./convolve";
export { convolveByFilters } from "./convolve-filters";
export { writeOffsets } from "./convolve-short-runs";
export { framePictures } from "./frames";
export { depthwise, depthwiseByFilters, depthwiseByInput } from "./depthwise";
export { resample, resampleBack } from "./resample";
export { repeat, sumRepeated } from "./broadcast";
export { fillMasked } from "./attention";
export { innerProducts, scaleRows } from "./inner-products";
export { normalizeRows, normalizeRowsBack } from "./layer-normalization";
export { featureMeans, featureProducts, featureVariances, normalize, normalizeBack } from "./normalization";
export { averagePool, averagePoolBackward, averageSteps, averageStepsBackward, maxPool, maxPoolBackward } from "./pooling";
export { winogradFilters, winogradFiltersBack } from "./winograd-filters";
export { winogradInputBack } from "./winograd-picture-gradients";
export { winogradInput } from "./winograd-pictures";
export { winogradOutput, winogradOutputBack } from "./winograd-outputs";
export { winogradPooled, winogradPooledBack } from "./winograd-pooled";
export { addPointGradients } from "./point-gradients";
export { multiplyPoints, packPoints } from "./points";
export { gatherParts } from "./gradients";
export { directPooled } from "./direct";
export { directGradient, directPooledBack, longDirectGradient } from "./direct-gradients";
export { addMeansToRows, addToRows, areWords, fetchRows, meanOfRows, rowDistances } from "./embedding";
export { addSparseTransposed, compressRows, sparseProduct } from "./sparse";
export { addRepeated, clearRepeated, repeatRows, stepsFirst, stepsSecond } from "./steps";
export { lstmStep, lstmStepBack } from "./lstm";
export { gruGates, gruGatesBack, gruState, gruStateBack } from "./gru";
