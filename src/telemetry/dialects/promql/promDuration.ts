const UNITS: ReadonlyArray<readonly [unit: string, seconds: number]> = [
  ['d', 24 * 3600],
  ['h', 3600],
  ['m', 60],
];

/** Seconds as PromQL writes a duration, in the largest unit that they are whole ones of: `5m`, `30d`, `90s`. */
export function promDuration(seconds: number): string {
  const whole = Math.max(1, Math.round(seconds));
  const unit = UNITS.find(([, length]) => whole % length === 0);
  return unit ? `${whole / unit[1]}${unit[0]}` : `${whole}s`;
}
