import { type Explained } from '../../../correlation/explain/explainText';
import { type ExplainedSpan, type ExplainedTrace, type ReadOfSpan } from '../../../correlation/explain/explainTrace';
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
    case 'traces':
      return traceRows(explained.traces);
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

function traceRows({ spans, notRead }: ExplainedTrace): Row[] {
  const unread: Row = {
    input: t('setup.explain.trace', 'Trace'),
    value: String(notRead),
    rule: t('setup.explain.without-id', 'spans without a trace ID or span ID'),
  };
  return [...spans.flatMap(spanRows), ...(notRead > 0 ? [unread] : [])];
}

function spanRows({ spanId, parentSpanId = '', place, read, attributes, resource, links }: ExplainedSpan): Row[] {
  const input = t('setup.explain.span', 'Span {{id}}', { id: spanId });
  return [
    { input, role: placeWords(place), value: parentSpanId, rule: placeRule(place) },
    ...Object.entries(read).map(([role, { value, ...origin }]): Row => ({
      input,
      role,
      value: String(value),
      rule: spanOriginWords(origin),
    })),
    ...links.map((link): Row => ({
      input,
      role: t('setup.explain.link', 'link'),
      value: `${link.traceId} ${link.spanId}`,
      rule: t('setup.explain.link-of', 'link of the span'),
    })),
    ...Object.entries({ ...attributes, ...resource }).map(([name, value]): Row => ({
      input,
      value: typeof value === 'object' ? value.join(', ') : String(value),
      rule: name,
    })),
  ];
}

function placeWords(place: ExplainedSpan['place']): string {
  switch (place) {
    case 'root':
      return t('setup.explain.root', 'root');
    case 'child':
      return t('setup.explain.child', 'child');
    case 'orphan':
      return t('setup.explain.orphan', 'orphan');
    case 'cycle':
      return t('setup.explain.cycle', 'cycle');
  }
}

function placeRule(place: ExplainedSpan['place']): string {
  switch (place) {
    case 'root':
      return t('setup.explain.root-rule', 'no parent');
    case 'child':
      return t('setup.explain.child-rule', 'parent of the span');
    case 'orphan':
      return t('setup.explain.orphan-rule', 'the parent is not in the trace');
    case 'cycle':
      return t('setup.explain.cycle-rule', 'parents go round in a circle');
  }
}

function spanOriginWords({ from, replacedBy }: Omit<ReadOfSpan, 'value'>): string {
  const words = spanOriginName(from);
  return replacedBy === undefined
    ? words
    : t('setup.explain.replaced', '{{origin}}, now called {{name}}', { origin: words, name: replacedBy });
}

function spanOriginName(from: ReadOfSpan['from']): string {
  const name = from.slice(from.indexOf(':') + 1);
  if (from.startsWith('span:')) {
    return t('setup.explain.from-attribute', 'attribute {{name}}', { name });
  }
  if (from.startsWith('resource:')) {
    return t('setup.explain.from-resource', 'resource attribute {{name}}', { name });
  }
  switch (from) {
    case 'name':
      return t('setup.explain.from-name', 'name of the span');
    case 'status':
      return t('setup.explain.from-status', 'status of the span');
    case 'span':
      return t('setup.explain.from-span', 'the span itself');
    default:
      return t('setup.explain.from-several-attributes', 'several attributes that agree');
  }
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
