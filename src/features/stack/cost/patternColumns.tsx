import React from 'react';
import { Text } from '@grafana/ui';
import { type PatternCost } from '../../../analysis/logCost/patternCosts';
import { type Suggestion } from '../../../analysis/logCost/suggestions';
import { t } from '../../../i18n/t';
import { ServiceName } from '../../../ui/entityTable/cells';
import { type Column } from '../../../ui/entityTable/column';
import { ROOM } from '../../../ui/entityTable/widths';
import { formatCount, formatShare, NO_VALUE } from '../../../ui/format';
import { bytesColumn } from './bytesColumn';
import { actionWords, losesWords } from './words';

/** The columns of the table of patterns, with what is proposed of each. */
export function patternColumns(proposed: readonly Suggestion[]): Array<Column<PatternCost>> {
  // A suggestion has a copy of its pattern: what tells patterns apart is what they are of, and their template.
  const keyOf = ({ service, level, template }: PatternCost) => JSON.stringify([service, level, template]);
  const byPattern = new Map(proposed.map((one) => [keyOf(one.pattern), one]));
  const of = (pattern: PatternCost) => byPattern.get(keyOf(pattern));
  return [
    {
      id: 'pattern',
      header: t('stack.save.pattern', 'Pattern'),
      isRowHeader: true,
      cell: ({ template }) => <code>{template}</code>,
      csv: { pattern: ({ template }) => template, example: ({ example }) => example },
    },
    {
      id: 'service',
      header: t('stack.save.service', 'Service'),
      sort: { values: ({ service }) => [service], first: 'smallest' },
      cell: ({ service, level }) => (
        <>
          {service === '' ? NO_VALUE : <ServiceName service={service} />}
          <Text element="p" variant="bodySmall" color="secondary">
            {level}
          </Text>
        </>
      ),
      csv: { service: ({ service }) => service, level: ({ level }) => level },
    },
    bytesColumn({
      header: t('stack.save.bytes', 'Bytes'),
      hint: t(
        'stack.save.bytes-hint',
        'Bytes counted of this service and level, by the share of the pattern in the log lines looked at'
      ),
      csv: { sampled_lines: ({ sampled }) => sampled },
    }),
    {
      id: 'basis',
      header: t('stack.save.basis', 'Log lines seen'),
      isNumber: true,
      align: 'end',
      cell: ({ sampled }) => formatCount(sampled),
      hideBelow: ROOM.tablet,
    },
    {
      id: 'traced',
      header: t('stack.save.traced', 'In stories'),
      hint: t(
        'stack.save.traced-hint',
        'Share of its log lines that carry a trace ID, so that request stories show them'
      ),
      isNumber: true,
      align: 'end',
      cell: ({ traced }) => formatShare(traced),
      csv: { traced: ({ traced }) => traced },
      hideBelow: ROOM.phablet,
    },
    {
      id: 'proposal',
      header: t('stack.save.proposal', 'Proposal'),
      cell: (pattern) => {
        const suggestion = of(pattern);
        return suggestion ? (
          <>
            {actionWords(suggestion)}
            <Text element="p" variant="bodySmall" color="secondary">
              {losesWords(suggestion)}
            </Text>
          </>
        ) : (
          t('stack.save.keep', 'Keep')
        );
      },
      csv: { proposal: (pattern) => of(pattern)?.action.kind ?? 'keep' },
    },
  ];
}
