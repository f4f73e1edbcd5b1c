"""Files from elsewhere: nothing twice, nothing half, every refusal by its row, and no time changed by itself."""

from __future__ import annotations

import codecs

import pytest

from tests.plain.brought import CHILDREN, NUMBERS, shaped


def test_children_are_registered_once_however_often_the_file_comes(room, brought):
    first = brought("children", CHILDREN)
    assert (first.status, shaped(first, *NUMBERS)) == (0, [2, 2, 0, 0])
    head = room.head()
    again = brought("children", CHILDREN)
    assert (again.status, shaped(again, *NUMBERS)) == (0, [2, 0, 2, 0])
    assert room.head() == head
    assert "Siobhán O'Neill" in room.words("find", "oneill").replace("\u2019", "'")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_a_file_is_read_in_the_encoding_and_with_the_marks_that_a_spreadsheet_gave_it(room, brought, encoding, mark):
    answer = brought("children", CHILDREN.replace(",", mark), encoding=encoding)
    assert shaped(answer, *NUMBERS) == [2, 2, 0, 0]
    assert "Siobhán" in room.words("find", "siobhan")


def test_a_preview_says_the_same_and_records_nothing(room, brought):
    head = room.head()
    answer = brought("children", CHILDREN + "L1,Barnes,Kayleigh,14/2/2011,,\n", "--preview")
    assert shaped(answer, *NUMBERS) == [3, 2, 1, 0]
    assert answer.json["preview"] and room.head() == head


def test_a_known_child_is_completed_and_what_differs_is_told_not_changed(room, brought):
    child = room.child(placement="Oak Lodge")
    answer = brought("children", CHILDREN)
    assert shaped(answer, *NUMBERS) == [2, 2, 0, 0]
    shown = room.ok("child", "show", child)["child"]["details"]
    assert (shown["lcs"], shown["placement"]) == ("L1", "Oak Lodge")
    assert "Placement" in answer.json["notes"][0]["message"]
    brought("children", CHILDREN, "--update")
    assert room.ok("child", "show", child)["child"]["details"]["placement"] == "Ash House"


def test_a_child_of_the_same_name_and_another_lcs_number_is_left_to_a_person(room, brought):
    room.child(lcs="L9")
    answer = brought("children", CHILDREN)
    assert answer.status == 1 and shaped(answer, *NUMBERS) == [2, 1, 0, 1]
    assert answer.json["refused"][0]["row"] == 2 and "L9" in answer.json["refused"][0]["message"]


BAD_ROWS = [
    ('L3,"=HYPERLINK(""http://x"")",Ann,1/1/2012,,', "formula"),
    ("L3,@SUM(A1),Ann,1/1/2012,,", "formula"),
    ("L3,'=1+1,Ann,1/1/2012,,", "formula"),
    ("L3,Low,Ann,31/2/2012,,", "dob"),
    ("L3,Low,Ann,1/1/2044,,", "still to come"),
    ("L3,Low,Ann,1/1/2012,royalty,", "legal"),
    ("L3,Low", "cut off"),
    ("L3,Low,Ann,1/1/2012,,,x,y", "comma"),
    ("L3,,Ann,1/1/2012,,", "surname"),
    ("L3,Low,Ann,,,", "dob"),
]


@pytest.mark.parametrize(("row", "word"), BAD_ROWS)
def test_a_bad_row_is_refused_by_its_number_and_the_others_are_taken(room, brought, row, word):
    answer = brought("children", CHILDREN + row + "\nL4,High,Tom,2/2/2013,,\n")
    assert answer.status == 1 and shaped(answer, *NUMBERS) == [4, 3, 0, 1]
    assert answer.json["refused"][0]["row"] == 4
    assert word in answer.json["refused"][0]["message"]


BAD_FILES = [
    (b"", "empty"),
    (b"a,b\n1,2\n", "no column 'surname'"),
    (b"surname,forename,surname\n", "2 times"),
    (b"surname,forename\nLow,\x81\x8d\n", "encoding"),
    (b"surname,forename\nLow,\x00\x01\x02\n", "encoding"),
    (codecs.BOM_UTF16_LE + b"s\x00\xd8", "encoding"),
]


@pytest.mark.parametrize(("content", "words"), BAD_FILES)
def test_a_file_that_makes_no_sense_is_refused_whole_with_the_reason(room, brought, content, words):
    head = room.head()
    answer = brought("children", content)
    assert words in answer.problems()["file"]
    assert room.head() == head


def test_a_file_of_a_hundred_megabytes_that_is_none_is_refused_with_nothing_recorded(room, tmp_path):
    large = tmp_path / "large.csv"
    with large.open("wb") as file:
        file.write(b"surname,forename\n")
        file.truncate(100 * 2**20)
    assert "encoding" in room.refused("import", "police", large)["file"]
    with large.open("wb") as file:
        file.truncate(1025 * 2**20)
    assert "1025 MB, and 1024 MB is the most" in room.refused("import", "police", large)["file"]


def test_a_folder_a_pipe_and_nothing_are_no_files(room, tmp_path):
    import os

    os.mkfifo(tmp_path / "pipe")
    for name, words in ((".", ""), ("pipe", "not a file"), ("none", "No such file")):
        assert words in room.refused("import", "children", tmp_path / name)["file"]


def test_a_site_names_its_own_headings(room, brought, tmp_path):
    own = tmp_path / "own.toml"
    own.write_text('[columns]\nlcs = "Ref"\nsurname = "Nachname"\n')
    text = "Ref,Nachname,forename,dob\nL1,Barnes,Kayleigh,14/2/2011\n"
    assert shaped(brought("children", text, "--map", str(own)), *NUMBERS) == [1, 1, 0, 0]
    own.write_text('[columns]\nlcs = "Not there"\n')
    assert "Not there" in brought("children", text, "--map", str(own)).problems()["file"]
    own.write_text("columns")
    assert "TOML" in brought("children", text, "--map", str(own)).problems()["file"]


def test_words_say_what_came_of_a_file_and_refusals_go_to_stderr(room, tmp_path):
    file = tmp_path / "children.csv"
    file.write_text(CHILDREN + "L3,Low\n")
    answer = room.run("import", "children", file)
    assert answer.status == 1 and "3 rows: 2 new, 0 known already, 1 refused." in answer.out
    assert answer.err.startswith("row 4: ")


def test_view_only_imports_nothing(room, tmp_path):
    file = tmp_path / "children.csv"
    file.write_text(CHILDREN)
    head = room.head()
    assert room.run("import", "children", file, "--view-only").status in (1, 6)
    assert room.head() == head


@pytest.mark.parametrize("words", [("children",), ("differences", "x"), ("take",), ("gossip", "x")])
def test_wrong_words_are_status_2(room, words):
    assert room.run("import", *words).status == 2
