import React from 'react';
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
import { momentText } from '../words';

interface FiringAlertsProps {
  /** Of the objective. */
  id: string;
  /** End of the time range: they are asked for anew when it moves. */
  at: number;
  isSample: boolean;
  timeZone: string;
}

/** The alerts of an objective's own rules that fire in Grafana now. Nothing where none does, or it is not known. */
export function FiringAlerts({ id, at, isSample, timeZone }: FiringAlertsProps) {
  const { value } = useAsyncQuery(isSample ? undefined : () => firingAlerts(), [id, at, isSample]);
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
                time: momentText(since, timeZone),
              })}
            </Text>
          )}
        </Stack>
      ))}
    </section>
  );
}
