import { t } from '../../i18n/t';
import { attributeText, statusOf } from '../../telemetry/conventions/spans';
import { type Span } from '../../telemetry/questions/traces';
import { type TraceAnalysis } from './timeline';
import { isException } from './timelineEntries';

/** What a request comes down to: where its first error began, and what took most of its time. */
interface Verdict {
  error?: {
    /** Index of the span's node. */
    node: number;
    /** What the span says of it, if anything. */
    message?: string;
  };
  /** The span with the largest share of the time that the request could not have been shorter without. */
  busiest?: { node: number; share: number };
}

/** Finds what a request comes down to. */
export function verdictOf({ tree, errors, onPath }: TraceAnalysis): Verdict {
  const [first] = errors.origins;
  const span = first === undefined ? undefined : tree.nodes[first]?.span;
  const message = span && messageOf(span);
  const times = [...onPath].map(([node, sections]) => ({
    node,
    time: sections.reduce((sum, { from, to }) => sum + (to - from), 0),
  }));
  const length = times.reduce((sum, { time }) => sum + time, 0);
  const [most] = times.sort((a, b) => b.time - a.time || a.node - b.node);
  return {
    ...(first !== undefined && { error: { node: first, ...(message !== undefined && { message }) } }),
    ...(most && length > 0 && { busiest: { node: most.node, share: most.time / length } }),
  };
}

/** In this order: what the status says, what was thrown, the HTTP status code. */
function messageOf(span: Span): string | undefined {
  const thrown = span.events.find(isException)?.attributes;
  const said = thrown?.['exception.message'] ?? thrown?.['exception.type'];
  const status = statusOf(span);
  return (
    span.statusMessage ||
    (said === undefined ? undefined : attributeText(said)) ||
    (status === undefined ? undefined : String(status))
  );
}

/** A verdict in a sentence or two, of which each can stand alone. */
export function verdictInWords({ error, busiest }: Verdict, { tree }: Pick<TraceAnalysis, 'tree'>): string[] {
  const nameOf = (node: number) => {
    const { service, name } = tree.nodes[node]?.span ?? { service: '', name: '' };
    return `${service} ${name}`;
  };
  const first = !error
    ? t('trace.verdict.no-errors', 'No errors')
    : error.message === undefined
      ? t('trace.verdict.error', 'First error: {{span}}', { span: nameOf(error.node) })
      : t('trace.verdict.error-message', 'First error: {{span}}, {{message}}', {
          span: nameOf(error.node),
          message: shortened(error.message),
        });
  if (!busiest) {
    return [first];
  }
  // Never rounded to more than is true: all of the time is all of it.
  const share = Math.floor(busiest.share * 100 + 1e-9);
  return [
    first,
    error?.node === busiest.node
      ? t('trace.verdict.same-span', '{{share}}% of the time: the same span', { share })
      : t('trace.verdict.time', '{{share}}% of the time: {{span}}', { share, span: nameOf(busiest.node) }),
  ];
}

const LONGEST_MESSAGE = 160;

/** The first line of a message, which may go on with a stack trace. */
function shortened(message: string): string {
  const [line = ''] = message.trim().split('\n');
  return line.length > LONGEST_MESSAGE ? `${line.slice(0, LONGEST_MESSAGE)}…` : line;
}
