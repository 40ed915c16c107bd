import { type ServerReason, type ServerRow } from '../../analysis/stack/serverRows';
import { t } from '../../i18n/t';
import { formatSeconds } from '../../ui/amounts';
import { formatArriving, formatFailures } from './formats';
import { downWords, lossReason, lostWords, serverName } from './words';

/** What is the matter with a server, and what it loses by reason where that is not said already. */
export function serverNote(row: ServerRow): string | undefined {
  const isSaid = row.lost.length === 1 && row.reasons.some(({ rule }) => rule === 'lost');
  const notes = [
    ...row.reasons.map((reason) => serverReasonWords(reason, row)),
    ...(isSaid ? [] : lostByReasonWords(row)),
  ];
  return notes.length > 0 ? notes.join(' · ') : undefined;
}

/** One thing that is the matter with a server. */
function serverReasonWords(reason: ServerReason, row: ServerRow): string {
  switch (reason.rule) {
    case 'down':
      return downWords(serverName(row), reason.down, reason.of);
    case 'lost':
      return lostWords(serverName(row), reason.loss);
    case 'fault':
      return t('stack.server.config', 'Configuration not loaded: the previous one is in use');
    case 'failing':
      return t('stack.server.failing', '{{what}}: {{rate}}', {
        what: failingName(reason.failing.reason),
        rate: formatFailures(reason.failing.perSecond),
      });
    case 'slow':
      return t('stack.server.slow', 'Queries take {{seconds}}', { seconds: formatSeconds(reason.seconds) });
  }
}

/** What of a server is lost, by reason: of a collector that is by receiver and exporter. */
function lostByReasonWords({ lost }: ServerRow): string[] {
  return lost.map(({ of, perSecond, reason }) =>
    t('stack.server.lost', '{{rate}} lost: {{reason}}', {
      rate: formatArriving(of, perSecond),
      reason: lossReason(reason),
    })
  );
}

/** What a server could not do, by our words for it, with what it adds. */
function failingName(reason: string): string {
  const [what = '', ...more] = reason.split(' ');
  const named = failingWords(what);
  return more.length > 0 ? `${named} (${more.join(' ')})` : named;
}

function failingWords(what: string): string {
  switch (what) {
    case 'http_5xx':
      return t('stack.failing.http', 'Requests answered with 5xx');
    case 'rule_evaluation':
      return t('stack.failing.rules', 'Rule evaluations failed');
    case 'notification':
      return t('stack.failing.notification', 'Notifications failed');
    case 'notifications_dropped':
      return t('stack.failing.notifications', 'Alerts not sent to Alertmanager');
    case 'invalid_alert':
      return t('stack.failing.alert', 'Invalid alerts');
    case 'sample_limit':
      return t('stack.failing.sample-limit', 'Scrapes over the sample limit');
    case 'target_limit':
      return t('stack.failing.target-limit', 'Scrape pools over the target limit');
    case 'wal_write':
    case 'wal_disk_full':
      return t('stack.failing.wal', 'Writes to the write-ahead log failed');
    case 'compaction':
      return t('stack.failing.compaction', 'Compactions failed');
    case 'flush':
      return t('stack.failing.flush', 'Writes to storage failed');
    case 'retention':
      return t('stack.failing.retention', 'Deleting old data failed');
    case 'refused_by_receiver':
      return t('stack.failing.receiver', 'Spans refused by the receiver');
    default:
      return what.replaceAll('_', ' ');
  }
}
