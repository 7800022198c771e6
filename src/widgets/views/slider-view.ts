/** The view of `slider` and `logSlider`: the browser's own range input, and the value beside it. */
import type { RenderControl } from "./module.js";

export const sliderView: RenderControl = ({ model, el }, { follow, labelled, change }) => {
  const input = document.createElement("input");
  input.type = "range";
  const shown = document.createElement("output");
  const base = () => model.get("base") as number | null;
  const valueAt = (position: number) => {
    const power = base();
    return power === null ? position : Number((power ** position).toPrecision(12));
  };
  const positionOf = (value: number) => {
    const power = base();
    return power === null ? value : Math.log(value) / Math.log(power);
  };
  const write = (value: number) =>
    value.toLocaleString(String(model.get("language")), { maximumSignificantDigits: 6 });
  const tell = (value: number) => {
    shown.textContent = write(value);
    input.setAttribute("aria-valuetext", write(value));
  };
  labelled(input);
  el.append(shown);
  follow(["min", "max", "step"], () => {
    for (const key of ["min", "max", "step"] as const) input[key] = String(model.get(key));
  });
  follow(["value", "min", "max", "step", "base", "language"], () => {
    const value = model.get("value") as number;
    // While the learner drags, the thumb stays at the pointer, whatever echo of an earlier move comes.
    if (valueAt(input.valueAsNumber) !== value) input.value = String(positionOf(value));
    tell(value);
  });
  const isContinuous = () => model.get("continuous_update") === true;
  const take = () => change("value", valueAt(input.valueAsNumber));
  input.addEventListener("input", () => {
    tell(valueAt(input.valueAsNumber));
    if (isContinuous()) take();
  });
  input.addEventListener("change", () => {
    if (model.get("value") !== valueAt(input.valueAsNumber)) take();
  });
};
