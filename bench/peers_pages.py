"""Runs main-text extractors over the evaluation pages; see bench/peers-pages."""
import collections
import glob
import gzip
import json
import os
import re
import subprocess
import sys
import time
import warnings
from importlib.metadata import version

import lxml.html
import newspaper
import readability
import trafilatura
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.html import HTMLTree
from selectolax.lexbor import LexborHTMLParser

warnings.filterwarnings("ignore")
pages = os.environ["ISNAD_SHARED_DATA"] + "/pages/"


def words(s):
    return re.findall(r"\w+", s.lower())


def f1(got, want):
    a, b = collections.Counter(words(got)), collections.Counter(words(want))
    shared = sum((a & b).values())
    return 2 * shared / (sum(a.values()) + sum(b.values())) if shared else float(not a and not b)


def score(got, want):
    """F1 of the body; of a page of the sample corpus, whose bodies are known by their first and last
    words and their length: 1 where all of it is there and at most a tenth more."""
    if isinstance(want, str):
        return f1(got, want)
    text = " ".join(words(got))
    ends = (" ".join(words(want[k])) in text for k in ("body_first_words", "body_last_words"))
    return float(all(ends) and len(words(got)) <= 1.1 * want["body_words"] + 5)


def by_readability(html):
    return lxml.html.fromstring(readability.Document(html).summary()).text_content()


def by_newspaper(html):
    config = newspaper.Config()
    config.fetch_images = False  # nothing may go over the network
    article = newspaper.Article("http://localhost/", config=config)
    article.download(input_html=html)
    article.parse()
    return article.text


TOOLS = {
    f"trafilatura {version('trafilatura')}": lambda h: trafilatura.extract(h) or "",
    f"trafilatura {version('trafilatura')} fast": lambda h: trafilatura.extract(h, fast=True) or "",
    f"resiliparse {version('resiliparse')} main_content":
        lambda h: extract_plain_text(HTMLTree.parse(h), main_content=True),
    f"readability-lxml {version('readability-lxml')}": by_readability,
    f"newspaper4k {version('newspaper4k')}": by_newspaper,
    f"selectolax {version('selectolax')} body text (no extraction)":
        lambda h: LexborHTMLParser(h).body.text(separator=" "),
}


def load():
    sets = collections.defaultdict(list)
    for name in ("wcxb", "alriyadh"):
        for line in open(f"{pages}{name}.jsonl"):
            gold = json.loads(line)
            path = pages + gold["file"]
            html = gzip.open(path).read().decode("utf-8", "replace")
            sets[name].append((path, html, gold["body"]))
    for path in glob.glob(pages + "arabic/*.txt"):
        html = open(path[:-3] + "html", encoding="utf-8", errors="replace").read()
        sets["arabic"].append((path[:-3] + "html", html, open(path, encoding="utf-8").read()))
    for gold in json.load(open("examples/expected.json"))["pages"]:
        path = "examples/" + gold["file"]
        charset = "cp1256" if gold["outlet_slug"] == "sanbouk" else "utf-8"
        if path.endswith(".html"):
            sets["examples"].append((path, open(path, encoding=charset).read(), gold))
    return sets


def report(name, speed, scores):
    scores = {**scores, "all-arabic": scores["alriyadh"] + scores["arabic"]}
    figures = "  ".join(f"{k} {sum(v) / len(v):.4f}" for k, v in scores.items())
    print(f"{name:52s} {speed:8.1f} pages/s   F1 {figures}", flush=True)


def run_tool(name, tool, sets):
    scores, spent, count = collections.defaultdict(list), 0.0, 0
    for key, items in sets.items():
        for _, html, want in items:
            start = time.process_time()
            try:
                got = tool(html) or ""
            except Exception:
                got = ""
            spent += time.process_time() - start
            count += 1
            scores[key].append(score(got, want))
    report(name, count / spent, scores)


def run_isnad(sets):
    scores = collections.defaultdict(list)
    for key, items in sets.items():
        lines = "".join(json.dumps({"file": i[0]}) + "\n" for i in items)
        out = subprocess.run(["build/release/isnad", "stage", "page"], input=lines.encode(),
                             capture_output=True, check=True).stdout.decode().split("\n")
        for (_, _, want), line in zip(items, out):
            articles = json.loads(line)["articles"]
            if key == "examples":  # whose gold is the first of several articles
                articles = articles[:1]
            body = "\n".join(a["body"] or "" for a in articles)
            scores[key].append(score(body, want))
    folders = [pages + k for k in sets if k != "examples"]
    out = subprocess.run(["build/release/bench/pages"] + folders, capture_output=True, check=True)
    speed = float(re.search(r"from-memory (\d+)", out.stdout.decode()).group(1))
    report("isnad", speed, scores)


def run_go(sets):
    items = {path: (key, want) for key, v in sets.items() for path, _, want in v}
    out = subprocess.run([os.environ["PEERS_GO"]], input="\n".join(items).encode(), check=True,
                         capture_output=True).stdout.decode().split("\n")[:-1]
    scores = collections.defaultdict(lambda: collections.defaultdict(list))
    for line in map(json.loads, out):
        if "speed" in line:
            report(line["tool"], float(line["speed"]), scores[line["tool"]])
        else:
            key, want = items[line["file"]]
            scores[line["tool"]][key].append(score(line["body"], want))


sets = load()
print(", ".join(f"{k} {len(v)}" for k, v in sets.items()), "pages", flush=True)
run_isnad(sets)
if os.path.exists(os.environ["PEERS_GO"]) and sys.argv[1:] in ([], ["go"]):
    run_go(sets)
for name, tool in TOOLS.items():
    if all(word in name for word in sys.argv[1:]):
        run_tool(name, tool, sets)
