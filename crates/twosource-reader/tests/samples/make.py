#!/usr/bin/env python3
"""Makes the office and PDF samples beside it with their real producers: LibreOffice (`soffice`) and Chromium.

The words are the project's own and tell of an event that never happened. Run it where both programs are; the files it
makes are committed, so that tests need neither.
"""

import html
import pathlib
import re
import subprocess
import tempfile

HERE = pathlib.Path(__file__).parent
PAPER = [
    "VARNBRO, March 5 — Two crew members were hurt when the grain barge Lindis struck the lower lock gate at Varnbro on "
    "Wednesday evening, the canal board said.",
    "The board’s spokeswoman, Petra Holm, said the barge was carrying 410 tonnes of barley and that the gate would be out "
    "of service for at least three weeks.",
    "“We heard the steel give way before we saw anything,” said lock keeper Ivo Marsch, who was on duty. “Then the water "
    "came over the footbridge.”",
    "Holm said that nobody was in the water and that the two injured men were taken to the district hospital in Aldern. "
    "Neither was in danger, she added.",
    "Shipping between Varnbro and the coast was suspended. Fourteen vessels were waiting above the lock on Thursday "
    "morning, according to the harbour office in Aldern.",
    "The accident happened shortly after 19:40, when the lock was being filled. The board has asked the inspectorate for "
    "an independent examination of the hydraulic controls.",
    "Representatives of the farmers warned that an extended closure would be inconvenient during the transportation of "
    "seed. “We are counting in days and not in weeks,” said their chairwoman, Greta Lunde.",
    "The lower gate was replaced in 2011. A routine examination in October found no irregularities, the canal board said "
    "in its statement.",
]
MORE = [
    "The Lindis, built in 1974, belongs to a family business of Aldern. Its owner could not be reached on Thursday.",
    "Insurance representatives were expected at the lock on Friday, the canal board said. Photographs of the gate were "
    "to be published after the examination.",
]
TITLE = "Barge strikes lock gate at Varnbro"


def hyphenated(text):
    """Soft hyphens in long words, as a typesetter's dictionary puts them."""
    def cut(match):
        word = match.group()
        return "\u00ad".join(word[at:at + 4] for at in range(0, len(word) - 3, 4)) + word[len(word) - len(word) % 4:] \
            if len(word) % 4 else "\u00ad".join(word[at:at + 4] for at in range(0, len(word), 4))
    def safe(match):
        made = cut(match)
        return made if made.replace("\u00ad", "") == match.group() else match.group()
    return re.sub(r"[a-z]{9,}", safe, text)


def paragraphs(texts, style, tag="text:p"):
    return "".join(f'<{tag} text:style-name="{style}">{html.escape(hyphenated(t))}</{tag}>' for t in texts)


def fodt(columns, header, body):
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>{TITLE}</dc:title><meta:initial-creator>Lena Ostrow</meta:initial-creator><dc:creator>Lena Ostrow</dc:creator><dc:language>en-GB</dc:language></office:meta>
<office:styles>
<style:style style:name="Standard" style:family="paragraph"><style:text-properties style:font-name="Liberation Serif" fo:font-size="10pt" fo:language="en" fo:country="GB"/></style:style>
<style:style style:name="Body" style:family="paragraph" style:parent-style-name="Standard"><style:paragraph-properties fo:text-align="justify" fo:margin-bottom="0.15cm"/></style:style>
<style:style style:name="Title" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="18pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Heading_20_2" style:display-name="Heading 2" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-size="12pt" fo:font-weight="bold"/></style:style>
<style:style style:name="Caption" style:family="paragraph" style:parent-style-name="Standard"><style:text-properties fo:font-style="italic"/></style:style>
</office:styles>
<office:automatic-styles>
<style:style style:name="S1" style:family="section"><style:section-properties><style:columns fo:column-count="{columns}" fo:column-gap="0.7cm"/></style:section-properties></style:style>
<style:page-layout style:name="P"><style:page-layout-properties fo:page-width="14.8cm" fo:page-height="15cm" fo:margin-top="1cm" fo:margin-bottom="1cm" fo:margin-left="1.3cm" fo:margin-right="1.3cm"/><style:header-style><style:header-footer-properties fo:margin-bottom="0.5cm"/></style:header-style><style:footer-style><style:header-footer-properties fo:margin-top="0.5cm"/></style:footer-style></style:page-layout>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"><style:header><text:p text:style-name="Standard">{header}</text:p></style:header><style:footer><text:p text:style-name="Standard">Page <text:page-number/></text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{body}</office:text></office:body></office:document>"""


def body(columns):
    section = paragraphs(PAPER[:4], "Body") + '<text:h text:style-name="Heading_20_2" text:outline-level="2">Ships wait</text:h>' + paragraphs(PAPER[4:], "Body")
    section += paragraphs(MORE, "Body")
    head = f'<text:p text:style-name="Title">{TITLE}</text:p><text:p text:style-name="Standard">By Lena Ostrow</text:p>'
    if columns > 1:
        section = f'<text:section text:style-name="S1" text:name="S">{section}</text:section>'
    return head + section


def note():
    """A note, a deleted stretch, a comment and a table: what office documents have beside their text."""
    return (
        '<text:p text:style-name="Caption">The lower gate on Thursday. Photo: Ola Brandt</text:p>'
        '<text:p text:style-name="Body">The inspectorate confirmed the request<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>Letter of the inspectorate, March 5.</text:p></text:note-body></text:note>'
        '<office:annotation><dc:creator>Editor</dc:creator><text:p>Check this before print.</text:p></office:annotation> on Thursday.</text:p>'
    )


def soffice(folder, source, kind):
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", kind,
                    "--outdir", str(folder), str(source)], check=True, capture_output=True)


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        source = folder / "paper.fodt"
        source.write_text(fodt(2, "The Varnbro Courier | Thursday, 5 March 2026", body(2)), encoding="utf-8")
        soffice(folder, source, "pdf")
        (HERE / "paper.pdf").write_bytes((folder / "paper.pdf").read_bytes())

        source = folder / "statement.fodt"
        source.write_text(fodt(1, "Draft", body(1) + note()), encoding="utf-8")
        for kind in ["docx", "odt"]:
            soffice(folder, source, kind)
            (HERE / f"statement.{kind}").write_bytes((folder / f"statement.{kind}").read_bytes())

        page = folder / "page.html"
        words = "".join(f"<p>{html.escape(hyphenated(text))}</p>" for text in PAPER[:4])
        page.write_text(f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{TITLE}</title><style>
@page{{size:148mm 120mm;margin:12mm}}body{{font:10pt/1.3 "Liberation Serif",serif}}h1{{font-size:18pt;margin:0 0 4pt}}
.c{{column-count:2;column-gap:7mm;text-align:justify}}p{{margin:0 0 4pt}}</style></head><body><h1>{TITLE}</h1>
<p>By Lena Ostrow</p><div class="c">{words}</div></body></html>""", encoding="utf-8")
        printed = folder / "printed.pdf"
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        f"--user-data-dir={folder}/browser", f"--print-to-pdf={printed}", str(page)], check=True, capture_output=True)
        (HERE / "printed.pdf").write_bytes(printed.read_bytes())

        # A scan: a page that is a picture.
        scan = folder / "scan.html"
        scan.write_text("""<!doctype html><title>Scan</title><style>@page{size:80mm 60mm;margin:0}body{margin:0}img{width:80mm;height:60mm}</style>
<img src="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='8' height='6'%3E%3C/svg%3E"><img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==" style="position:absolute;left:0;top:0">""")
        subprocess.run(["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer",
                        f"--user-data-dir={folder}/browser", f"--print-to-pdf={printed}", str(scan)], check=True, capture_output=True)
        (HERE / "scan.pdf").write_bytes(printed.read_bytes())


if __name__ == "__main__":
    main()
