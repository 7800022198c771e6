/**
 * « Before I hand in »: a second kernel runs all cells in the order of the page, while the page, its outputs and its
 * session stay as they are; then the cells are listed that fail or show something else.
 */
import { speaking } from "../speaking.js";
import type { Application, CellModel, Kernel, Published } from "./jupyterlab.js";
import type { PageCells } from "./page-cells.js";
import { compare, shownBy, type Difference, type Shown } from "./outputs.js";

export async function handIn(page: PageCells, application: Application): Promise<void> {
  const { panel, told } = page;
  const say = speaking(told.language);
  if (Box.isOpen(panel.node)) return;
  const box = new Box(panel.node, say("Avant de rendre", "Before I hand in"));
  box.say(say("Un second noyau démarre…", "A second kernel starts…"));
  const close = (): void => void box.button(say("Fermer", "Close"), () => box.close());
  const kernel = await startKernel(page, application);
  if (kernel === undefined) {
    box.say(
      say(
        "Le second noyau n’a pas démarré : fermez d’autres carnets, puis réessayez.",
        "The second kernel did not start: close other notebooks, then try again.",
      ),
    );
    return close();
  }
  let isStopped = false;
  const stop = box.button(say("Arrêter", "Stop"), () => {
    isStopped = true;
    void kernel.interrupt();
  });
  const models = panel.content.widgets.map(({ model }) => model).filter(({ type }) => type === "code");
  const differences: Difference[] = [];
  try {
    for (const [number, model] of models.entries()) {
      if (isStopped) break;
      box.say(say(`Cellule ${number + 1} sur ${models.length}…`, `Cell ${number + 1} of ${models.length}…`));
      const before = shownBy(model.toJSON().outputs ?? []);
      const difference = compare(before, await run(kernel, model));
      if (difference !== undefined && !isStopped) differences.push({ ...difference, place: number + 1 });
    }
  } finally {
    await kernel.shutdown();
  }
  stop.remove();
  if (isStopped) box.say(say("Arrêté.", "Stopped."));
  else if (differences.length === 0)
    box.say(
      say(
        "Tout s’exécute à neuf, et chaque cellule montre la même chose.",
        "All runs afresh, and each cell shows the same.",
      ),
    );
  else {
    box.say(say("Ces cellules montrent autre chose à neuf :", "These cells show something else afresh:"));
    for (const { place, before, after, hasFailed } of differences)
      box.item(
        hasFailed
          ? say(`cellule ${place} : échoue. ${after}`, `cell ${place}: fails. ${after}`)
          : say(
              `cellule ${place} : « ${after} » au lieu de « ${before} »`,
              `cell ${place}: “${after}” instead of “${before}”`,
            ),
      );
  }
  box.button(say("Télécharger ma leçon", "Download my lesson"), () => {
    void application.commands.execute("docmanager:download");
  });
  close();
}

/** Starts a kernel like the notebook's; undefined if the server cannot. */
async function startKernel(page: PageCells, application: Application): Promise<Kernel | undefined> {
  try {
    const options = { name: page.kernelName, path: page.panel.context.path };
    return await application.serviceManager.kernels.startNew(options);
  } catch {
    return undefined;
  }
}

async function run(kernel: Kernel, model: CellModel): Promise<Shown> {
  const outputs: Record<string, unknown>[] = [];
  const future = kernel.requestExecute({
    code: model.sharedModel.getSource(),
    stop_on_error: false,
    allow_stdin: false,
  });
  future.onIOPub = ({ header, content }: Published) => {
    outputs.push({ output_type: header.msg_type, ...content });
  };
  await future.done;
  return shownBy(outputs);
}

const BOX = "neurones-hand-in";

/** A box above the notebook, with a sentence, a list and buttons. */
class Box {
  static isOpen(parent: HTMLElement): boolean {
    return parent.querySelector(`:scope > .${BOX}`) !== null;
  }

  private readonly box = document.createElement("div");
  private readonly sentence = document.createElement("p");
  private readonly list = document.createElement("ul");

  constructor(parent: HTMLElement, title: string) {
    const { box } = this;
    box.className = BOX;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", title);
    box.style.cssText =
      "position:absolute;right:24px;top:48px;z-index:20;max-width:32em;max-height:70%;overflow:auto;padding:8px 16px;background:var(--jp-layout-color1);color:var(--jp-ui-font-color1);border:1px solid var(--jp-border-color1);box-shadow:var(--jp-elevation-z8)";
    this.sentence.setAttribute("role", "status");
    const heading = document.createElement("strong");
    heading.textContent = title;
    box.append(heading, this.sentence, this.list);
    parent.append(box);
  }

  say(text: string): void {
    this.sentence.textContent = text;
  }

  item(text: string): void {
    const item = document.createElement("li");
    item.textContent = text;
    this.list.append(item);
  }

  button(label: string, work: () => void): HTMLButtonElement {
    const button = document.createElement("button");
    button.textContent = label;
    button.className = "jp-mod-styled";
    button.addEventListener("click", work);
    this.box.append(button);
    return button;
  }

  close(): void {
    this.box.remove();
  }
}
