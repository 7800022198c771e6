/**
 * `tf.data.csv`: each row of a file of comma-separated values as an object, its fields by the names of their
 * columns.
 *
 * A field that is a number becomes one, any other stays a text; an empty field is undefined. Where
 * `columnConfigs` marks labels, an element is `{ xs, ys }`.
 */
import { DataError } from "../../errors/errors.js";
import type { Sentence } from "../../language/language.js";
import { written } from "../../errors/written.js";
import { fieldsOf, type RowFormat } from "./csv-row.js";
import { Dataset } from "./dataset.js";
import { URLDataSource, type DataSource } from "./data-source.js";
import type { TensorContainer } from "./elements.js";
import type { LazyIterator } from "./lazy-iterator.js";
import { TextLineDataset } from "./text-lines.js";

/** What a column holds. */
export interface ColumnConfig {
  /** Whether an empty field is an error. */
  readonly required?: boolean;
  readonly dtype?: "float32" | "int32" | "bool" | "string";
  /** The value of an empty field. */
  readonly default?: TensorContainer;
  /** Whether the column is a target of the training. */
  readonly isLabel?: boolean;
}

/** How a file of comma-separated values is read. */
export interface CSVConfig {
  /** Whether the first line has the names of the columns; true by default. */
  readonly hasHeader?: boolean;
  /** The names of the columns, instead of those of the file. */
  readonly columnNames?: string[];
  readonly columnConfigs?: Readonly<Record<string, ColumnConfig>>;
  /** Whether only the columns of `columnConfigs` are read. */
  readonly configuredColumnsOnly?: boolean;
  /** The sign between fields; "," by default. */
  readonly delimiter?: string;
  /** Whether spaces, one or several, are between fields. */
  readonly delimWhitespace?: boolean;
}

/**
 * Reads a file of comma-separated values.
 * @param source an address (`https://…`, `data:text/csv,…`), or in Node `file://…`
 */
export function csv(source: RequestInfo, csvConfig: CSVConfig = {}): CSVDataset {
  return new CSVDataset(new URLDataSource(source), csvConfig);
}

export class CSVDataset extends Dataset<TensorContainer> {
  private readonly lines: TextLineDataset;
  private readonly config: CSVConfig;
  private readonly format: RowFormat;
  private names: readonly string[] | undefined;

  constructor(input: DataSource, csvConfig: CSVConfig = {}) {
    super();
    const { delimiter, delimWhitespace = false } = csvConfig;
    if (delimWhitespace && delimiter !== undefined)
      throw malformed(
        { fr: "delimiter et delimWhitespace", en: "delimiter and delimWhitespace" },
        { fr: "l’un des deux", en: "one of the two" },
      );
    this.lines = new TextLineDataset(input);
    this.config = csvConfig;
    this.format = { delimiter: delimWhitespace ? " " : (delimiter ?? ","), delimWhitespace };
  }

  /** The names of the columns that elements have. */
  async columnNames(): Promise<string[]> {
    const names = await this.allNames();
    const { configuredColumnsOnly, columnConfigs } = this.config;
    return configuredColumnsOnly === true ? Object.keys(columnConfigs ?? {}) : [...names];
  }

  override async iterator(): Promise<LazyIterator<TensorContainer>> {
    const names = await this.allNames();
    const lines = await this.lines.iterator();
    const rows = this.config.hasHeader === false ? lines : lines.skip(1);
    return rows.map((line) => this.elementOf(line, names));
  }

  private async allNames(): Promise<readonly string[]> {
    return (this.names ??= this.checkedNames(await this.header()));
  }

  private async header(): Promise<string[] | undefined> {
    if (this.config.hasHeader === false) return undefined;
    const lines = await this.lines.iterator();
    const first = await lines.next();
    await lines.return();
    if (first.done === true)
      throw malformed({ fr: "un fichier vide", en: "an empty file" }, { fr: "des lignes", en: "lines" });
    return fieldsOf(first.value, this.format);
  }

  private checkedNames(header: readonly string[] | undefined): readonly string[] {
    const { columnNames, columnConfigs = {} } = this.config;
    const names = columnNames ?? header;
    if (names === undefined)
      throw malformed(
        { fr: "ni en-tête, ni columnNames", en: "neither a header nor columnNames" },
        { fr: "les noms des colonnes", en: "the names of the columns" },
      );
    if (header !== undefined && header.length !== names.length)
      throw malformed(
        { fr: `${names.length} noms dans columnNames`, en: `${names.length} names in columnNames` },
        { fr: `${header.length}, comme dans le fichier`, en: `${header.length}, as in the file` },
      );
    const twice = names.find((name, i) => names.indexOf(name) !== i);
    if (twice !== undefined)
      throw malformed(
        { fr: `deux colonnes « ${twice} »`, en: `two columns “${twice}”` },
        { fr: "des noms différents", en: "different names" },
      );
    const stranger = Object.keys(columnConfigs).find((name) => !names.includes(name));
    if (stranger !== undefined)
      throw malformed(
        { fr: `columnConfigs pour « ${stranger} »`, en: `columnConfigs for “${stranger}”` },
        { fr: `l’une des colonnes ${names.join(", ")}`, en: `one of the columns ${names.join(", ")}` },
      );
    return names;
  }

  private elementOf(line: string, names: readonly string[]): TensorContainer {
    const fields = fieldsOf(line, this.format);
    if (fields.length !== names.length)
      throw malformed(
        {
          fr: `une ligne de ${fields.length} champs : ${written(line)}`,
          en: `a line of ${fields.length} fields: ${written(line)}`,
        },
        {
          fr: `${names.length} champs, comme il y a de colonnes`,
          en: `${names.length} fields, as there are columns`,
        },
      );
    const { columnConfigs = {}, configuredColumnsOnly = false } = this.config;
    const xs: Record<string, TensorContainer> = {};
    const ys: Record<string, TensorContainer> = {};
    names.forEach((name, i) => {
      const config = columnConfigs[name] as ColumnConfig | undefined;
      if (config === undefined && configuredColumnsOnly) return;
      (config?.isLabel === true ? ys : xs)[name] = valueOf(fields[i], config, name, line);
    });
    return Object.keys(ys).length === 0 ? xs : { xs, ys };
  }
}

function valueOf(
  field: string,
  config: ColumnConfig | undefined,
  name: string,
  line: string,
): TensorContainer {
  if (field === "") {
    if (config?.default !== undefined) return config.default;
    if (config?.required !== true && config?.isLabel !== true) return undefined;
    throw malformed(
      {
        fr: `rien dans la colonne « ${name} » : ${written(line)}`,
        en: `nothing in the column “${name}”: ${written(line)}`,
      },
      { fr: "une valeur, puisque la colonne est obligatoire", en: "a value, because the column is required" },
    );
  }
  if (config?.dtype === "bool") return field === "1" || field.toLowerCase() === "true" ? 1 : 0;
  const value = Number(field);
  if (Number.isNaN(value)) return field;
  return config?.dtype === "int32" ? Math.floor(value) : value;
}

function malformed(received: Sentence, expected: Sentence): DataError {
  return new DataError({
    argument: "tf.data.csv",
    received,
    expected,
    mend: {
      fr: "Vérifiez le fichier, et les options hasHeader, columnNames, columnConfigs et delimiter.",
      en: "Check the file, and the options hasHeader, columnNames, columnConfigs and delimiter.",
    },
  });
}
