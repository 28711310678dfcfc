"""Files that are laid aside until they are published."""

from factbook.publishing.shelf import Shelf


def test_files_are_given_as_they_were_laid_aside():
    made = {"a.txt": "Light\r\n빛", "b.bin": b"\r\n\xff", "empty": ""}
    shelf = Shelf(iter(made.items()))
    assert shelf == made
    assert list(shelf) == list(made)
    assert shelf["b.bin"] == shelf["b.bin"] == b"\r\n\xff"


def test_of_two_files_with_one_path_the_later_is_given():
    shelf = Shelf(iter([("a.txt", "first"), ("b.txt", "other"), ("a.txt", "second")]))
    assert dict(shelf) == {"a.txt": "second", "b.txt": "other"}


def test_a_file_may_be_laid_aside_after_others_were_looked_at():
    shelf = Shelf(iter([("a.txt", "first")]))
    assert shelf["a.txt"] == "first"
    shelf.put("b.txt", "other")
    assert dict(shelf) == {"a.txt": "first", "b.txt": "other"}
