/** Controls and live figures: `widgets.slider`, `widgets.interact`, `widgets.widget` … */
export { button } from "./controls/button.js";
export { drawing, type DrawingOptions } from "./controls/drawing.js";
export { checkbox, text, type CheckboxOptions, type TextOptions } from "./controls/fields.js";
export { html, type HtmlOptions } from "./controls/html.js";
export { matrix, type MatrixOptions } from "./controls/matrix.js";
export type { PlaneLine, PlanePoints } from "./controls/plane.js";
export { points, type PointsControl, type PointsOptions } from "./controls/points.js";
export { select, type SelectOptions } from "./controls/select.js";
export {
  sentence,
  type SentenceControl,
  type SentenceOptions,
  type WeightedWord,
} from "./controls/sentence.js";
export { logSlider, slider, type LogSliderOptions, type SliderOptions } from "./controls/slider.js";
export { column, row, type Box, type BoxChild } from "./box.js";
export { interact, type Controls, type InteractOptions, type ValuesOf } from "./interact.js";
export { widget, Widget, type WidgetOptions } from "./widget.js";
export type { Control, ControlOptions } from "./control.js";
export type { Still } from "./still.js";
