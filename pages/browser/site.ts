/**
 * The script of every page: it draws the interactive figures, and searches the course.
 *
 * It is loaded as a plain script: pages that are opened from a disk may not load modules.
 */
(() => {
  interface Found {
    readonly address: string;
    readonly lesson: string;
    readonly title: string;
    readonly text: string;
  }
  interface PlotlyFigure {
    readonly data: unknown;
    readonly layout: Record<string, unknown>;
    readonly frames?: unknown;
    readonly config?: Record<string, unknown>;
  }
  const { Plotly, neuronesPassages = [] } = globalThis as unknown as {
    readonly Plotly?: {
      newPlot(element: HTMLElement, data: unknown, layout: unknown, config: unknown): Promise<unknown>;
      addFrames(element: HTMLElement, frames: unknown): Promise<unknown>;
    };
    readonly neuronesPassages?: readonly Found[];
  };

  async function draw(figure: HTMLElement): Promise<void> {
    const { data, layout, frames, config } = JSON.parse(
      figure.querySelector("script")!.textContent!,
    ) as PlotlyFigure;
    const element = document.createElement("div");
    element.className = "drawing";
    figure.append(element);
    await Plotly!.newPlot(element, data, layout, { responsive: true, displaylogo: false, ...config });
    if (frames !== undefined) await Plotly!.addFrames(element, frames);
    // The still picture remains, hidden, for printing.
    figure.classList.add("drawn");
  }

  // A page has many figures, so each is drawn only when it is about to be visible.
  if (Plotly !== undefined) {
    const observer = new IntersectionObserver(
      (entries) => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          observer.unobserve(target);
          draw(target as HTMLElement).catch((error: unknown) => console.error(error));
        }
      },
      { rootMargin: "600px" },
    );
    document.querySelectorAll("figure.plotly").forEach((figure) => observer.observe(figure));
  }

  const fold = (text: string): string =>
    text
      .normalize("NFD")
      .replace(/[\u0300-\u036f]/g, "")
      .toLowerCase();
  const folded = neuronesPassages.map(({ title, text }) => ({ title: fold(title), text: fold(text) }));
  const box = document.querySelector<HTMLInputElement>("#recherche")!;
  const list = document.querySelector<HTMLElement>("#trouvailles")!;
  const MOST = 12;

  function search(): void {
    const words = fold(box.value)
      .split(/\s+/)
      .filter((word) => word !== "");
    list.hidden = words.join("").length < 2;
    if (list.hidden) return;
    const found = folded
      .map(({ title, text }, i) => ({
        i,
        score: words.every((word) => title.includes(word))
          ? 2
          : words.every((word) => title.includes(word) || text.includes(word))
            ? 1
            : 0,
      }))
      .filter(({ score }) => score > 0)
      .sort((a, b) => b.score - a.score || a.i - b.i);
    list.replaceChildren(
      describe(found.length, words),
      ...found.slice(0, MOST).map(({ i }) => entry(neuronesPassages[i], words)),
    );
  }

  function describe(count: number, words: readonly string[]): HTMLElement {
    const line = document.createElement("p");
    const isEnglish = document.documentElement.lang === "en";
    const passages = `${count} passage${count > 1 ? "s" : ""}`;
    const nothing = isEnglish ? `Nothing for “${words.join(" ")}”.` : `Rien pour « ${words.join(" ")} ».`;
    const first = isEnglish ? `, here are the first ${MOST}` : `, dont voici les ${MOST} premiers`;
    line.textContent = count === 0 ? nothing : passages + (count > MOST ? first : "");
    return line;
  }

  function entry({ address, lesson, title, text }: Found, words: readonly string[]): HTMLElement {
    const link = document.createElement("a");
    link.href = address;
    const strong = document.createElement("strong");
    strong.append(...marked(title, words, title.length));
    const small = document.createElement("small");
    small.textContent = lesson === title ? "" : lesson;
    const excerpt = document.createElement("span");
    excerpt.append(...marked(text, words, 160));
    link.append(strong, small, excerpt);
    return link;
  }

  /** An excerpt of at most `length` letters around the first word found, with all found words marked. */
  function marked(text: string, words: readonly string[], length: number): (string | HTMLElement)[] {
    const letters = [...text.normalize("NFC")];
    // In NFC a letter with its accent is one character and folds to one letter, so positions agree in both.
    const plain = letters.map((letter) => fold(letter).slice(0, 1) || " ").join("");
    const places = words.map((word) => plain.indexOf(word)).filter((at) => at >= 0);
    const from =
      letters.length <= length ? 0 : Math.max(0, Math.min(...places, letters.length) - 50) % letters.length;
    const to = Math.min(letters.length, from + length);
    const pieces: (string | HTMLElement)[] = [from > 0 ? "…" : ""];
    for (let at = from; at < to;) {
      const next = Math.min(
        to,
        ...words.map((word) => plain.indexOf(word, at)).filter((found) => found >= 0),
      );
      pieces.push(letters.slice(at, next).join(""));
      const word =
        next < to
          ? words.filter((each) => plain.startsWith(each, next)).sort((a, b) => b.length - a.length)[0]
          : "";
      if (word !== "") {
        const mark = document.createElement("mark");
        mark.textContent = letters.slice(next, next + word.length).join("");
        pieces.push(mark);
      }
      at = next + word.length;
    }
    return [...pieces, to < letters.length ? "…" : ""];
  }

  box.addEventListener("input", search);
  box.form!.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      box.value = "";
      search();
    }
    if (event.key === "/" && document.activeElement === document.body) {
      event.preventDefault();
      box.focus();
    }
  });
  list.addEventListener("click", () => {
    list.hidden = true;
  });

  // The current section is marked in the contents.
  const links = new Map(
    [...document.querySelectorAll<HTMLAnchorElement>(".contents a[href^='#']")].map((link) => [
      decodeURIComponent(link.hash.slice(1)),
      link,
    ]),
  );
  const headings = [...document.querySelectorAll<HTMLElement>("h1[id], h2[id]")].filter(({ id }) =>
    links.has(id),
  );
  const follow = (): void => {
    const current =
      headings.filter((heading) => heading.getBoundingClientRect().top < 140).at(-1) ?? headings[0];
    for (const [id, link] of links) link.toggleAttribute("aria-current", id === current?.id);
  };
  document.addEventListener("scroll", follow, { passive: true });
  follow();
})();
