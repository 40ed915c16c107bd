import { DATABASES } from './databases';
import { DOTNET } from './dotnet';
import { type Beginning, beginningOf, type Layout, type LayoutReading } from './layout';
import { LOGGERS } from './loggers';
import { PHP } from './php';
import { SERVERS } from './servers';
import { SYSLOG } from './syslog';
import { WRAPPERS } from './wrappers';

/** In this order: what is told by more comes first, Docker Compose's bar last. */
const LAYOUTS: readonly Layout[] = [...PHP, ...DOTNET, ...SERVERS, ...DATABASES, ...LOGGERS, ...SYSLOG, ...WRAPPERS];

const BY_BEGINNING = Object.fromEntries(
  (['0', 'a', '[', '<', '*'] as const).map((sign) => [sign, LAYOUTS.filter(({ begins }) => begins.includes(sign))])
) as Record<Beginning, Layout[]>;

/** Reads a line by the first layout that it has; undefined where it has none of these. */
export function readLayout(text: string): LayoutReading | undefined {
  for (const { read } of BY_BEGINNING[beginningOf(text)]) {
    const reading = read(text);
    if (reading !== undefined) {
      return reading;
    }
  }
  return undefined;
}
