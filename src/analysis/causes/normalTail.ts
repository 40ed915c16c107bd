/**
 * How likely a standard normal number is beyond `z`: one-sided, for z of 0 and more. Relative error below 1.2e-7
 * everywhere, as the Chebyshev fit of `erfc` in Press et al., Numerical Recipes in C, 2nd edition, 6.2 has it.
 */
export function normalTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  const fit = COEFFICIENTS.reduceRight((sum, coefficient) => sum * t + coefficient, 0);
  return (t * Math.exp(-x * x + fit)) / 2;
}

const COEFFICIENTS = [
  -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
  0.17087277,
];

/**
 * The normal number that is as unlikely as a number of Student's t distribution: Wallace, Bounds on normal
 * approximations to Student's and the chi-square distributions, Annals of Mathematical Statistics 30, 1959.
 */
export function normalOfStudent(t: number, degrees: number): number {
  const z = ((8 * degrees + 1) / (8 * degrees + 3)) * Math.sqrt(degrees * Math.log1p((t * t) / degrees));
  return t < 0 ? -z : z;
}

/** The number of Student's t distribution that is as unlikely as a normal one: {@link normalOfStudent} turned round. */
export function studentOfNormal(z: number, degrees: number): number {
  const t = Math.sqrt(degrees * Math.expm1(((z * (8 * degrees + 3)) / (8 * degrees + 1)) ** 2 / degrees));
  return z < 0 ? -t : t;
}
