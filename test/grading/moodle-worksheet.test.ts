/** Moodle's grading worksheet: read in its languages and shapes, filled in where a grade belongs, every other byte as it was. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { dateIn } from "../../grading/moodle/dates.js";
import { fillWorksheet } from "../../grading/moodle/fill.js";
import type { KnownStudent } from "../../grading/moodle/match.js";
import { Worksheet } from "../../grading/moodle/worksheet.js";
import type { SubmissionMarks } from "../../grading/table/submission-marks.js";

/** As Moodle in French writes it: names of columns, decimal commas between quotes, CRLF, a byte order mark. */
const FRENCH =
  '\ufeffIdentifiant,"Nom complet","Adresse de courriel",Statut,Note,"Note maximale","La note peut être modifiée","Dernière modification (travail remis)","Dernière modification (note)","Feedback par commentaires"\r\n' +
  'Participant101,"Zoé Martin",zoe@exemple.fr,"Remis pour évaluation",,"20,00",Oui,"mercredi 10 juin 2026, 14:14",-,\r\n' +
  'Participant102,"Luc ""le Grand"" D’Été",luc@exemple.fr,"Remis pour évaluation - 3 min de retard","3,00","20,00",Oui,"mercredi 10 juin 2026, 14:15","jeudi 11 juin 2026, 09:00","Deux lignes,\r\nune virgule"\r\n' +
  'Participant103,"Ana Blanc",ana@exemple.fr,"Aucun travail remis",,"20,00",Oui,-,-,\r\n' +
  'Participant104,"Bob Noir",bob@exemple.fr,"Remis pour évaluation",,"20,00",Non,"mercredi 10 juin 2026, 14:16",-,\r\n';

/** As a newer Moodle in English writes it: more columns, every field between quotes, lone line feeds, none at the end. */
const ENGLISH =
  '"Identifier","Full name","ID number","Email address","Status","Group","Grade","Maximum grade","Marking workflow state","Grade can be changed","Last modified (submission)","Online text","Last modified (grade)","Feedback comments"\n' +
  '"Participant 7","Zoe Martin","A1","zoe@example.org","Submitted for grading - Released -  - ","","","8.00","Released","Yes","Wednesday, 10 June 2026, 2:14 PM","","-",""\n' +
  '"Participant 8","Eve White","A2","eve@example.org","Submitted for grading","","","8.00","Released","Yes","Wednesday, 10 June 2026, 2:15 PM","","-",""';

const marks = (student: string, scores: readonly (number | null)[], more: Partial<SubmissionMarks> = {}) => ({
  lesson: "03",
  student,
  maximum: 8,
  grades: Object.fromEntries(scores.map((score, i) => [`q${i}`, { score, maximum: 4, byHand: false }])),
  comments: {},
  ...more,
});
const known = (student: string, number: string, name: string): KnownStudent => ({
  student,
  participant: { number, name },
});

describe("Moodle's worksheet", () => {
  it("in French gets scaled grades with a decimal comma, and keeps every other byte", () => {
    const { text, written, left, strangers, maxima } = fillWorksheet(
      Worksheet.read(FRENCH, "f.csv"),
      [marks("zoe", [4, 1]), marks("luc", [0, 0]), marks("bob", [4, 4]), marks("max", [1, 1])],
      [
        known("zoe", "101", "Zoé Martin"),
        known("luc", "102", 'Luc "le Grand" D’Été'),
        known("bob", "104", "Bob Noir"),
        { student: "max" },
      ],
      8,
    );
    assert.equal(
      text,
      FRENCH.replace('évaluation",,"20,00",Oui,"mercredi 10 juin 2026, 14:14"', (row) =>
        row.replace(",,", ',"12,50",'),
      ).replace('"3,00"', '"0,00"'),
    );
    assert.deepEqual(
      written.map(({ student, points, grade }) => [student, points, grade]),
      [
        ["zoe", 5, 12.5],
        ["luc", 0, 0],
      ],
    );
    assert.deepEqual(
      left.map(({ participant, why, isExpected }) => [participant, why.fr, isExpected]),
      [
        ["103", "pas de copie", true],
        ["104", "sa note est verrouillée dans Moodle", false],
      ],
    );
    assert.deepEqual(strangers, ["max"]);
    assert.deepEqual(maxima, [20, 8]);
  });

  it("in English keeps its quotes and line feeds; unmarked and outdated submissions leave the grade empty, not 0", () => {
    const fill = (submissions: SubmissionMarks[]) =>
      fillWorksheet(
        Worksheet.read(ENGLISH, "e.csv"),
        submissions,
        [{ student: "zoe-martin" }, { student: "eve", name: "Eve White" }],
        8,
      );
    const full = fill([
      marks("zoe-martin", [4, 2.25]),
      marks("eve", [4, 4], { due: { date: "", secondsLate: 9, penalty: 8 } }),
    ]);
    assert.equal(
      full.text,
      ENGLISH.replace('- ","","","8.00"', '- ","","6.25","8.00"').replace(
        'grading","","","8.00"',
        'grading","","0.00","8.00"',
      ),
    );
    const empty = fill([marks("zoe-martin", [4, null]), marks("eve", [4, 4], { isOutdated: true })]);
    assert.equal(empty.text, ENGLISH);
    assert.deepEqual(
      empty.left.map(({ why, isExpected }) => [why.en, isExpected]),
      [
        ["1 answer(s) in words are still to be marked by hand", false],
        ["the submission is not graded yet", false],
      ],
    );
    const none = fill([]);
    assert.deepEqual(
      none.left.map(({ isExpected }) => isExpected),
      [false, false],
      "Moodle has submissions that the course has not",
    );
  });

  it("never takes a row for a student that it may not be about", () => {
    const sheet = Worksheet.read(ENGLISH.replaceAll("Eve White", "Zoe Martin"), "e.csv");
    const fill = (students: KnownStudent[]) =>
      fillWorksheet(
        sheet,
        students.map(({ student }) => marks(student, [4, 4])),
        students,
        8,
      );
    assert.deepEqual(fill([{ student: "zoe-martin" }]).written, [], "two rows of one name");
    const byNumber = fill([known("one", "7", "Zoe Martin"), known("two", "8", "Zoe Martin")]);
    assert.deepEqual(
      byNumber.written.map(({ student, participant }) => [student, participant]),
      [
        ["one", "7"],
        ["two", "8"],
      ],
    );
    const member = { student: "three", name: "Zoe Martin", keys: ["three", "zoe-martin", "a2"] };
    assert.deepEqual(
      fill([{ student: "three", member }]).written.map(({ participant }) => participant),
      ["8"],
      "the number of the class list",
    );
    assert.deepEqual(
      fill([known("other", "7", "Max Planck")]).written,
      [],
      "the number of another assignment",
    );
  });

  it("is known by its titles, and refused in other languages with what to do", () => {
    const refused = (text: string, expected: RegExp) =>
      assert.throws(() => Worksheet.read(text, "x.csv"), expected);
    refused(FRENCH.replace("Identifiant", "ID"), /en français ou en anglais.*téléchargez/s);
    refused("", /feuille d’évaluation/);
    refused(FRENCH.replace("Participant103", "Participant"), /la ligne 4 n’a pas de numéro/);
    assert.throws(
      () => fillWorksheet(Worksheet.read(FRENCH.replaceAll('"20,00"', '"Passable"'), "x.csv"), [], [], 8),
      /barème de mots/,
    );
  });

  it("stays the same byte by byte without grades, whatever its fields", () => {
    const field = fc.string({ unit: "grapheme" }).map((text) => text.replaceAll("\0", ""));
    const quoted = (text: string) =>
      /[",\r\n]/.test(text) || text.startsWith('"') ? `"${text.replaceAll('"', '""')}"` : text;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(field, field), { maxLength: 5 }),
        fc.constantFrom("\n", "\r\n"),
        (rows, end) => {
          const text = [
            "Identifier,Full name,Grade,Maximum grade,Last modified (grade),Feedback comments",
            ...rows.map(
              ([name, comment], i) => `Participant ${i + 1},${quoted(name)},,20.00,-,${quoted(comment)}`,
            ),
          ].join(end);
          const sheet = Worksheet.read(text, "x.csv");
          assert.equal(sheet.filled(new Map()), text);
          assert.deepEqual(
            sheet.rows.map(({ participant, name }) => [participant, name]),
            rows.map(([name], i) => [String(i + 1), name.trim()]),
          );
          const filled = sheet.filled(new Map(rows.map((_, i) => [String(i + 1), i + 0.5])));
          assert.deepEqual(
            Worksheet.read(filled, "x.csv").rows.map(({ grade }) => Number(grade)),
            rows.map((_, i) => i + 0.5),
          );
        },
      ),
    );
  });
});

describe("Moodle's dates", () => {
  const CASES: readonly (readonly [string, string | undefined])[] = [
    ["mercredi 10 juin 2026, 14:14", "2026-06-10T12:14:00.000Z"],
    ["mardi 1 décembre 2026, 00:05", "2026-11-30T23:05:00.000Z"],
    ["Wednesday, 10 June 2026, 2:14 PM", "2026-06-10T12:14:00.000Z"],
    ["Wednesday, September 23, 2020, 12:05 AM", "2020-09-22T22:05:00.000Z"],
    ["Sunday, 1 March 2026, 12:30 PM", "2026-03-01T11:30:00.000Z"],
    ["10 août 2026 à 8h05", "2026-08-10T06:05:00.000Z"],
    ["-", undefined],
    ["", undefined],
    ["31 février 2026, 10:00", undefined],
  ];
  for (const [text, expected] of CASES)
    it(`“${text}” in Paris`, () => assert.equal(dateIn(text, "Europe/Paris")?.toISOString(), expected));
});
