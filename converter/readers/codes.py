"""What the readers' notices mean and what to do about them, for `broadsheet explain`."""

CODES: dict[str, tuple[str, str]] = {
    "I-READ-01": (
        "The text was not UTF-8 by its first bytes or its form; the encoding that was found is named.",
        "Look at a few names in the result. If they are garbled, name the encoding: --encoding gb18030 (or big5, utf-16 …).",
    ),
    "W-READ-02": (
        "Control characters stood in the text. XML cannot hold them and they print nothing; they were left out.",
        "Nothing, as a rule: they stem from the extractor. If text is missing beside the places named, extract the page again.",
    ),
    "W-READ-03": (
        "Broken characters (lone surrogates, noncharacters) stood in the text; each is now U+FFFD and shown as unreadable.",
        "Extract the page again with another tool if the places named matter, or correct them in the TEI with choice/sic/corr.",
    ),
    "W-READ-04": (
        "Characters of a private area stand in the text: only the newspaper's own font knows what they look like. They are kept.",
        "Look at the printed page, then correct them in the TEI with choice/sic/corr.",
    ),
    "W-READ-05": (
        "A page holds no text. The edition keeps its place.",
        "If the page has print on it, its text layer is missing: run OCR and convert again.",
    ),
    "E-READ-30": (
        "A record of an article file is not what docs/article-files.md describes; it was left out, and the others were converted.",
        "Correct the field that is named, in the line that is named, and convert again.",
    ),
    "W-READ-31": (
        "An article file has fields that no part of an edition takes. What they hold is not in the edition.",
        "Nothing, if it is no printed text. Else give the field a name that docs/article-files.md lists.",
    ),
    "W-READ-32": (
        "A record of an article file has a field several times. The last one counts.",
        "Take the others out of the file, so that it says one thing.",
    ),
    "W-READ-33": (
        "Several records of an article file have the same id.",
        "If they are the same article, take one out; else give each an id of its own.",
    ),
    "W-READ-34": (
        "Some records of an article file name no page and others do. Those without stand on a page of their own, the last one.",
        'Add "page" to them, or leave it out everywhere.',
    ),
    "I-READ-35": (
        "An article file names pictures by addresses in the web. Nothing is fetched: the edition has their words and names only.",
        "Nothing, or save the pictures beside the article file, name them there, and convert again.",
    ),
    "W-READ-36": (
        "An article file names pictures that do not lie beside it or in a folder there, or are no JPEG or PNG. The edition has their words and names only.",
        "Put the files beside the article file, by the names that it has for them, as JPEG or PNG, and convert again.",
    ),
    "W-READ-10": (
        "A page of a PDF is a picture of print: it holds no text, or next to none.",
        "Run OCR on the file (it keeps the picture and adds the text), or convert the OCR's ALTO, PAGE or hOCR output instead.",
    ),
    "W-READ-11": (
        "The fonts of a page do not say which characters their glyphs are, and no library could tell. Its text would be garbage; none was taken.",
        "Run OCR on the page as if it were a scan, or make the PDF anew with text that can be copied.",
    ),
    "I-READ-12": (
        "One library could not name the characters of a page, another could; its text was taken.",
        "Look at a few sentences of the page: letter-spaced heads and columns are found less surely there.",
    ),
    "I-READ-13": (
        "Print laid over itself (a shadow, an outline, a bold made by hand): each copy counts once and is kept as surplus.",
        "Nothing. In the TEI the copies stand in surplus, and the text reads each character once.",
    ),
    "W-READ-14": (
        "Some glyphs have no name in their font. Each stands as U+FFFD and is shown as unreadable.",
        "Look at the printed page, then correct them in the TEI with choice/sic/corr.",
    ),
    "W-READ-15": (
        "A page draws more things than any newspaper page does (a detailed map or chart). Its rules and frames may be incomplete.",
        "Check that boxed notices on this page are apart from the articles beside them.",
    ),
    "W-READ-16": (
        "A page is so large that its image was made at a lower resolution than was asked for.",
        "Nothing, or ask for a lower resolution.",
    ),
    "I-READ-17": (
        "A PDF holds text beyond the edges of the page that it shows (a printer's slug, marks for the cutter). It was left out: no reader sees it.",
        "Nothing. If it is wanted, take the page's CropBox away with a PDF editor, and convert again.",
    ),
    "W-READ-20": (
        "A METS file gives the same block of text to two articles. It stays with the first one that names it.",
        "Look at the two articles. If the block belongs to the second, move it in the TEI, or correct the METS and convert again.",
    ),
    "W-READ-21": (
        "A structure map or reading order names ids that no file of the issue has. What they stood for could not be placed.",
        "Check that the text files are those that the structure was made with; a renewed OCR gives new ids.",
    ),
    "W-READ-22": (
        "The unit of the coordinates is not said, or is none that ALTO knows. They were taken as pixels.",
        "Nothing, as a rule: only the drawing of the page depends on it. Else write the right MeasurementUnit into the file.",
    ),
    "W-READ-23": (
        "The structure map names an article to which no line of text belongs: a picture, or text that was never recognised.",
        "Nothing, if it is a picture. Else recognise the page again and convert again.",
    ),
    "W-READ-24": (
        "Lines have no place on the page. They are kept, in the order of the file, and cannot be shown on the drawing of the page.",
        "Nothing, if only the text matters. Else export the file with coordinates.",
    ),
    "W-READ-25": (
        "A file is not the one that the METS was written for: its checksum is another. It was read all the same.",
        "Compare it with the archive's copy. If it was corrected on purpose, write its new checksum into the METS.",
    ),
    "W-READ-37": (
        "A METS file names text files that its structure gives to no page. They were not read: nobody says where in the issue they belong.",
        "If they are pages, add them to the physical structMap. If they are other versions of its pages' text, nothing is lost.",
    ),
    "W-READ-26": (
        "Regions of a PAGE file have a text of their own that holds more than their lines do. The lines were read, because they have places.",
        "Look at the regions named: if words are missing, export the file again, with the text in its lines.",
    ),
    "W-READ-27": (
        "Text was recognised inside tables or pictures that the library gives as images. It is kept, but is no text of the article.",
        "Nothing, as a rule: such text is mostly noise. If it is a table worth reading, move it into its article in the TEI.",
    ),
    "I-READ-29": (
        "An OCR file names the image that its page was read from, and no JPEG or PNG of that name lies beside it. The edition shows a drawing of the page.",
        "Nothing, or put the image beside the OCR file (of a TIFF a JPEG or PNG of the same name) and convert again.",
    ),
    "I-READ-28": (
        "Catalogue records of a METS file have fields that no part of an edition takes: who wrote an article that prints no name, where the copy is kept.",
        "Nothing: they stay in the METS file, which the edition keeps. Write what readers should see into the TEI by hand.",
    ),
}
