/**
 * Limits the output of one run.
 *
 * A notebook with a hundred thousand lines of output freezes the browser and cannot be saved. The beginning
 * of a run's text is shown as it is written. Beyond a limit lines are only counted; when the run ends, a
 * notice gives their number, followed by the last of them.
 */
import { formatNumber, say } from "../../language/language.js";

const HEAD_LINES = 10_000;
const HEAD_CHARACTERS = 1_000_000;
const TAIL_CHARACTERS = 2_000;
const DISPLAYS = 2_000;
const DISPLAY_CHARACTERS = 100_000_000;
const ERRORS = 20;

export class Flood {
  private lines = 0;
  private characters = 0;
  private isCut = false;
  private linesLeftOut = 0;
  private tail = "";
  private displays = 0;
  private displayCharacters = 0;
  private displaysLeftOut = 0;
  private errors = 0;

  /** Takes a text; returns the part of it that is to be shown now. */
  text(text: string): string {
    if (this.isCut) {
      this.leaveOut(text);
      return "";
    }
    const end = this.end(text);
    if (end === text.length) return text;
    this.isCut = true;
    this.leaveOut(text.slice(end));
    return text.slice(0, end) + cutNotice();
  }

  /** Takes a display of this size; returns whether it is to be shown. */
  display(size: number): boolean {
    if (this.displays >= DISPLAYS || this.displayCharacters + size > DISPLAY_CHARACTERS) {
      this.displaysLeftOut++;
      return false;
    }
    this.displays++;
    this.displayCharacters += size;
    return true;
  }

  /** Takes an error beside the one that ends the run; returns whether it is to be shown. */
  error(): boolean {
    return this.errors++ < ERRORS;
  }

  /** The notice on all outputs that were left out since the last call; empty if none was. */
  summary(): string {
    const said: string[] = [];
    if (this.tail !== "") {
      const lines = formatNumber(this.linesLeftOut);
      const start =
        this.tail.length > TAIL_CHARACTERS
          ? this.tail.indexOf("\n", this.tail.length - TAIL_CHARACTERS) + 1
          : 0;
      said.push(
        say({
          fr: `… ${lines} ligne(s) non affichée(s) ; voici la fin :`,
          en: `… ${lines} line(s) left out; the end follows:`,
        }),
        this.tail.slice(start),
      );
    }
    if (this.displaysLeftOut > 0) {
      const count = formatNumber(this.displaysLeftOut);
      said.push(
        say({
          fr: `… ${count} affichage(s) de plus laissé(s) de côté.\n`,
          en: `… ${count} more display(s) left out.\n`,
        }),
      );
    }
    this.tail = "";
    this.linesLeftOut = 0;
    this.displaysLeftOut = 0;
    return said.join("\n");
  }

  /** Counts a text; returns the position up to which it is within the limit. */
  private end(text: string): number {
    const available = Math.min(text.length, HEAD_CHARACTERS - this.characters);
    let position = 0;
    while (position < available) {
      const newline = text.indexOf("\n", position);
      if (newline < 0 || newline >= available) break;
      position = newline + 1;
      if (++this.lines >= HEAD_LINES) {
        this.characters += position;
        return position;
      }
    }
    // Do not cut between the two halves of a surrogate pair.
    const isInsidePair = available < text.length && /[\ud800-\udbff]/.test(text.charAt(available - 1));
    this.characters += available;
    return isInsidePair ? available - 1 : available;
  }

  private leaveOut(text: string): void {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) this.linesLeftOut++;
    this.tail += text.length > 2 * TAIL_CHARACTERS ? text.slice(-2 * TAIL_CHARACTERS) : text;
    if (this.tail.length > 4 * TAIL_CHARACTERS) this.tail = this.tail.slice(-2 * TAIL_CHARACTERS);
  }
}

function cutNotice(): string {
  return say({
    fr: "\n… la suite n'est pas affichée : il y a trop de texte. Le décompte viendra à la fin de la cellule.\n",
    en: "\n… the rest is not shown: there is too much text. The number of lines follows at the end of the cell.\n",
  });
}
