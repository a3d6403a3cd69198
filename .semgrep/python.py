"""Breaks and keeps each rule of python.yml; `semgrep --test` reads the remarks. Nothing runs this."""

import asyncio
import os
import shutil
import string
import subprocess
import xml.etree.ElementTree as ElementTree
from importlib import import_module
from pathlib import Path
from xml.dom import minidom

import jinja2
import yaml
from yaml import load as innocent

# ruleid: nothing-is-unpacked-into-objects
import pickle

# ruleid: nothing-is-unpacked-into-objects
from marshal import loads

# ruleid: the-web-is-asked-in-one-place
import urllib.request

# ruleid: the-web-is-asked-in-one-place
from urllib.request import urlopen

# ok: the-web-is-asked-in-one-place
from urllib.parse import quote

# ruleid: the-web-is-asked-in-one-place
import socket

# ruleid: no-text-is-declared-markup
import markupsafe

# ruleid: no-text-is-declared-markup
from markupsafe import Markup

# ruleid: native-code-is-called-in-one-place
import ctypes

# ruleid: xml-is-not-read
from lxml import etree

FORM = "{} words"


def yaml_is_read(text: str) -> None:
    # ruleid: yaml-is-read-as-events
    yaml.load(text, yaml.SafeLoader)
    # ruleid: yaml-is-read-as-events
    yaml.safe_load(text)
    # ruleid: yaml-is-read-as-events
    innocent(text)
    # ruleid: yaml-is-read-as-events
    yaml.SafeLoader(text).get_single_data()
    # ok: yaml-is-read-as-events
    yaml.parse(text, Loader=yaml.CSafeLoader)
    # ok: yaml-is-read-as-events
    yaml.safe_dump(text)


def markup_is_made(text: str) -> None:
    # ruleid: no-text-is-declared-markup
    Markup(text)
    # ruleid: no-text-is-declared-markup
    jinja2.utils.Markup(text)


def text_is_run(text: str) -> None:
    # ruleid: no-text-is-run
    eval(text)
    # ruleid: no-text-is-run
    exec(text)
    # ruleid: no-text-is-run
    compile(text, "x", "exec")
    # ruleid: no-text-is-run
    __import__(text)
    # ruleid: no-text-is-run
    import_module(text)
    # ok: no-text-is-run
    re.compile(text)


def text_is_a_template(text: str, environment: jinja2.Environment) -> None:
    # ruleid: no-text-is-a-template
    environment.from_string(text)
    # ruleid: no-text-is-a-template
    jinja2.Template(text)
    # ruleid: no-text-is-a-template
    string.Template(text)
    # ruleid: no-text-is-a-template
    text.format(environment)
    # ok: no-text-is-a-template
    "{} words".format(text)
    # ok: no-text-is-a-template
    FORM.format(text)
    # ok: no-text-is-a-template
    environment.get_template("page.md.jinja")


def a_shell_is_started(text: str) -> None:
    # ruleid: no-shell
    os.system(text)
    # ruleid: no-shell
    os.execvp("sh", ["sh", "-c", text])
    # ruleid: no-shell
    subprocess.run(text, shell=True)
    # ruleid: no-shell
    subprocess.check_output(text, shell=text == "x")
    # ruleid: no-shell
    subprocess.getoutput(text)
    # ruleid: no-shell
    asyncio.create_subprocess_shell(text)
    # ok: no-shell
    subprocess.run(["git", text], check=True)
    # ok: no-shell
    subprocess.run(["git", text], check=True, shell=False)


def an_archive_is_unpacked(archive, folder: Path) -> None:
    # ruleid: an-archive-is-unpacked-as-data
    archive.extractall(folder)
    # ruleid: an-archive-is-unpacked-as-data
    archive.extractall(folder, filter="fully_trusted")
    # ruleid: an-archive-is-unpacked-as-data
    shutil.unpack_archive(archive, folder)
    # ok: an-archive-is-unpacked-as-data
    archive.extractall(folder, filter="data")


def xml_is_read(text: str) -> None:
    # ruleid: xml-is-not-read
    ElementTree.fromstring(text)
    # ruleid: xml-is-not-read
    minidom.parseString(text)
    # ok: xml-is-not-read
    ElementTree.tostring(ElementTree.Element("a"))


def a_file_is_written(path: Path, text: str) -> None:
    # ruleid: files-are-written-in-few-places
    path.write_text(text)
    # ruleid: files-are-written-in-few-places
    open(path, "w")
    # ruleid: files-are-written-in-few-places
    open(path, encoding="utf-8", mode="a")
    # ruleid: files-are-written-in-few-places
    path.open("r+b")
    # ruleid: files-are-written-in-few-places
    os.open(path, os.O_RDONLY | os.O_CREAT)
    # ruleid: files-are-written-in-few-places
    path.unlink()
    # ruleid: files-are-written-in-few-places
    shutil.rmtree(path)
    # ok: files-are-written-in-few-places
    path.read_text()
    # ok: files-are-written-in-few-places
    open(path)
    # ok: files-are-written-in-few-places
    path.open("rb")
    # ok: files-are-written-in-few-places
    os.open(path, os.O_RDONLY)
