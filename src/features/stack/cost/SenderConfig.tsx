import React, { useState } from 'react';
import { RadioButtonGroup, Text } from '@grafana/ui';
import { type Suggestion } from '../../../analysis/logCost/suggestions';
import { t } from '../../../i18n/t';
import { formatShare } from '../../../ui/format';
import { useAsyncQuery } from '../../../ui/query/useAsyncQuery';
import { StatusMessage } from '../../../ui/status/StatusMessage';
import { ConfigText } from '../../../ui/ConfigText';
import { type Sender, senderConfig } from './senderConfigText';

/** What is written for each; names of products are the same in every language. */
const SENDERS: ReadonlyArray<{ value: Sender; label: string }> = [
  { value: 'alloy', label: 'Alloy' },
  { value: 'promtail', label: 'Promtail' },
  { value: 'collector', label: 'OpenTelemetry Collector' },
];

/** The configuration that drops and samples what is proposed, to copy. */
export function SenderConfig({ suggestions }: { suggestions: readonly Suggestion[] }) {
  const [sender, setSender] = useState<Sender>('alloy');
  const { value, failure } = useAsyncQuery(() => senderConfig(sender, suggestions), [sender, suggestions]);
  const saved = suggestions.reduce((all, { savedShare }) => all + savedShare, 0);
  return (
    <>
      <Text element="p">
        {t('stack.save.total', 'All proposals together save {{share}} of bytes', { share: formatShare(saved) })}
      </Text>
      <div>
        <RadioButtonGroup
          size="sm"
          options={[...SENDERS]}
          value={sender}
          onChange={setSender}
          aria-label={t('stack.save.sender', 'What sends the logs')}
        />
      </div>
      <Text element="p" color="secondary" variant="bodySmall">
        {aboutSender(sender)}
      </Text>
      {failure && <StatusMessage {...failure} />}
      {value !== undefined && (
        <ConfigText label={t('stack.save.config', 'Configuration that removes and samples')} text={value} />
      )}
    </>
  );
}

function aboutSender(sender: Sender): string {
  switch (sender) {
    case 'alloy':
      return t('stack.save.about-alloy', 'Put this component before loki.write. Delete what you do not want');
    case 'promtail':
      return t(
        'stack.save.about-promtail',
        'Add these stages to the job in scrape_configs. Delete what you do not want'
      );
    case 'collector':
      return t(
        'stack.save.about-collector',
        'Add this processor to the logs pipeline. It samples whole traces: log lines without a trace ID are all kept'
      );
  }
}
