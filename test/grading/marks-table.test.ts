/** The table of marks: what stands in it for zeros, for submissions without marks, for questions, and for late ones. */
import assert from "node:assert/strict";
import { csvText } from "../../grading/table/csv.js";
import { marksTable } from "../../grading/table/marks-table.js";
import type { SubmissionMarks } from "../../grading/table/submission-marks.js";

describe("the table of marks", () => {
  const submission = (
    student: string,
    lesson: string,
    scores: readonly (number | null)[],
    more: Partial<SubmissionMarks> = {},
  ): SubmissionMarks => ({
    lesson,
    student,
    maximum: 8,
    grades: Object.fromEntries(
      scores.map((score, i) => [`question-${i}`, { score, maximum: 4, byHand: false }]),
    ),
    comments: {},
    ...more,
  });
  const NAMES = Object.assign(Object.create(null), { zoe: "Zoé" }) as Record<string, string>;

  it("tells a zero, a submission that was not graded, and none apart", () => {
    const table = marksTable(
      [
        submission("ana", "01", [0, 0]),
        submission("bob", "01", []),
        submission("constructor", "02", [3, null]),
        submission("zoe", "01", [null, null]),
      ],
      NAMES,
      ["ana", "lou"],
    );
    assert.deepEqual(csvText(table, false).trimEnd().split("\r\n"), [
      "étudiant,nom,01 (/8),02 (/8),total,maximum,à corriger",
      "ana,,0,,0,16,0",
      "bob,,non notée,,0,16,0",
      "constructor,,,3,3,16,1",
      "lou,,,,0,16,0",
      "zoe,Zoé,non notée,,0,16,2",
    ]);
  });

  it("has a column for each question, and for what a late submission costs, which its points no longer contain", () => {
    const due = { date: "2026-12-01T22:59:00Z", secondsLate: 0, penalty: 0 };
    const table = marksTable(
      [
        submission("ana", "01", [4, 1.5], { due: { ...due, secondsLate: 61, penalty: 1 } }),
        submission("zoe", "01", [4, null], { due }),
      ],
      NAMES,
      [],
      new Map([
        [
          "01",
          [
            { gradeId: "question-0", points: 4 },
            { gradeId: "question-1", points: 4 },
          ],
        ],
      ]),
    );
    assert.equal(
      csvText(table, true),
      "\ufeffétudiant;nom;01 (/8);01 : question-0 (/4);01 : question-1 (/4);01 : retard (min);01 : pénalité;total;maximum;à corriger\r\n" +
        "ana;;4,5;4;1,5;2;1;4,5;8;0\r\n" +
        "zoe;Zoé;4;4;à corriger;0;0;4;8;1\r\n",
    );
  });

  it("lets no name become a formula", () => {
    assert.equal(csvText([["=1+1", '@a"b', "c;d"]], false), `'=1+1,"'@a""b","c;d"\r\n`);
  });
});
