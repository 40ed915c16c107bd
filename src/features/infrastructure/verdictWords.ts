import { type InfraVerdict } from '../../analysis/infrastructure/infraVerdict';
import { fullestOf, type InfraRow, sinceOf } from '../../analysis/infrastructure/infraRows';
import { t } from '../../i18n/t';
import { type InfraSeries } from '../../telemetry/questions/infrastructure';
import { type TimeSpan } from '../../telemetry/timeSpan';
import { formatShare } from '../../ui/format';
import { countText, entityText, findingText } from './words';

/**
 * How everything that the shop runs on is doing, in a sentence.
 * @param formatTime writes the moment since when it has been so
 */
export function verdictText(
  { worst, fullest }: InfraVerdict,
  lines: readonly InfraSeries[],
  span: TimeSpan,
  formatTime: (time: number) => string
): string {
  if (worst) {
    const { row, finding } = worst;
    const since = sinceOf(lines, row, finding, span);
    const values = { entity: entityText(row.entity), finding: findingText(finding, row.entity) };
    return since === undefined
      ? t('infra.verdict.worst', '{{entity}}: {{finding}}', values)
      : t('infra.verdict.worst-since', '{{entity}}: {{finding}}, since {{time}}', {
          ...values,
          time: formatTime(since),
        });
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
  span: TimeSpan,
  formatTime: (time: number) => string
): string | undefined {
  const texts = row.findings.map((finding) => {
    const since = sinceOf(lines, row, finding, span);
    const text = findingText(finding, row.entity);
    return since === undefined
      ? text
      : t('infra.note.since', '{{finding}} since {{time}}', { finding: text, time: formatTime(since) });
  });
  return texts.length > 0 ? texts.join(' · ') : undefined;
}
