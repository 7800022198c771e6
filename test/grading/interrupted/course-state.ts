/** What a course's folder holds, so that two courses can be compared: files, the gradebook's marks, pages for the students. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { layoutOf } from "../../../system/layout.js";
import { ROOT } from "../../setup/clone.js";

/** Names of all files, the contents of those that do not depend on chance or time, and all that the gradebook knows. */
export async function stateOf(root: string): Promise<Readonly<Record<string, unknown>>> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const state = await Promise.all(
    entries.map(async (entry) => {
      const file = path.join(entry.parentPath, entry.name);
      const name = path.relative(root, file);
      return entry.isDirectory()
        ? ([`${name}/`, "a folder"] as const)
        : ([
            name,
            name === "gradebook.db" ? gradebookIn(file) : contentOf(name, await readFile(file), root),
          ] as const);
    }),
  );
  return Object.fromEntries(state.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function contentOf(name: string, content: Buffer, root: string): unknown {
  // A digest of a result, which holds its seed and its time.
  if (name.endsWith(".digest")) return "a digest";
  const text = content.toString("utf8").replaceAll(root, "COURSE");
  if (!name.startsWith("results") || !name.endsWith(".json")) return text;
  return JSON.parse(text, (key, value: unknown) =>
    key === "seed" || key === "seconds" ? undefined : value,
  ) as unknown;
}

/** The gradebook's rows, by names in place of its random identifiers. */
const QUERIES: Readonly<Record<string, string>> = {
  students: "select id, first_name, last_name from student",
  assignments: "select name, duedate from assignment",
  cells: "select name, cell_type, locked, source, checksum from source_cell",
  points: "select b.name, g.max_score from grade_cells g join base_cell b on g.id = b.id",
  submissions:
    "select s.student_id, a.name, s.timestamp from submitted_assignment s join assignment a on s.assignment_id = a.id",
  ...Object.fromEntries(
    Object.entries({
      grade: "auto_score, x.manual_score, x.extra_credit, x.needs_manual_grade",
      comment: "auto_comment, x.manual_comment",
    }).map(([table, columns]) => [
      table,
      `select s.student_id, b.name, n.late_submission_penalty, x.${columns} from ${table} x
         join base_cell b on x.cell_id = b.id
         join submitted_notebook n on x.notebook_id = n.id
         join submitted_assignment s on n.assignment_id = s.id`,
    ]),
  ),
};

const PROGRAM = `
import json, sqlite3, sys
rows = lambda query: sorted(map(list, sqlite3.connect(sys.argv[1]).execute(query)), key=str)
print(json.dumps({name: rows(query) for name, query in json.loads(sys.argv[2]).items()}))`;

function gradebookIn(file: string): unknown {
  const { status, stdout, stderr } = spawnSync(
    layoutOf(ROOT).python,
    ["-I", "-c", PROGRAM, file, JSON.stringify(QUERIES)],
    { encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  return JSON.parse(stdout) as unknown;
}
