/** The views of the other controls: the browser's own elements, which a keyboard and a screen reader know. */
import type { RenderControl } from "./module.js";

export const selectView: RenderControl = ({ model }, { follow, labelled, change }) => {
  const select = document.createElement("select");
  labelled(select);
  follow(["labels"], () => {
    const options = (model.get("labels") as string[]).map((label) => {
      const option = document.createElement("option");
      option.textContent = label;
      return option;
    });
    select.replaceChildren(...options);
    select.selectedIndex = model.get("index") as number;
  });
  follow(["index"], () => {
    select.selectedIndex = model.get("index") as number;
  });
  select.addEventListener("change", () => change("index", select.selectedIndex));
};

export const checkboxView: RenderControl = ({ model }, { follow, labelled, change }) => {
  const box = document.createElement("input");
  box.type = "checkbox";
  const label = labelled(box);
  label.prepend(box);
  follow(["value"], () => {
    box.checked = model.get("value") === true;
  });
  box.addEventListener("change", () => change("value", box.checked));
};

export const textView: RenderControl = (_, { textField }) => void textField();

export const buttonView: RenderControl = ({ model, el }, { follow, focusable }) => {
  const button = document.createElement("button");
  button.type = "button";
  follow(["description"], () => {
    button.textContent = String(model.get("description"));
  });
  focusable(button);
  // A message and no value: no click is lost where two come quickly.
  button.addEventListener("click", () => model.send({ event: "click" }));
  el.append(button);
};

export const htmlView: RenderControl = ({ model, el }, { follow }) => {
  el.classList.add("neurones-control");
  const content = document.createElement("div");
  follow(["value"], () => {
    content.innerHTML = String(model.get("value"));
  });
  el.append(content);
};
