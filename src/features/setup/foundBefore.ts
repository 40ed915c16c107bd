import { dateTime } from '@grafana/data';
import { type StoredNames } from '../../datasources/client/storedNames';
import { t, tCount } from '../../i18n/t';

/** So many services are named; the others are counted. */
const NAMED = 5;

/**
 * What was found out of names before, in words: how long ago, and which services have other names elsewhere. Until
 * then pages go by it.
 */
export function foundBeforeText({ at, names }: StoredNames): string {
  const age = dateTime(at).fromNow();
  const others = names.flatMap(({ service, logs, traces }) => {
    const elsewhere = [...new Set([logs?.name, traces?.name])].filter((name) => name !== undefined && name !== service);
    return elsewhere.length > 0 ? [`${service} = ${elsewhere.join(', ')}`] : [];
  });
  if (others.length === 0) {
    return t('setup.names.stored-none', 'Matched {{age}}: no service has another name elsewhere.', { age });
  }
  const more = others.length - NAMED;
  const text = t('setup.names.stored', 'Matched {{age}}: {{names}}', {
    age,
    names: others.slice(0, NAMED).join('; '),
  });
  return more > 0
    ? tCount(
        'setup.names.stored-more',
        more,
        {
          one: '{{text}} and {{count}} more service.',
          other: '{{text}} and {{count}} more services.',
        },
        { text }
      )
    : `${text}.`;
}
