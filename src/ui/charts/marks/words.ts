import { type Deployment } from '../../../analysis/deployments';
import { type FiredAlert } from '../../../analysis/marks';
import { severityOf } from '../../../analysis/alerts/severity';
import { t, tCount } from '../../../i18n/t';
import { type Silence } from '../../../telemetry/questions/alerts';
import { type MarkLink } from './links';

/** Writes a moment of the time range. */
export type FormatTime = (time: number) => string;

/** Says which version came, and what it came after. */
export function deploymentText({ version, before }: Deployment): string {
  return t('ui.charts.deployment', 'Version {{version}}, was {{before}}', { version, before: before.join(', ') });
}

/** Says which alert fired, how bad it is, since when and until when. */
export function alertText({ name, labels, from, to, isCut, isOngoing }: FiredAlert, time: FormatTime): string {
  const severity = severityOf(labels);
  const about = { alert: severity === undefined ? name : `${name} (${severity})`, from: time(from), to: time(to) };
  if (isCut) {
    return isOngoing
      ? t('ui.marks.alert-throughout', 'Alert {{alert}} fired all the time', about)
      : t('ui.marks.alert-until', 'Alert {{alert}} fired until {{to}}', about);
  }
  return isOngoing
    ? t('ui.marks.alert-since', 'Alert {{alert}} fires since {{from}}', about)
    : t('ui.marks.alert', 'Alert {{alert}} fired {{from}} to {{to}}', about);
}

/** Says what is silenced, by whom, and why. */
export function silenceText({ matchers, by, comment, from, to }: Silence, time: FormatTime): string {
  const what = matchers.map(({ label, op, value }) => `${label}${op}${value}`).join(', ');
  const about = { what, by, comment, from: time(from), to: time(to) };
  if (by === '') {
    return t('ui.marks.silence', 'Silence {{from}} to {{to}} of {{what}}', about);
  }
  return comment === ''
    ? t('ui.marks.silence-by', 'Silence {{from}} to {{to}} by {{by}} of {{what}}', about)
    : t('ui.marks.silence-why', 'Silence {{from}} to {{to}} by {{by}}: {{comment}}. Of {{what}}', about);
}

/** How many are not named in a mark of several. */
export function moreText(count: number): string {
  return tCount('ui.marks.more', count, { one: 'and {{count}} more', other: 'and {{count}} more' });
}

/** What the link of a mark opens. */
export function linkTitle(opens: MarkLink['opens']): string {
  switch (opens) {
    case 'alert':
      return t('ui.marks.open-alert', 'Open alert');
    case 'alerts':
      return t('ui.marks.open-alerts', 'Open alerts');
    case 'releases':
      return t('ui.marks.open-releases', 'Compare versions');
  }
}
