"""Plug-ins of nbgrader that call the course's own program, so that the formgrader's menus do the same as the commands.

The file nbgrader_config.py of a course calls `configure`. This module neither reads a student's outputs nor runs student code.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
from nbconvert.exporters import Exporter, NotebookExporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import AssignLatePenalties, NbGraderPreprocessor, SaveAutoGrades
from nbgrader.utils import parse_utc
from traitlets import Unicode

ROOT = Path(__file__).resolve().parents[2]
BRIDGE = ROOT / "dist" / "grading" / "nbgrader" / "bridge.js"

# Whether a command of the course calls nbgrader: it has proved the lesson, or graded the submission, before.
BY_COMMAND = os.environ.get("NEURONES_BY_COMMAND") == "1"


def configure(config, course, node):
    """Sets the course's folder and our preprocessors in nbgrader's configuration."""
    # nbgrader searches PATH for the program `alembic`, which lies beside Python's own program.
    beside = str(Path(sys.executable).parent)
    if beside not in os.environ.get("PATH", "").split(os.pathsep):
        os.environ["PATH"] = os.pathsep.join([beside, os.environ.get("PATH", "")])
    here = "neurones_nbgrader"
    config.CourseDirectory.root = str(course)
    config.CourseDirectory.course_id = "neurones"
    config.Exchange.root = os.environ.get("NEURONES_EXCHANGE") or str(Path(course) / "exchange")
    # A lesson that is given out again replaces its last version.
    config.ExchangeReleaseAssignment.force = True
    config.GenerateAssignment.exporter_class = f"{here}.ReleaseExporter"
    config.GenerateAssignment.preprocessors = [
        f"{here}.StudentVersion",
        "nbgrader.preprocessors.LockCells",
        "nbgrader.preprocessors.CheckCellMetadata",
        "nbgrader.preprocessors.ComputeChecksums",
        "nbgrader.preprocessors.SaveCells",
    ]
    config.Autograde.sanitize_preprocessors = [f"{here}.GradedNotebook"]
    config.Autograde.autograde_preprocessors = [f"{here}.SaveMarks", "nbgrader.preprocessors.AssignLatePenalties"]
    config.GenerateFeedback.preprocessors = []
    config.GenerateFeedback.exporter_class = f"{here}.FeedbackExporter"
    config.NeuronesBridge.node = node


class Bridge:
    """Calls the course's own program."""

    def ask(self, command, *arguments, given=""):
        node = self.config.NeuronesBridge.get("node", "node")
        program = [node, str(BRIDGE), command, *arguments]
        answer = subprocess.run(program, input=given, capture_output=True, encoding="utf-8", cwd=ROOT)
        if answer.returncode != 0:
            raise RuntimeError(answer.stderr.strip() or f"{command}: {answer.returncode}")
        return answer.stdout


def place_of(resources):
    names = resources["nbgrader"]
    course = Path(names["db_url"].removeprefix("sqlite:///")).parent
    return str(course), names["assignment"], names["student"]


class ReleaseExporter(Bridge, NotebookExporter):
    """Refuses a lesson that would be marked wrongly, as the release of the course's commands does.

    nbgrader makes its exporter before it removes the lesson's last release, and calls its hook after that.
    """

    def __init__(self, **arguments):
        super().__init__(**arguments)
        if BY_COMMAND:
            return
        for source in self.parent.assignments:
            self.ask("check-source", self.parent.coursedir.root, os.path.basename(os.path.normpath(source)))


class StudentVersion(Bridge, NbGraderPreprocessor):
    """Replaces solutions by stubs."""

    def preprocess(self, nb, resources):
        course, _, _ = place_of(resources)
        student = nbformat.reads(self.ask("student-version", course, given=nbformat.writes(nb)), as_version=4)
        nb.cells = student.cells
        return nb, resources


class Graded(Bridge):
    """Reads the result of grading; grades first if there is no valid result."""

    def result(self, resources):
        course, lesson, student = place_of(resources)
        if not BY_COMMAND:
            self.ask("grade", course, lesson, student)
        return json.loads((Path(course) / "results" / lesson / f"{student}.json").read_text("utf-8"))


class GradedNotebook(Graded, NbGraderPreprocessor):
    """Replaces the submitted notebook by the one for the grader."""

    def preprocess(self, nb, resources):
        cells = json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": self.result(resources)["graderCells"]})
        nb.cells = nbformat.reads(cells, as_version=4).cells
        kernelspec = {"name": "neurones", "display_name": "TypeScript (neurones)", "language": "typescript"}
        nb.metadata = nbformat.from_dict({"kernelspec": kernelspec, "language_info": {"name": "typescript"}})
        return nb, resources


class SaveMarks(Graded, SaveAutoGrades):
    """Writes marks and remarks into the gradebook, without changing marks given by hand."""

    def preprocess(self, nb, resources):
        marking = self.result(resources)["marking"]
        self.tests = {test["gradeId"]: test for test in marking["tests"]}
        self.remarks = {test["exercise"]: test["reason"] for test in marking["tests"]}
        self.empty = {text["gradeId"] for text in marking["texts"] if text["isEmpty"]}
        course, lesson, student = place_of(resources)
        file = Path(course) / "recorded" / lesson / f"{student}.json"
        before = json.loads(file.read_text("utf-8")) if file.exists() else {}
        now = {text["gradeId"]: text["digest"] for text in marking["texts"]}
        self.changed = {name for name, digest in now.items() if before.get(name, digest) != digest}
        result = super().preprocess(nb, resources)
        # Stored last: if this program is ended before, the next run finds the same texts changed.
        self.store(file, now)
        return result

    def store(self, file, content):
        """Writes a file completely or not at all."""
        file.parent.mkdir(parents=True, exist_ok=True)
        # One process at a time writes a student's marks; what an earlier one has left here is written over.
        aside = file.with_suffix(".part")
        aside.write_text(json.dumps(content), "utf-8")
        os.replace(aside, file)

    def _add_score(self, cell, resources):
        name = cell.metadata.nbgrader["grade_id"]
        grade = self.gradebook.find_grade(name, self.notebook_id, self.assignment_id, self.student_id)
        if name in self.tests:
            grade.auto_score = self.tests[name]["points"]
        else:
            grade.auto_score = 0 if name in self.empty else None
        waits = grade.auto_score is None and grade.manual_score is None
        # A mark given by hand is valid for one text. A mark that waits for review continues to wait.
        review = grade.manual_score is not None and (grade.needs_manual_grade or name in self.changed)
        grade.needs_manual_grade = waits or review
        self.gradebook.db.commit()

    def _add_comment(self, cell, resources):
        name = cell.metadata.nbgrader["grade_id"]
        comment = self.gradebook.find_comment(name, self.notebook_id, self.assignment_id, self.student_id)
        comment.auto_comment = "Pas de réponse." if name in self.empty else self.remarks.get(name)
        self.gradebook.db.commit()


class FeedbackExporter(Bridge, Exporter):
    """Makes the page for the student, from the result of grading and the grader's additions."""

    file_extension = Unicode(".html").tag(config=True)
    output_mimetype = "text/html"

    def from_filename(self, filename, resources=None, **kwargs):
        course, lesson, student = place_of(resources)
        with Gradebook(resources["nbgrader"]["db_url"]) as gradebook:
            renew_lateness(self.config, gradebook, Path(course), lesson, student)
            marks = marks_of(gradebook.find_submission(lesson, student))
        html = self.ask("feedback", course, lesson, student, given=json.dumps(marks))
        resources["output_extension"] = self.file_extension
        return html, resources


def is_unmarked(grade):
    """True if neither grading nor a person has given a mark, which nbgrader counts as 0."""
    return grade.auto_score is None and grade.manual_score is None


def renew_lateness(config, gradebook, course, lesson, student):
    """Computes the penalty anew: the due date, the time of the hand-in or a mark given by hand may have changed since.

    nbgrader itself does so only when it grades. The plug-in that decides is the one that its configuration names.
    """
    submission = gradebook.find_submission(lesson, student)
    file = course / "submitted" / student / lesson / "timestamp.txt"
    submission.timestamp = parse_utc(file.read_text("utf-8").strip()) if file.exists() else None
    gradebook.db.commit()
    if submission.duedate is None and not submission.late_submission_penalty:
        return
    for notebook in submission.notebooks:
        names = {"notebook": notebook.name, "assignment": lesson, "student": student, "db_url": str(gradebook.engine.url)}
        AssignLatePenalties(config=config).preprocess(nbformat.v4.new_notebook(), {"nbgrader": names})
    gradebook.db.expire_all()


def marks_of(submission):
    """Scores and comments of a submission, by cell, and how late it is; points of the penalty are to be subtracted."""
    grades, comments = {}, {}
    for notebook in submission.notebooks:
        for grade in notebook.grades:
            grades[grade.name] = {
                "score": None if grade.needs_manual_grade or is_unmarked(grade) else grade.score,
                "maximum": grade.max_score,
                "byHand": grade.manual_score is not None,
            }
        for comment in notebook.comments:
            if comment.manual_comment:
                comments[comment.name] = comment.manual_comment
    marks = {"grades": grades, "comments": comments}
    if submission.duedate is not None:
        due = submission.duedate.isoformat() + "Z"
        marks["due"] = {"date": due, "secondsLate": submission.total_seconds_late, "penalty": submission.late_submission_penalty}
    return marks
