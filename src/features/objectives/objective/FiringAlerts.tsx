import React from 'react';
import { dateTimeFormat } from '@grafana/data';
import { Stack, Text, TextLink } from '@grafana/ui';
import { useLocation } from 'react-router-dom';
import { firingState } from '../../../analysis/objectives/rules';
import { alertUrl } from '../../../correlation/pageUrls/alerts';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { firingAlerts } from '../../../datasources/firingAlerts';
import { t } from '../../../i18n/t';
import { appHref } from '../../../ui/links/links';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StateIcon } from '../../../ui/status/StateBadge';

/** The alerts of an objective's own rules that fire in Grafana now. Nothing where none does, or it is not known. */
export function FiringAlerts({ id, isSample }: { id: string; isSample: boolean }) {
  const { value } = useAsyncQuery(isSample ? undefined : () => firingAlerts(), [id, isSample]);
  const shared = sharedPart(useLocation().search);
  const own = (value ?? []).flatMap((alert) => {
    const state = firingState(alert.rule.name, id);
    return state ? [{ ...alert, state }] : [];
  });
  if (own.length === 0) {
    return null;
  }
  return (
    <section aria-label={t('objectives.alerts', 'Firing alerts')}>
      <Text element="h2" variant="h5">
        {t('objectives.alerts', 'Firing alerts')}
      </Text>
      {own.map(({ rule: { name, uid, origin, group }, service, since, state }) => (
        <Stack key={name} alignItems="center" gap={1}>
          <StateIcon state={state} />
          <TextLink
            href={appHref(alertUrl.write({ alert: name, service, rule: uid, source: origin.uid, group }), shared)}
          >
            {name}
          </TextLink>
          {since !== undefined && (
            <Text color="secondary" variant="bodySmall">
              {t('objectives.alerts-since', 'since {{time}}', {
                time: dateTimeFormat(since, { format: 'MMM D HH:mm' }),
              })}
            </Text>
          )}
        </Stack>
      ))}
    </section>
  );
}
