/** The worst of what docs/style.md says is not said, and what is said instead. */
export const REFUSED: ReadonlyArray<[wrong: RegExp, right: string]> = [
  [/\d %|\}\} %/, '15%, without a space'],
  [/\bn = /, 'so many requests'],
  [/\bset-up\b/i, 'settings, or Setup for the page'],
  [/\berror ratio\b/i, 'error rate'],
  [/\bdurations of requests?\b/i, 'latency'],
  [/\b(?:trace|span) ids?\b/, 'trace ID, span ID'],
  [/\bleave out\b|\bdrop\b|\blacks?\b/i, 'exclude, remove, does not contain'],
  [/\bconditions?\b/i, 'filter'],
  [/\bpicture\b/i, 'chart, heatmap'],
  [/\bperiod before\b/i, 'previous period'],
  [/\b(?:you|admins?|viewers?|editors?) may\b/i, 'can, or have permission to'],
  [/\blooked for\b|\bwas found\b|\bwere found\b/i, 'detected, or No …'],
  [/\bof its kind\b|\bas a rule\b|\bat their moments?\b|\bthose that\b|\bways? on\b/i, 'plain English of the trade'],
  [/\bBad\b/, 'Critical'],
];
