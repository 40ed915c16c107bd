import { relative } from 'node:path';

/**
 * A test and how long it took.
 * @typedef {{ title: string, seconds: number }} Duration
 */

/** How many of a stage's tests are named in the end. */
const NAMED = 10;

/**
 * The tests that took longest, the slowest first.
 * @param {Duration[]} durations
 * @returns {Duration[]}
 */
export function slowest(durations) {
  return [...durations].sort((a, b) => b.seconds - a.seconds).slice(0, NAMED);
}

/**
 * What each test of a `jest --json` report took. Skipped ones have no duration.
 * @param {string} root folder that the files are named from
 * @returns {Duration[]}
 */
export function durationsOfJest(report, root) {
  const { testResults } = JSON.parse(report);
  return testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ duration }) => typeof duration === 'number')
      .map(({ fullName, duration }) => ({
        title: `${relative(root, name)} › ${fullName}`,
        seconds: duration / 1000,
      }))
  );
}

/**
 * What each test of a TAP report of Node's own test runner took, without the suites around them.
 * @returns {Duration[]}
 */
export function durationsOfTap(report) {
  return [...report.matchAll(/^( *)(?:not )?ok \d+ - (.*)\n\1  ---\n((?:\1  .*\n)*?)\1  \.\.\.$/gm)]
    .filter(([, , , details]) => !/^ *type: 'suite'$/m.test(details))
    .flatMap(([, , title, details]) => {
      const [, milliseconds] = /^ *duration_ms: ([\d.]+)$/m.exec(details) ?? [];
      return milliseconds === undefined ? [] : [{ title, seconds: Number(milliseconds) / 1000 }];
    });
}

/**
 * What each test of a report of Playwright's JSON reporter took, with all its tries, named with its project where
 * several run the same file.
 * @returns {Duration[]}
 */
export function durationsOfPlaywright(report) {
  const inSuite = ({ specs = [], suites = [] }, around) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status !== 'skipped')
        .map(({ projectName, results = [] }) => ({
          title: [...(projectName ? [`[${projectName}]`] : []), ...around, title].join(' › '),
          seconds: results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
        }))
    ),
    ...suites.flatMap((suite) => inSuite(suite, [...around, suite.title])),
  ];
  return inSuite(JSON.parse(report), []);
}
