import React from 'react';
import { css } from '@emotion/css';
import { type SceneObject } from '@grafana/scenes';
import { type AlertRow } from '../../../analysis/alerts/alertRows';
import { t } from '../../../i18n/t';
import { type WatchedAnswer } from '../../../telemetry/questions/alerts';
import { timesAround } from '../../../ui/changes/times';
import { useChangesContext } from '../../../ui/changes/useChangesContext';
import { WhatChanged } from '../../../ui/changes/WhatChanged';
import { type AsyncState } from '../../../ui/query/useAsyncQuery';
import { Section } from './Section';
import { startOf, troubleWatched } from './symptom';
import { type HistoryAnswer } from './useAlert';

interface ChangesSectionProps {
  scene: SceneObject;
  row: AlertRow;
  /** The moment that the alert is known at, milliseconds since the epoch. */
  now: number;
  history: AsyncState<HistoryAnswer>;
  watched: AsyncState<WatchedAnswer | undefined>;
  timeZone: string;
}

/** What changed around the start of an alert. It is asked for when the rest of the page is there. */
export function ChangesSection({ scene, row, now, history, watched, timeZone }: ChangesSectionProps) {
  const context = useChangesContext(scene);
  const start = startOf(row, history.value?.history);
  const isWaiting = (history.isLoading && !history.value) || (watched.isLoading && !watched.value);
  if (start === undefined && !isWaiting) {
    return null;
  }
  const trouble = troubleWatched(watched.value?.query ?? row.rule?.query);
  const times = start === undefined || isWaiting ? undefined : timesAround(start, now);
  const { service } = row;
  return (
    <Section title={t('alerts.changes.title', 'Around the start of the alert')}>
      <div className={ROOM}>
        <WhatChanged
          question={
            times && {
              before: times.before,
              during: times.during,
              ...(service !== undefined && { service, ...(trouble && { about: { service, trouble } }) }),
            }
          }
          context={context}
          fit="whole"
          look="open"
          timeZone={timeZone}
        />
      </div>
    </Section>
  );
}

/** About as high as one cause with what speaks for it. */
const ROOM = css({ minHeight: 140 });
