/** The initializers, as a model is written with them: `initializers.heNormal({ seed: 1 })`. */
export {
  constant, glorotNormal, glorotUniform, heNormal, heUniform, identity, leCunNormal, leCunUniform, ones, orthogonal, randomNormal, randomUniform, truncatedNormal, varianceScaling, zeros,
  type Initializer, type InitializerLike, type InitializerName,
} from "./initializers.js";
