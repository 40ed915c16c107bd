/** What has no sign of its own, or would turn the text around it: shown as a sign that says that there is something. */
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const MOST = 300;

/** A short text of unknown origin in one line: without anything unseen, cut where it is too long. */
export function printable(text: string): string {
  const short = text.length > MOST ? `${text.slice(0, MOST)}…` : text;
  return short.replace(UNSEEN, '·');
}
