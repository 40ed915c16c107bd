import { type Suggestion } from '../../../analysis/logCost/suggestions';
import { t } from '../../../i18n/t';
import { formatShare } from '../../../ui/format';

/** What could be done, and what it saves of all bytes. */
export function actionWords({ action, savedShare }: Suggestion): string {
  const share = formatShare(savedShare);
  return action.kind === 'drop'
    ? t('stack.save.drop', 'Remove: saves {{share}}', { share })
    : t('stack.save.sample', 'Keep 1 of {{count}}: saves {{share}}', { count: action.keepOneOf, share });
}

/** What is not there any more then. */
export function losesWords({ action, loses, pattern }: Suggestion): string {
  if (loses === 'nothing') {
    return t('stack.save.loses-nothing', 'No request story or error group shows them; searches find them no more');
  }
  const share = formatShare(pattern.traced);
  return action.kind === 'drop'
    ? t('stack.save.loses-details', 'Request stories lose these log lines: {{share}} of them carry a trace ID', {
        share,
      })
    : t(
        'stack.save.loses-stories',
        'Most request stories lose this log line, and counts of it are {{count}} times too low',
        {
          count: action.keepOneOf,
        }
      );
}
