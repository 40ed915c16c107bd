import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/**
 * How many tests passed, failed and were skipped.
 * @typedef {{ passed: number, failed: number, skipped: number }} Counts
 */

/** @type {Counts} */
export const NONE = { passed: 0, failed: 0, skipped: 0 };

/** @returns {Counts} */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * Reads the report of `jest --json`. A file that could not even be loaded is one failure: its tests are not known.
 * @returns {Counts}
 */
export function countJest(report) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites } =
    JSON.parse(report);
  return {
    passed: numPassedTests,
    failed: numFailedTests + numRuntimeErrorTestSuites,
    skipped: numPendingTests + numTodoTests,
  };
}

/**
 * Where a jest report says that tests were skipped: each file once, with how many. Those of one file want the same
 * program.
 * @param {string} root folder that the files are named from
 */
export function skippedByJest(report, root) {
  const { testResults } = JSON.parse(report);
  return testResults.flatMap(({ name, assertionResults }) => {
    const skipped = assertionResults.filter(({ status }) => status === 'pending' || status === 'todo').length;
    return skipped > 0 ? [`${skipped} in ${relative(root, name)}`] : [];
  });
}

/** Titles of the tests that a jest report says failed, and of the files that could not be loaded. */
export function failedByJest(report, root) {
  const { testResults } = JSON.parse(report);
  return testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((result) => result.status === 'failed');
    if (failed.length > 0) {
      return failed.map(({ fullName, failureMessages }) =>
        told(`${relative(root, name)} › ${fullName}`, failureMessages[0])
      );
    }
    return status === 'failed' ? [told(relative(root, name), message)] : [];
  });
}

/**
 * Reads the TAP report of Node's own test runner, which ends with the counts as comments.
 * @returns {Counts}
 * @throws Error where the report ends before its counts
 */
export function countTap(report) {
  const last = (name) => {
    // What a test writes about itself may look the same; the runner's own line is at the start and comes last.
    const found = [...report.matchAll(new RegExp(`^# ${name} (\\d+)$`, 'gm'))].at(-1);
    if (!found) {
      throw new Error(`the report has no "${name}" count`);
    }
    return Number(found[1]);
  };
  return {
    passed: last('pass'),
    failed: last('fail') + last('cancelled'),
    skipped: last('skipped') + last('todo'),
  };
}

/** Titles and reasons of the tests that a TAP report says were skipped. */
export function skippedByTap(report) {
  return [...report.matchAll(/^\s*ok \d+ - (.*) # SKIP ?(.*)$/gm)].map(([, title, reason]) =>
    reason ? `${title} (${reason})` : title
  );
}

/** Titles of the tests that a TAP report says failed, without the suites around them. */
export function failedByTap(report) {
  return [...report.matchAll(/^( *)not ok \d+ - (.*)\n\1  ---\n((?:\1  .*\n)*?)\1  \.\.\.$/gm)]
    .filter(([, , , details]) => !/failureType: 'subtestsFailed'/.test(details))
    .map(([, , title, details]) =>
      told(title, /error: (?:\|-\n)?([^]*?)(?=\n *(?:code|name|stack):|$)/.exec(details)?.[1])
    );
}

/**
 * Reads the report of Playwright's JSON reporter. A test that passed only at the second try counts as failed.
 * @returns {Counts}
 */
export function countPlaywright(report) {
  const { stats, errors = [] } = JSON.parse(report);
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + (stats.unexpected === 0 ? errors.length : 0),
    skipped: stats.skipped,
  };
}

/** How many tests a report of `playwright test --list` names. */
export function countListed(report) {
  const inSuite = ({ specs = [], suites = [] }) =>
    specs.reduce((sum, { tests }) => sum + tests.length, 0) + suites.reduce((sum, suite) => sum + inSuite(suite), 0);
  return inSuite(JSON.parse(report));
}

/** Titles and reasons of the tests that a Playwright report says were skipped. */
export function skippedByPlaywright(report) {
  const inSuite = ({ specs = [], suites = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'skipped')
        .map(({ annotations }) => {
          const reason = annotations.find(({ type }) => type === 'skip')?.description;
          return reason ? `${title} (${reason})` : title;
        })
    ),
    ...suites.flatMap(inSuite),
  ];
  return inSuite(JSON.parse(report));
}

/**
 * Titles of the tests that a Playwright report says failed or passed only at the second try, and what else went wrong.
 */
export function failedByPlaywright(report) {
  const inSuite = ({ title: around = '', specs = [], suites = [] }) => [
    ...specs.flatMap(({ title, tests }) =>
      tests
        .filter(({ status }) => status === 'unexpected' || status === 'flaky')
        .map(({ results = [] }) => {
          const error = results.find((result) => result.error)?.error;
          return told(around ? `${around} › ${title}` : title, error?.message);
        })
    ),
    ...suites.flatMap(inSuite),
  ];
  const { errors = [], ...suite } = JSON.parse(report);
  return [...inSuite(suite), ...errors.map(({ message }) => told('outside of any test', message))];
}

/** How many lines of a failure are told again at the end; all of it stands where it happened. */
const LINES = 12;

function told(title, message = '') {
  const lines = stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [title, ...lines.slice(0, LINES).map((line) => `    ${line.trim()}`)].join('\n');
}
