import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Text, useStyles2 } from '@grafana/ui';
import { type StatedError } from '../../analysis/errors/errorStatus';
import { t } from '../../i18n/t';
import { MarkForm } from './MarkForm';
import { type ErrorWording, markInWords } from './statusWords';
import { type MarkingState } from './useMarking';

interface ErrorDetailsProps {
  error: StatedError;
  marking: MarkingState;
  wording: ErrorWording;
  onClose: () => void;
}

/** Below an error: what was said of it and by whom, and what can be said; where that cannot be, why. */
export function ErrorDetails({ error: { group, mark }, marking, wording, onClose }: ErrorDetailsProps) {
  const styles = useStyles2(getStyles);
  const { opened, refusal, isSaving } = marking;
  if (opened?.as !== undefined) {
    return (
      <MarkForm
        key={opened.as}
        error={group}
        as={opened.as}
        by={marking.user}
        isSaving={isSaving}
        onSave={marking.mark}
        onCancel={onClose}
      />
    );
  }
  return (
    <div
      className={styles.details}
      role="group"
      aria-label={t('ui.errors.actions-of', 'Actions for {{error}}', { error: group.title })}
    >
      <Text variant="bodySmall" color="secondary">
        {[
          mark ? markInWords(mark, wording) : t('ui.errors.not-marked', 'Not marked'),
          ...(refusal ? [refusal] : []),
        ].join(' · ')}
      </Text>
      {refusal === undefined && (
        <>
          <Button
            size="sm"
            variant="secondary"
            icon="check"
            autoFocus
            disabled={isSaving}
            onClick={() => marking.open(group.fingerprint, 'fixed')}
          >
            {t('ui.errors.fix', 'Fixed in version …')}
          </Button>
          <Button
            size="sm"
            variant="secondary"
            icon="bell-slash"
            disabled={isSaving}
            onClick={() => marking.open(group.fingerprint, 'ignored')}
          >
            {t('ui.errors.ignore', 'Ignore …')}
          </Button>
          {mark && (
            <Button
              size="sm"
              variant="secondary"
              icon="history"
              disabled={isSaving}
              onClick={() => marking.reopen(group.fingerprint)}
            >
              {t('ui.errors.reopen', 'Reopen')}
            </Button>
          )}
        </>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  details: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.5, 0),
  }),
});
