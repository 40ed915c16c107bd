import { largestUnseen, type ReleaseComparison, type RouteDifference } from '../../../../analysis/releases';
import { shareOf } from '../../../../analysis/newcombe';
import { t } from '../../../../i18n/t';
import { formatCount, formatDuration, formatShare } from '../../../../ui/format';

/** A difference of two shares: `0.9 points`. */
export function formatPoints(difference: number): string {
  const points = Math.abs(difference) * 100;
  const digits = points >= 10 ? 0 : points >= 0.1 || points === 0 ? 1 : 2;
  return t('releases.points', '{{points}} points', { points: points.toFixed(digits) });
}

/** Says what the newest version does worse or better than the others, or how large a difference was not seen. */
export function failureSentence({ newest, routes }: ReleaseComparison): string {
  const [first] = routes;
  if (!first?.isFound) {
    return nothingSeen(newest.version, routes);
  }
  const about = {
    version: newest.version,
    points: formatPoints(first.difference),
    route: first.route,
    newer: formatShare(shareOf(first.newer)),
    older: formatShare(shareOf(first.older)),
    requests: formatCount(first.newer.total),
  };
  return first.difference > 0
    ? t(
        'releases.worse',
        '{{version}} fails {{points}} more on {{route}}: {{newer}} of {{requests}} requests, {{older}} of the others',
        about
      )
    : t(
        'releases.better',
        '{{version}} fails {{points}} less on {{route}}: {{newer}} of {{requests}} requests, {{older}} of the others',
        about
      );
}

function nothingSeen(version: string, routes: readonly RouteDifference[]): string {
  if (routes.length === 0) {
    return t('releases.nothing-shared', 'No route served by {{version}} and by another version', { version });
  }
  const points = formatPoints(Math.max(...routes.map(({ interval }) => largestUnseen(interval))));
  return t(
    'releases.same',
    '{{version}} fails as often as the others: no difference larger than {{points}} on any route',
    {
      version,
      points,
    }
  );
}

/** Says whether the newest version is slower: how many of its requests took longer than a bound. */
export function slowSentence(bound: number, { newest, routes: [all] }: ReleaseComparison): string | undefined {
  if (!all) {
    return undefined;
  }
  const about = {
    version: newest.version,
    bound: formatDuration(bound),
    newer: formatShare(shareOf(all.newer)),
    older: formatShare(shareOf(all.older)),
    points: formatPoints(largestUnseen(all.interval)),
  };
  if (!all.isFound) {
    return t(
      'releases.as-fast',
      'As many requests took longer than {{bound}}: no difference larger than {{points}}',
      about
    );
  }
  return all.difference > 0
    ? t(
        'releases.slower',
        'Slower: {{newer}} of its requests took longer than {{bound}}, {{older}} of the others',
        about
      )
    : t(
        'releases.faster',
        'Faster: {{newer}} of its requests took longer than {{bound}}, {{older}} of the others',
        about
      );
}

/** Says what is compared with what. */
export function howText({ newest, others, how }: ReleaseComparison): string {
  const about = { version: newest.version, others: others.join(', ') };
  return how === 'side-by-side'
    ? t('releases.side-by-side', '{{version}} compared with {{others}} at the same time', about)
    : t(
        'releases.before-after',
        '{{version}} compared with {{others}} before it: what else changed then shows, too',
        about
      );
}
