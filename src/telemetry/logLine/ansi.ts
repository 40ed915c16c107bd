/** Terminal sequences: colours and cursor (CSI), titles and links (OSC), and the shorter ones. */

const SEQUENCES =
  /[\u001b\u009b](?:\[[0-9;:?<=>]{0,64}[ -/]{0,4}[@-~]|\][^\u0007\u001b]{0,2048}(?:\u0007|\u001b\\)|[()#][0-9A-Za-z]|[=>A-Za-z78])?/g;

const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;

const ANY = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u009b]/;

/**
 * Text without terminal sequences and control characters, tabs and ends of lines apart: for reading, not for showing.
 */
export function withoutControls(text: string): string {
  return ANY.test(text) ? text.replace(SEQUENCES, '').replace(CONTROLS, '') : text;
}
