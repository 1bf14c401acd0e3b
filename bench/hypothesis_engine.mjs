// The order of attempts that the Hypothesis client has published for finding a quote again, in our own words, on top
// of its own search library (npm approx-string-match, MIT). Reads {text, notes} from stdin; writes {places, ms}, a place
// being [start, end] or null.
//
// 1. If the words stand at their position, that is the place.
// 2. Otherwise all places where they stand exactly; if there are none, all that are best in approximation, with at most
//    min(256, half of the length) errors.
// 3. Of these the one with the best mean of: likeness of the quote (weight 50), of prefix and suffix (20 each), and
//    nearness to the position (2).

import { readFileSync } from "node:fs";
import search from "approx-string-match";

const QUOTE = 50, CONTEXT = 20, POSITION = 2;

function placesOf(text, words, mostErrors) {
  const exact = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    exact.push({ start: at, end: at + words.length, errors: 0 });
  }
  return exact.length ? exact : search(text, words, mostErrors);
}

function likeness(text, words) {
  if (!text || !words) return 0;
  const [best] = placesOf(text, words, words.length);
  return best ? 1 - best.errors / words.length : 0;
}

function placeOf(text, note) {
  const { exact, prefix, suffix, start } = note;
  if (text.slice(start, note.end) === exact) return [start, note.end];
  if (!exact) return null;
  let best = null, most = -1;
  for (const place of placesOf(text, exact, Math.min(256, exact.length / 2))) {
    const before = text.slice(Math.max(0, place.start - prefix.length), place.start);
    const behind = text.slice(place.end, place.end + suffix.length);
    const score =
      QUOTE * (1 - place.errors / exact.length) +
      CONTEXT * (prefix ? likeness(before, prefix) : 1) +
      CONTEXT * (suffix ? likeness(behind, suffix) : 1) +
      POSITION * (1 - Math.abs(place.start - start) / text.length);
    if (score > most) [best, most] = [place, score];
  }
  return best && [best.start, best.end];
}

const { text, notes } = JSON.parse(readFileSync(0, "utf8"));
const begun = performance.now();
const places = notes.map((note) => placeOf(text, note));
console.log(JSON.stringify({ places, ms: performance.now() - begun }));
