/** Collects the effects of a piece of code, in the order of its places. */
import type { Assignment, Change, Effects, Passing, Use } from "../../cells/facts.js";

/** Whether the code that is read now runs whichever way the program takes, and whether it may run after the cell. */
interface Moment {
  readonly isCertain: boolean;
  readonly isLater: boolean;
}

export class Collector {
  private readonly uses: Use[] = [];
  private assigns: Assignment[] = [];
  private readonly changes: Change[] = [];
  private readonly passes: Passing[] = [];
  private moment: Moment = { isCertain: true, isLater: false };

  get effects(): Effects {
    const { uses, assigns, changes, passes } = this;
    return { uses, assigns, changes, passes };
  }

  use(name: string, at: number, runs = false): void {
    this.uses.push({ name, at, runs: runs && this.moment.isCertain });
  }

  assign(name: string, at: number): void {
    this.assigns.push({ name, at, always: this.moment.isCertain });
  }

  change(names: Iterable<string>, at: number, deep: boolean): void {
    for (const name of names) this.changes.push({ name, at, deep, later: this.moment.isLater });
  }

  pass(callee: string, parameter: string, names: Iterable<string>, at: number): void {
    for (const name of names) this.passes.push({ callee, parameter, name, at });
  }

  /** Reads code that may not run. */
  perhaps(work: () => void): void {
    this.within({ ...this.moment, isCertain: false }, work);
  }

  /** Reads code of a function that is passed on or kept. */
  later(work: () => void): void {
    this.within({ isCertain: false, isLater: true }, work);
  }

  /** Reads branches of which one runs: what all of them assign is assigned. */
  oneOf(branches: readonly (() => void)[]): void {
    const { isCertain } = this.moment;
    const before = this.assigns;
    const always = branches.map((branch) => {
      this.assigns = [];
      branch();
      const assigned = this.assigns;
      this.assigns = before;
      before.push(...assigned.map((one) => ({ ...one, always: false })));
      return new Map(assigned.filter((one) => one.always).map((one) => [one.name, one.at]));
    });
    const [first = new Map<string, number>(), ...others] = always;
    if (!isCertain) return;
    for (const [name, at] of first)
      if (others.every((other) => other.has(name)))
        before.push({ name, at: Math.max(at, ...others.map((other) => other.get(name)!)), always: true });
  }

  /** From here to the end of `work`'s caller, code may not run: a `return` or the like stands before it. */
  doubt(): void {
    this.moment = { ...this.moment, isCertain: false };
  }

  /** Reads code after which it is as certain as before that the code runs. */
  scope(work: () => void): void {
    this.within(this.moment, work);
  }

  private within(moment: Moment, work: () => void): void {
    const before = this.moment;
    this.moment = moment;
    work();
    this.moment = before;
  }
}
