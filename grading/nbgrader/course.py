"""Runs nbgrader's commands, by the same calls as the formgrader's menus.

    python course.py COURSE generate LESSON…       from source.part/ into release.part/
    python course.py COURSE autograde LESSON STUDENT…
    python course.py COURSE feedback LESSON STUDENT…
    python course.py COURSE publish LESSON…            puts the lessons into the exchange
    python course.py COURSE publish-feedback LESSON…   puts the pages for submissions from the exchange into it
    python course.py COURSE due DATE LESSON…       sets the due date, an ISO 8601 date or "none"
    python course.py COURSE marks

nbgrader's configuration is that of the course, nbgrader_config.py, with the instructor's own settings.

Writes a line of JSON to standard output for each lesson or student: {"done": name} or {"failed": name, "why": text}; `marks`
writes the marks of a submission on each line.
"""

import glob
import json
import os
import shutil
import sys
from pathlib import Path

from traitlets.config import PyFileConfigLoader

# jsonschema builds a parser of internationalised addresses at its import, which takes more than half of this program's start. It
# does without it where the package is missing, and no notebook's schema has such an address.
sys.modules["rfc3987_syntax"] = None

sys.path.insert(0, str(Path(__file__).parent))
from neurones_nbgrader import marks_of, renew_lateness  # noqa: E402
from nbgrader.api import Gradebook  # noqa: E402
from nbgrader.apps import NbGraderAPI  # noqa: E402
from nbgrader.utils import notebook_hash  # noqa: E402


def tell(**what):
    print(json.dumps(what), flush=True)


def outcome(name, result):
    if result["success"]:
        tell(done=name)
    else:
        tell(failed=name, why=((result.get("log") or "") + (result.get("error") or "")).strip())


def note_names(api, course, students):
    """Writes the students' names into the gradebook, for the formgrader."""
    file = Path(course) / "students.json"
    names = json.loads(file.read_text("utf-8")) if file.exists() else {}
    with Gradebook(api.coursedir.db_url) as gradebook:
        for student in students:
            first, _, last = names.get(student, student).rpartition(" ")
            gradebook.update_or_create_student(student, first_name=first, last_name=last)


def set_due_date(api, date, lessons):
    with Gradebook(api.coursedir.db_url) as gradebook:
        for lesson in lessons:
            gradebook.update_or_create_assignment(lesson, duedate=None if date == "none" else date)
            tell(done=lesson)


def tell_marks(api, course):
    with Gradebook(api.coursedir.db_url) as gradebook:
        for assignment in gradebook.assignments:
            for submission in assignment.submissions:
                student = submission.student.id
                renew_lateness(api.config, gradebook, Path(course), assignment.name, student)
                tell(lesson=assignment.name, student=student, maximum=assignment.max_score, **marks_of(submission))


def publish_feedback(exchange, course, lesson):
    """Puts each page under the name by which nbgrader finds the feedback for a submission, which only its student knows."""
    folder = Path(exchange) / "neurones" / "feedback"
    folder.mkdir(mode=0o755, parents=True, exist_ok=True)
    for page in sorted(Path(course).glob(f"feedback/*/{glob.escape(lesson)}/{glob.escape(lesson)}.html")):
        student = page.parts[-3]
        secret = Path(course) / "submitted" / student / lesson / "submission_secret.txt"
        if not secret.exists() or not secret.read_text("utf-8"):
            continue
        name = notebook_hash(secret=secret.read_text("utf-8"), notebook_id=lesson)
        aside = folder / f"{name}.{os.getpid()}.part"
        shutil.copyfile(page, aside)
        os.chmod(aside, 0o644)
        os.replace(aside, folder / f"{name}.html")
    tell(done=lesson)


def main(course, command, *names):
    config = PyFileConfigLoader("nbgrader_config.py", path=course).load_config()
    if command == "generate":
        # Where a release is refused, source/ and release/ stay as they were.
        config.CourseDirectory.source_directory = "source.part"
        config.CourseDirectory.release_directory = "release.part"
    config.NbGraderAPI.log_level = "ERROR"
    api = NbGraderAPI(config=config)
    if command == "marks":
        return tell_marks(api, course)
    if command == "due":
        return set_due_date(api, names[0], names[1:])
    if command == "publish":
        for lesson in names:
            outcome(lesson, api.release_assignment(lesson))
        return
    if command == "publish-feedback":
        for lesson in names:
            publish_feedback(config.Exchange.root, course, lesson)
        return
    if command == "generate":
        for lesson in names:
            outcome(lesson, api.generate_assignment(lesson, force=True, create=True))
        return
    lesson, *students = names
    note_names(api, course, students)
    act = {"autograde": api.autograde, "feedback": api.generate_feedback}[command]
    for student in students:
        outcome(student, act(lesson, student, force=True))


if __name__ == "__main__":
    main(*sys.argv[1:])
