// @ts-check
/** Oldest versions of Node that Vite runs on, by major version; every later major does. */
const OLDEST = { 20: [20, 19], 22: [22, 12] };

/**
 * What is wrong with this version of Node, in words; undefined where nothing is.
 * @param {string} version as in `process.versions.node`
 */
export function nodeTooOld(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const oldest = OLDEST[/** @type {keyof typeof OLDEST} */ (major)];
  const isFine = oldest ? minor >= /** @type {number} */ (oldest[1]) : major > 22;
  return isFine ? undefined : `The preview needs Node 20.19, 22.12 or newer; this is ${version}.`;
}
