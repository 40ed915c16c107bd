/**
 * Cohen's h: how far apart two shares are on a scale where equal steps are equally easy to see, at 2 % as at 50 %.
 * 0.2 is small, 0.5 medium, 0.8 large (Cohen, Statistical Power Analysis for the Behavioral Sciences, 1988, ch. 6).
 * @returns between -π and π, positive where `one` is the larger share
 */
export function cohensH(one: number, other: number): number {
  return 2 * Math.asin(Math.sqrt(clamp(one))) - 2 * Math.asin(Math.sqrt(clamp(other)));
}

function clamp(share: number): number {
  return Math.min(1, Math.max(0, share));
}
