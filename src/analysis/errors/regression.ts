import { compareVersions } from '../versionOrder';
import { type ErrorGroup } from './errorGroups';
import { type FixedMark, type IgnoredMark } from './errorMark';

/** How an error stands to the version, or the time, that it was said to be fixed in. */
export type Regression =
  { isBack: true; by: 'version'; version: string; fixedIn: string } | { isBack: true; by: 'time' } | { isBack: false };

/**
 * Whether an error is back: seen in the fixed version or a later one; where its lines or the mark name no version, seen
 * after the time of the mark. Versions have the order of Semantic Versioning; where they are none such, those that had
 * not been seen when the error was marked are the later ones.
 */
export function regressionOf(mark: FixedMark, { versions, lastSeen }: ErrorGroup): Regression {
  const { version: fixedIn, seenIn = [], at } = mark;
  if (fixedIn === undefined || versions.length === 0) {
    return lastSeen > Date.parse(at) ? { isBack: true, by: 'time' } : { isBack: false };
  }
  const isLater = (version: string) => {
    const order = version === fixedIn ? 0 : compareVersions(version, fixedIn);
    return order === undefined ? !seenIn.includes(version) : order >= 0;
  };
  const later = versions.find(({ version }) => isLater(version));
  return later ? { isBack: true, by: 'version', version: later.version, fixedIn } : { isBack: false };
}

/**
 * Whether an ignored error is still ignored.
 * @param mostInAnHour how many of it were written in the hour with most of it
 * @param now milliseconds since the epoch
 */
export function isStillIgnored({ until, above }: IgnoredMark, mostInAnHour: number, now: number): boolean {
  return (until === undefined || now < Date.parse(until)) && (above === undefined || mostInAnHour <= above);
}
