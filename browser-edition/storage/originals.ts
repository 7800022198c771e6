/** The lessons as the site has them, whatever the browser's storage holds. */

export class Originals {
  /** @param base  the site's address */
  constructor(private readonly base: string) {}

  /** The names of the site's notebooks. Throws if the site cannot be reached. */
  async names(): Promise<string[]> {
    const { content } = (await (await this.fetch("api/contents/all.json")).json()) as {
      readonly content: readonly { readonly name: string }[];
    };
    return content.map(({ name }) => name).filter((name) => name.endsWith(".ipynb"));
  }

  /** The content of a lesson; undefined if the site has none of this name. Throws if the site cannot be reached. */
  async lesson(name: string): Promise<unknown> {
    if (!(await this.names()).includes(name)) return undefined;
    return (await this.fetch(`files/${encodeURIComponent(name)}`)).json() as Promise<unknown>;
  }

  private async fetch(path: string): Promise<Response> {
    const response = await fetch(new URL(path, this.base), { cache: "no-cache" });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response;
  }
}
