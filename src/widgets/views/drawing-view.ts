/** The view of `drawing`: a canvas that a pen of the mouse, a finger or the arrow keys moves over. */
import type { RenderControl } from "./module.js";

export const drawingView: RenderControl = ({ model, el }, { follow, focusable, named, change }) => {
  const [rows, columns] = ["rows", "columns"].map((key) => model.get(key) as number);
  const words = model.get("words") as Record<string, string>;
  const isInk = model.get("ink_on_paper") === true;
  const radius = (model.get("pen") as number) / 2;
  let pixels = new Uint8Array(rows * columns);
  let isRubber = false;

  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [columns, rows];
  canvas.setAttribute("role", "application");
  const board = document.createElement("div");
  board.className = `neurones-board${isInk ? " neurones-paper" : ""}`;
  board.style.aspectRatio = `${columns} / ${rows}`;
  const cursor = document.createElement("div");
  cursor.className = "neurones-cursor";
  const state = document.createElement("output");
  const clear = document.createElement("button");
  clear.textContent = words["clear"];
  const rubber = document.createElement("button");
  rubber.textContent = words["rubber"];
  rubber.setAttribute("aria-pressed", "false");
  const tools = document.createElement("div");
  tools.className = "neurones-tools";
  tools.append(clear, rubber, state);
  board.append(canvas, cursor);
  el.classList.add("neurones-drawing");
  named(canvas);
  focusable(canvas);
  canvas.tabIndex = 0;
  el.append(board, tools);
  for (const button of [clear, rubber]) {
    button.type = "button";
    focusable(button);
  }

  const context = canvas.getContext("2d")!;
  const show = () => {
    const image = context.createImageData(columns, rows);
    pixels.forEach((value, i) =>
      image.data.set([...Array<number>(3).fill(isInk ? 255 - value : value), 255], 4 * i),
    );
    context.putImageData(image, 0, 0);
  };
  const send = () => {
    show();
    change("value", pixels.slice());
  };
  let pointer: number | undefined;
  follow(["value"], () => {
    // While the pen is down, the picture is the one below the pen, whatever echo of an earlier one comes.
    if (pointer !== undefined) return;
    const value = model.get("value") as Uint8Array;
    pixels = new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
    show();
  });

  /** Draws from one place to another; whole numbers are edges of pixels. */
  const stroke = ([x1, y1]: number[], [x2, y2]: number[]) => {
    const [dx, dy] = [x2 - x1, y2 - y1];
    const squared = dx * dx + dy * dy;
    pixels.forEach((before, i) => {
      const [x, y] = [(i % columns) + 0.5 - x1, Math.floor(i / columns) + 0.5 - y1];
      const share = squared === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / squared));
      const cover = Math.min(1, Math.max(0, radius + 0.5 - Math.hypot(x - share * dx, y - share * dy)));
      const now = Math.round(255 * (isRubber ? 1 - cover : cover));
      pixels[i] = isRubber ? Math.min(before, now) : Math.max(before, now);
    });
    send();
  };
  const isDisabled = () => model.get("disabled") === true;
  const placeOf = (event: PointerEvent) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    return [((event.clientX - left) * columns) / width, ((event.clientY - top) * rows) / height];
  };
  let last = [0, 0];
  canvas.addEventListener("pointerdown", (event) => {
    if (isDisabled() || event.button !== 0) return;
    canvas.setPointerCapture((pointer = event.pointerId));
    last = placeOf(event);
    stroke(last, last);
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const place = placeOf(event);
    stroke(last, place);
    last = place;
  });
  for (const end of ["pointerup", "pointercancel"] as const)
    canvas.addEventListener(end, () => (pointer = undefined));

  let [row, column] = [Math.floor(rows / 2), Math.floor(columns / 2)];
  let isDown = false;
  const tell = () => {
    cursor.style.cssText = `left:${(100 * column) / columns}%;top:${(100 * row) / rows}%;width:${100 / columns}%;height:${100 / rows}%`;
    cursor.classList.toggle("neurones-pen-down", isDown);
    const place = words["place"].replace("{row}", String(row + 1)).replace("{column}", String(column + 1));
    state.textContent = `${place}, ${isDown ? words["down"] : words["up"]}`;
  };
  const MOVES: Record<string, [number, number]> = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
  };
  canvas.addEventListener("keydown", (event) => {
    const move = MOVES[event.key] as [number, number] | undefined;
    if (isDisabled() || (move === undefined && event.key !== " ")) return;
    event.preventDefault();
    const before = [column + 0.5, row + 0.5];
    if (move === undefined) isDown = !isDown;
    else {
      row = Math.min(rows - 1, Math.max(0, row + move[0]));
      column = Math.min(columns - 1, Math.max(0, column + move[1]));
    }
    tell();
    if (isDown) stroke(before, [column + 0.5, row + 0.5]);
  });
  canvas.addEventListener("focus", () => {
    if (!canvas.matches(":focus-visible")) return;
    tell();
    state.textContent = words["help"];
  });
  canvas.addEventListener("blur", () => {
    isDown = false;
    state.textContent = "";
  });
  clear.addEventListener("click", () => {
    pixels.fill(0);
    send();
  });
  rubber.addEventListener("click", () => {
    isRubber = !isRubber;
    rubber.setAttribute("aria-pressed", String(isRubber));
  });
};

export const DRAWING_STYLE = `
.neurones-control.neurones-drawing { flex-direction: column; align-items: flex-start; }
.neurones-board { position: relative; width: 280px; max-width: 80vw; border: 1px solid var(--jp-border-color1, #8a949e); }
.neurones-board canvas { display: block; width: 100%; height: 100%; image-rendering: pixelated; touch-action: none; cursor: crosshair; }
.neurones-board:has(canvas:focus-visible) { outline: 2px solid var(--jp-brand-color1, #0072b2); outline-offset: 2px; }
.neurones-control .neurones-board canvas { outline: none; }
[data-jp-theme-light="false"] .neurones-paper canvas { filter: invert(0.9); }
.neurones-cursor { position: absolute; display: none; pointer-events: none; box-sizing: border-box; border: 2px solid var(--jp-brand-color1, #0072b2); }
.neurones-board canvas:focus-visible + .neurones-cursor { display: block; }
.neurones-cursor.neurones-pen-down { background: var(--jp-brand-color1, #0072b2); }
.neurones-tools button[aria-pressed="true"] { background: var(--jp-brand-color1, #0072b2); color: #fff; }
`;
