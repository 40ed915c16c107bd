import { printable } from './printable';

it.each([
  ['what turns the text around it', 'pay\u202eload \u061cx', 'pay·load ·x'],
  ['line breaks and controls', 'GET\n/a\tb\u0007', 'GET·/a·b·'],
  ['half a character', 'a\ud83d', 'a·'],
  ['joiners, which signs are made with, as they are', '👩\u200d💻', '👩\u200d💻'],
  ['long names only in part', 'n'.repeat(400), `${'n'.repeat(300)}…`],
])('shows %s', (_, text, shown) => expect(printable(text)).toBe(shown));
