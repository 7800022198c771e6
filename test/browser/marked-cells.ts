/** The marks and the numbers of a notebook's code cells, as a page shows them: JupyterLab, Notebook 7, the browser edition. */
import type { Locator, Page } from "playwright-core";
import { eventually } from "../setup/clone.js";

export class MarkedCells {
  constructor(readonly page: Page) {}

  /** Those of the notebook in front. */
  get codeCells(): Locator {
    return this.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook .jp-CodeCell");
  }

  /** The states that the marks show, such as `2 stale, 3 stale`. */
  async marks(): Promise<string> {
    const marks = await this.codeCells.evaluateAll((cells) =>
      cells.map((cell, i) => {
        const mark = cell.querySelector<HTMLElement>(":scope > .neurones-mark");
        return mark === null ? "" : `${i + 1} ${mark.dataset["state"]}`;
      }),
    );
    return marks.filter((mark) => mark !== "").join(", ");
  }

  untilMarks(wanted: string): Promise<void> {
    return eventually(`the marks are: ${wanted || "none"}`, async () => (await this.marks()) === wanted);
  }

  /** Why a cell, counted from 1, bears its mark. */
  async titleOf(cell: number): Promise<string> {
    const mark = this.codeCells.nth(cell - 1).locator(":scope > .neurones-mark");
    return (await mark.getAttribute("title")) ?? "";
  }

  /** The numbers in the brackets of all cells, such as `1,2,*,4`. */
  async numbers(): Promise<string> {
    const prompts = await this.codeCells.locator(".jp-InputPrompt").allTextContents();
    return prompts.map((prompt) => prompt.replaceAll(/[^\d*]/g, "")).join();
  }

  untilNumbers(wanted: string): Promise<void> {
    return eventually(`the cells bear the numbers ${wanted}`, async () => (await this.numbers()) === wanted);
  }

  /** Selects a cell, counted from 1, without editing it. */
  async select(cell: number): Promise<void> {
    await this.codeCells
      .nth(cell - 1)
      .locator(".jp-InputPrompt")
      .click();
  }

  /** Selects a cell and presses keys. */
  async press(cell: number, keys: string): Promise<void> {
    await this.select(cell);
    await this.page.keyboard.press("Escape");
    await this.page.keyboard.press(keys);
  }

  /** Replaces the text of a cell by the keyboard. */
  async write(cell: number, text: string): Promise<void> {
    await this.codeCells
      .nth(cell - 1)
      .locator(".cm-content")
      .click();
    await this.page.keyboard.press("Control+a");
    await this.page.keyboard.type(text);
  }

  /** The sentences of « before I hand in », once it is done. */
  async differences(): Promise<string[]> {
    const items = this.page.getByRole("dialog", { name: "Avant de rendre" }).getByRole("listitem");
    await items.first().waitFor();
    return await items.allInnerTexts();
  }
}
