// What pdf.js says of a PDF's highlights and notes, as JSON: node pdfjs_annotations.mjs PDFJS_DIST FILE
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const pdfjs = await import(pathToFileURL(join(process.argv[2], "legacy/build/pdf.mjs")).href);
const data = new Uint8Array(readFileSync(process.argv[3]));
const pdf = await pdfjs.getDocument({ data, verbosity: 0 }).promise;
const found = [];
for (let number = 1; number <= pdf.numPages; number++) {
  const page = await pdf.getPage(number);
  for (const mark of await page.getAnnotations()) {
    if (!["Highlight", "Underline", "Text"].includes(mark.subtype)) continue;
    found.push({
      page: number - 1,
      contents: mark.contentsObj?.str ?? "",
      author: mark.titleObj?.str ?? "",
      date: mark.modificationDate ?? "",
      colour: Array.from(mark.color ?? []),
      appearance: mark.hasAppearance,
      quads: mark.quadPoints ? mark.quadPoints.length / 8 : 0,
    });
  }
}
console.log(JSON.stringify(found));
process.exit(0);
