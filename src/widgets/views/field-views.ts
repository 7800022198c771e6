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

export const textView: RenderControl = ({ model }, { follow, labelled, change }) => {
  const input = document.createElement("input");
  input.type = "text";
  labelled(input);
  follow(["placeholder"], () => {
    input.placeholder = String(model.get("placeholder"));
  });
  follow(["value"], () => {
    // Setting an equal text would move the cursor to its end.
    if (input.value !== model.get("value")) input.value = String(model.get("value"));
  });
  input.addEventListener("input", () => {
    if (model.get("continuous_update") === true) change("value", input.value);
  });
  input.addEventListener("change", () => change("value", input.value));
};

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
