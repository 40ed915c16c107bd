import React, { Suspense } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { t } from '../../i18n/t';
import { lazyComponent } from '../lazy/lazyComponent';
import { type WhatChangedBlockProps } from './WhatChangedBlock';

// With the analysis, which is heavy, and which no page needs for what it shows first.
const Block = lazyComponent(
  () => import(/* webpackChunkName: "what-changed" */ './WhatChangedBlock'),
  () => t('changes.load-failed', 'What changed could not be loaded')
);

interface WhatChangedProps extends Omit<WhatChangedBlockProps, 'question'> {
  /** Undefined until the page has what it shows first. */
  question: WhatChangedBlockProps['question'] | undefined;
}

/**
 * What changed, in a place of its own on a page. The room of one line is kept for it, so that nothing moves when it
 * comes, or when there is nothing to tell.
 */
export function WhatChanged({ question, ...rest }: WhatChangedProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.room}>
      {question && (
        <Suspense fallback={null}>
          <Block {...rest} question={question} />
        </Suspense>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ room: css({ minHeight: theme.spacing(3), minWidth: 0 }) });
