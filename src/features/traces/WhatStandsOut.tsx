import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { LinkButton, Stack, Text, useStyles2 } from '@grafana/ui';
import { type TracesState } from '../../correlation/pageUrls/traces';
import { t } from '../../i18n/t';
import { formatDuration, formatShare } from '../../ui/format';
import { type UrlState } from '../../ui/page/usePageUrl';
import { DifferenceList } from './DifferenceList';
import { type DurationBounds } from './filters';
import { mayHaveFailed, type TracesAnswers } from './useTraces';

interface WhatStandsOutProps {
  url: UrlState<TracesState>;
  answers: TracesAnswers;
}

/** What sets apart the selected requests, or else those that failed and the slowest. */
export function WhatStandsOut({ url, answers }: WhatStandsOutProps) {
  const styles = useStyles2(getStyles);
  const { ofSelection, ofErrors, ofSlowest, slowest, looked, durations } = answers;
  const { selected } = url.state;
  const hasFailed = mayHaveFailed(durations.value);
  return (
    <div className={styles.box}>
      <div className={styles.heading}>
        <Text element="h2" variant="h4">
          {t('traces.difference.title', 'What stands out')}
        </Text>
        {selected && (
          <Stack gap={1} wrap="wrap">
            <LinkButton
              size="sm"
              variant="secondary"
              icon="search-plus"
              href={url.hrefOf({ selected: undefined }, selected)}
            >
              {t('traces.selection.zoom', 'Zoom to selection')}
            </LinkButton>
            <LinkButton size="sm" variant="secondary" icon="times" href={url.hrefOf({ selected: undefined })}>
              {t('traces.selection.clear', 'Clear selection')}
            </LinkButton>
          </Stack>
        )}
      </div>
      {selected ? (
        <DifferenceList
          title={t('traces.difference.selected', 'Selected requests')}
          of="selected"
          answer={ofSelection}
          url={url}
          first={8}
        />
      ) : (
        <>
          {hasFailed && (ofErrors.value || ofErrors.isLoading || ofErrors.failure) && (
            <DifferenceList
              title={t('traces.difference.failed', 'Failed requests')}
              of="failed"
              answer={ofErrors}
              url={url}
              first={3}
            />
          )}
          {(looked || slowest) && (ofSlowest.value || ofSlowest.isLoading || ofSlowest.failure) && (
            <DifferenceList
              title={
                looked
                  ? lookedWords(looked)
                  : t('traces.difference.slowest', 'Slowest {{share}} (over {{from}})', {
                      share: formatShare(slowest?.share),
                      from: formatDuration(slowest?.from),
                    })
              }
              of={looked ? 'durations' : 'slowest'}
              answer={ofSlowest}
              url={url}
              first={3}
            />
          )}
        </>
      )}
    </div>
  );
}

function lookedWords({ from, to }: DurationBounds): string {
  const bounds = { from: formatDuration(from), to: formatDuration(to) };
  if (from === undefined) {
    return t('traces.difference.up-to', 'Requests up to {{to}}', bounds);
  }
  return to === undefined
    ? t('traces.difference.over', 'Requests over {{from}}', bounds)
    : t('traces.difference.between', 'Requests of {{from}} to {{to}}', bounds);
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  heading: css({ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: theme.spacing(1) }),
});
