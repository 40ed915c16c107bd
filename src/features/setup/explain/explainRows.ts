import { type Explained } from '../../../correlation/explain/explainText';
import { t } from '../../../i18n/t';
import { type ExplainedLine, type LineOrigin } from '../../../telemetry/explain/explainLine';
import { type ExplainedFamily, type ExplainedMetrics } from '../../../telemetry/explain/explainMetrics';
import { JOINED_SIGNALS, evidenceWords } from '../joinWords';

/** One thing that was read of an input, or that nothing read. */
export interface ExplainRow {
  key: string;
  /** What it is about: a line, a metric, a service. */
  input: string;
  /** What it was read as; undefined where no rule took it. */
  role?: string;
  value: string;
  /** The rule: where the value comes from. */
  rule: string;
}

/** What was read of an input, row by row, what no rule took last. */
export function explainRows(explained: Explained): ExplainRow[] {
  const rows = unkeyed(explained);
  return rows.map((row, index) => ({ ...row, key: `${index}` }));
}

type Row = Omit<ExplainRow, 'key'>;

function unkeyed(explained: Explained): Row[] {
  switch (explained.kind) {
    case 'lines':
      return explained.lines.flatMap(lineRows);
    case 'metrics':
      return metricRows(explained.metrics);
    case 'joins':
      return explained.services.flatMap((identity) =>
        JOINED_SIGNALS.flatMap((signal): Row[] => {
          const joined = identity[signal];
          return joined
            ? [{ input: identity.service, role: signal, value: joined.name, rule: evidenceWords(joined.evidence) }]
            : [];
        })
      );
  }
}

function lineRows({ read, fields }: ExplainedLine, index: number): Row[] {
  const input = t('setup.explain.line', 'Log line {{number}}', { number: index + 1 });
  return [
    ...Object.entries(read).map(([role, { value, from }]): Row => ({
      input,
      role,
      value: typeof value === 'object' ? JSON.stringify(value) : String(value),
      rule: originWords(from),
    })),
    ...Object.entries(fields).map(([name, value]): Row => ({ input, value, rule: name })),
  ];
}

function originWords(from: LineOrigin): string {
  const name = from.slice(from.indexOf(':') + 1);
  if (from.startsWith('metadata:')) {
    return t('setup.explain.from-metadata', 'structured metadata {{name}}', { name });
  }
  if (from.startsWith('label:')) {
    return t('setup.explain.from-label', 'label {{name}}', { name });
  }
  if (from.startsWith('field:')) {
    return t('setup.explain.from-field', 'field {{name}}', { name });
  }
  return from === 'text'
    ? t('setup.explain.from-text', 'text of the line')
    : t('setup.explain.from-several', 'several fields that agree');
}

function metricRows({ families, covered, signals, notTaken }: ExplainedMetrics): Row[] {
  return [
    ...families.flatMap((family) => familyRows(family, family.convention)),
    ...covered.flatMap((family) =>
      familyRows(
        family,
        t('setup.explain.covered', '{{convention}}; another family answers for its services', {
          convention: family.convention,
        })
      )
    ),
    ...signals.map(({ metric, measure, services, unit }): Row => ({
      input: metric,
      role: measure,
      value: services.join(', '),
      rule: t('setup.explain.signal', 'known metric, in {{unit}}', { unit }),
    })),
    ...notTaken.map((metric): Row => ({ input: metric, value: '', rule: '' })),
  ];
}

function familyRows({ requests, duration, services, labels }: ExplainedFamily, rule: string): Row[] {
  const value = services.join(', ');
  const labelRows = Object.entries(labels).map(([role, names]): Row => ({
    input: requests,
    role,
    value: names.join(', '),
    rule: t('setup.explain.label-name', 'label name'),
  }));
  return [
    { input: requests, role: t('setup.explain.requests', 'requests'), value, rule },
    ...(duration === null ? [] : [{ input: duration, role: t('setup.explain.latency', 'latency'), value, rule }]),
    ...labelRows,
  ];
}
