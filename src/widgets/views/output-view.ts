/**
 * The view of what `interact` shows: a picture, HTML or text, each replaced by the next without a blank moment.
 */
import type { RenderControl } from "./module.js";

export const outputView: RenderControl = ({ model, el }, { follow }) => {
  el.classList.add("neurones-output");
  const notice = document.createElement("pre");
  notice.className = "neurones-output-error";
  let shown: HTMLElement = document.createElement("div");
  el.append(shown, notice);
  let [newest, last] = [0, 0];
  const put = (next: HTMLElement) => {
    shown.replaceWith(next);
    shown = next;
  };
  follow(["output"], () => {
    const { svg, png, html, text = "" } = model.get("output") as Partial<Record<string, string>>;
    const serial = ++newest;
    if (svg !== undefined || png !== undefined) {
      const picture = document.createElement("img");
      picture.alt = text;
      // Its address is written here: a message with the document itself is shorter by a third.
      picture.src =
        svg === undefined ? `data:image/png;base64,${png!}` : `data:image/svg+xml,${encodeURIComponent(svg)}`;
      // The picture before stays until this one can be drawn.
      const show = () => {
        if (serial < last) return;
        last = serial;
        put(picture);
      };
      picture.decode().then(show, show);
    } else if (html !== undefined) {
      const content = document.createElement("div");
      content.innerHTML = html;
      put(content);
    } else {
      const content = document.createElement("pre");
      content.textContent = text;
      put(content);
    }
  });
  follow(["error"], () => {
    notice.textContent = String(model.get("error"));
    notice.hidden = notice.textContent === "";
  });
};

export const OUTPUT_STYLE = `
.neurones-output { margin-top: 6px; overflow-x: auto; }
.neurones-output img { display: block; max-width: 100%; height: auto; }
.neurones-output pre { margin: 0; font: 13px/1.4 var(--jp-code-font-family, monospace); color: var(--jp-content-font-color1, #1f2933); }
.neurones-output .neurones-output-error { color: var(--jp-error-color1, #b00020); white-space: pre-wrap; }
[data-jp-theme-light="true"] .neurones-output img { color-scheme: light; }
[data-jp-theme-light="false"] .neurones-output img { color-scheme: dark; }
`;
