import { type InfraVerdict } from '../../analysis/infrastructure/infraVerdict';
import { type Finding } from '../../analysis/infrastructure/findings';
import { fullestOf, type InfraRow, timeOf } from '../../analysis/infrastructure/infraRows';
import { t } from '../../i18n/t';
import { type InfraSeries } from '../../telemetry/questions/infrastructure';
import { formatShare } from '../../ui/format';
import { countText, entityText, findingText, kindText } from './words';

/**
 * How everything that the shop runs on is doing, in a sentence.
 * @param formatTime writes the moment since when it has been so
 */
export function verdictText(
  { worst, fullest, unread, counts }: InfraVerdict,
  lines: readonly InfraSeries[],
  formatTime: (time: number) => string
): string {
  if (worst) {
    const { row, finding } = worst;
    return t('infra.verdict.worst', '{{entity}}: {{finding}}', {
      entity: entityText(row.entity),
      finding: timedText(row, finding, lines, formatTime),
    });
  }
  if (unread.length > 0) {
    const kinds = unread.map(kindText).join(', ');
    return fullest
      ? t('infra.verdict.partly', 'No answer about {{kinds}}. Nothing else is full, waiting or failing', { kinds })
      : t('infra.verdict.unread', 'No answer about {{kinds}}', { kinds });
  }
  if (counts.length > 0 && !fullest) {
    return t('infra.verdict.silent', 'No readings of any host, container or database');
  }
  return fullest
    ? t('infra.verdict.ok', 'Nothing is full, waiting or failing. Nearest to a limit: {{entity}}, {{share}}', {
        entity: entityText(fullest.entity),
        share: formatShare(fullestOf(fullest)),
      })
    : t('infra.verdict.unknown', 'No host, container or database is measured');
}

/** How many there are of each kind, and how many of them have a problem. */
export function verdictFacts({ counts }: InfraVerdict): string[] {
  return counts.length === 0
    ? []
    : [counts.map(({ kind, total, troubled }) => countText(kind, total, troubled)).join(' · ')];
}

/** All that is the matter with an entity, each with since when; undefined where nothing is. */
export function findingsText(
  row: InfraRow,
  lines: readonly InfraSeries[],
  formatTime: (time: number) => string
): string | undefined {
  const texts = row.findings.map((finding) => timedText(row, finding, lines, formatTime));
  return texts.length > 0 ? texts.join(' · ') : undefined;
}

function timedText(
  row: InfraRow,
  finding: Finding,
  lines: readonly InfraSeries[],
  formatTime: (time: number) => string
): string {
  const time = timeOf(lines, row, finding);
  const text = findingText(finding, row.entity);
  if (time === undefined) {
    return text;
  }
  return 'since' in time
    ? t('infra.finding.since', '{{finding}}, since {{time}}', { finding: text, time: formatTime(time.since) })
    : t('infra.finding.last', '{{finding}}, last at {{time}}', { finding: text, time: formatTime(time.last) });
}
