import { t } from '../../../i18n/t';
import { fieldOf, sourcesOf, type SpanSource } from '../../conventions/spans/sources';
import {
  type SpanCondition,
  type SpanField,
  type SpanSampleQuestion,
  type SpanSelection,
  type SpanSeriesQuestion,
  type TraceSearchQuestion,
  type WholeTracesQuestion,
} from '../../questions/traces';
import { renderCompared, renderFailed, renderSpans, sourceText } from './conditions';
import { readAttribute } from './escape';
import { INTRINSICS } from './read';
import { type TimeSpan } from '../../timeSpan';
import { type NotSupported } from '../../questions/notSupported';

/** What every found span is asked for, so that it can be shown by itself. */
const SHOWN: readonly SpanField[] = ['service', 'route', 'method', 'status', 'instance'];

/** Attributes that a query can return at once before its text gets too long for an address (about 8,000 characters). */
const SELECTED_LENGTH = 4000;

/** Tempo groups by at most five; a histogram's bucket is one of them. */
const MOST_GROUPS = 5;

/** Traces, the latest first. */
export function renderSearch(question: TraceSearchQuestion): string {
  const selected = ['name', 'status', ...attributeTexts(SHOWN)];
  return `${renderSpans(question)} | select(${selected.join(', ')}) with (most_recent=true)`;
}

/** A span's parent, by its id: Tempo before 2.8 refuses to tell it in a search. */
const PARENT = 'span:parentID';

/**
 * Spans with these attributes; Tempo chooses which.
 * @param withParents ask for the ids of their parents
 */
export function renderSample(question: SpanSampleQuestion, fields: readonly SpanField[], withParents = true): string {
  // What is asked about comes first: whoever compares spans checks it again.
  const asked = question.where.flatMap((condition) => ('values' in condition ? [condition.field] : []));
  const selected = [...(withParents ? [PARENT] : []), ...selectedTexts([...asked, ...fields])];
  return `${renderSpans(question)} | select(${selected.join(', ')})`;
}

/** What a sampled span is asked for: what every span has, then attributes as long as the text stays short enough. */
function selectedTexts(fields: readonly SpanField[]): string[] {
  const texts = ['name', 'kind', 'status', 'statusMessage'];
  let length = 0;
  // An attribute called like what every span has could not be told from it in the answer.
  const told = fields.filter((field) => !INTRINSICS.has(field.replace(/^(?:span|resource)\./, '')));
  for (const text of attributeTexts([...SHOWN, ...told])) {
    length += text.length + 2;
    if (length > SELECTED_LENGTH) {
      break;
    }
    texts.push(text);
  }
  return texts;
}

function attributeTexts(fields: readonly SpanField[]): string[] {
  const attributes = fields.flatMap(sourcesOf).filter(({ kind }) => kind === 'attribute');
  return [...new Set(attributes.map(sourceText))];
}

/** What is done with a message, by its present and its former name. */
const OPERATION = ['span.messaging.operation.type', 'span.messaging.operation'];

/** Calls between services: spans on either side of a border, the callers with what says whom they call. */
export function renderCalls(where: SpanCondition[]): string {
  const calls = '(kind = client || kind = producer || kind = server || kind = consumer)';
  const selected = [PARENT, 'name', 'kind', 'status', 'resource.service.name', ...PEER_ATTRIBUTES, ...OPERATION];
  return `${renderSpans({ where, spans: 'all' }, calls)} | select(${selected.join(', ')}) with (most_recent=true)`;
}

/** Messages: spans of who sends and of who processes them, with the queue that they name. */
export function renderMessages(where: SpanCondition[]): string {
  const messages = '((kind = producer || kind = consumer) && span.messaging.system != nil)';
  const selected = ['name', 'kind', 'status', 'resource.service.name', ...PEER_ATTRIBUTES, ...OPERATION];
  return `${renderSpans({ where, spans: 'all' }, messages)} | select(${selected.join(', ')}) with (most_recent=true)`;
}

/** How places of spans in a trace are asked for: by their parents' ids, or by numbers that enclose each other. */
export type Places = 'parents' | 'nested-sets';

const PLACES: Record<Places, readonly string[]> = {
  parents: [PARENT],
  // Known longer than the ids of parents, but for traces that still arrive they may be those of a part.
  'nested-sets': ['nestedSetLeft', 'nestedSetParent'],
};

/**
 * All spans of traces of which one is meant, the latest first.
 * @param kept conditions that every span has to meet that is handed out
 */
export function renderWholeTraces(
  { where, spans }: WholeTracesQuestion,
  kept: SpanCondition[],
  places: Places
): string {
  const all = renderSpans({ where: kept, spans: 'all' });
  const meant = renderSpans({ where: [...where, ...kept], spans });
  const selected = [...PLACES[places], 'name', 'kind', 'status', ...attributeTexts(SHOWN)];
  const told = [...new Set([...selected, ...PEER_ATTRIBUTES, ...TELLING_ATTRIBUTES])];
  const traces = meant === all ? all : `${meant} && ${all}`;
  return `${traces} | select(${told.join(', ')}) with (most_recent=true)`;
}

/** What often sets requests that went wrong apart from others, and has one name everywhere. */
const TELLING_ATTRIBUTES = [
  'resource.service.version',
  'span.error.type',
  'span.rpc.service',
  'span.rpc.method',
  'span.rpc.grpc.status_code',
  'span.db.operation.name',
  'span.db.collection.name',
  'span.feature_flag.key',
  'span.feature_flag.result.variant',
  'resource.cloud.region',
  'resource.cloud.availability_zone',
  'resource.k8s.node.name',
];

const PEER_ATTRIBUTES = [
  'db.system.name',
  'db.system',
  'db.namespace',
  'db.name',
  'messaging.system',
  'messaging.destination.name',
  'messaging.destination',
  'peer.service',
  'service.peer.name',
  'server.address',
  'net.peer.name',
  'http.host',
  'http.response.status_code',
  'http.status_code',
].map((name) => `span.${name}`);

/** A series question as TraceQL, and how its answer is to be read. */
export interface RenderedSeries {
  text: string;
  /** `buckets`: counts by upper bound, of which quantiles are read here. */
  reading: 'values' | 'quantile' | 'buckets' | 'quantile-of-buckets';
}

/**
 * Rates, errors and durations as TraceQL metrics. A field that several attributes stand for is asked by all of them;
 * the reader puts their answers together, for which quantiles have to be asked as buckets.
 */
export function renderSeries(question: SpanSeriesQuestion): RenderedSeries | NotSupported {
  const { measure, by } = question;
  const isHistogram = measure.kind === 'distribution' || measure.kind === 'quantile';
  const most = isHistogram ? MOST_GROUPS - 1 : MOST_GROUPS;
  if (by.length > most) {
    return {
      notSupported: t('traces.failure.too-many-attributes', 'Tempo can group by at most {{most}} attributes', { most }),
    };
  }
  const sources = groupSources(by, most);
  const grouped = sources.length > 0 ? ` by (${sources.map(sourceText).join(', ')})` : '';
  const spans = renderSpans(question);
  switch (measure.kind) {
    case 'rate':
      return { text: `${spans} | rate()${grouped}`, reading: 'values' };
    case 'errors':
      return { text: `${renderSpans(question, renderFailed(true))} | rate()${grouped}`, reading: 'values' };
    case 'distribution':
      return { text: `${spans} | histogram_over_time(duration)${grouped}`, reading: 'buckets' };
    case 'quantile':
      return sources.length > by.length
        ? { text: `${spans} | histogram_over_time(duration)${grouped}`, reading: 'quantile-of-buckets' }
        : { text: `${spans} | quantile_over_time(duration, ${decimal(measure.q)})${grouped}`, reading: 'quantile' };
  }
}

/** The first source of each field; then their second, as far as there is room, and so on. */
function groupSources(by: readonly SpanField[], most: number): SpanSource[] {
  const ranked = by.flatMap((field) => sourcesOf(field).map((source, rank) => ({ source, rank })));
  const unique = ranked.filter(
    ({ source }, at) => ranked.findIndex((other) => sourceText(other.source) === sourceText(source)) === at
  );
  return unique
    .sort((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map(({ source }) => source);
}

/** A number as TraceQL's grammar has it: no exponent. */
function decimal(value: number): string {
  return value.toFixed(6).replace(/0+$/, '').replace(/\.$/, '.0');
}

/** How many values of an attribute are counted on each side; Tempo allows 1000. */
const COMPARED_VALUES = 200;

/**
 * Counts of all attributes of the selected spans and of the rest of the base.
 * @param selection what sets the selected ones apart, and when they were
 */
export function renderCompare(base: SpanSelection, selection: { where: SpanCondition[]; span: TimeSpan }): string {
  const { from, to } = selection.span;
  // The lower bound is exclusive in Tempo.
  const [start, end] = [Math.max(1, Math.floor(from)), Math.max(2, Math.ceil(to))].map((ms) => `${ms}000000`);
  return `${renderSpans(base)} | compare(${renderCompared(selection.where)}, ${COMPARED_VALUES}, ${start}, ${end})`;
}

/** The field that an attribute of an answer stands for; undefined for what is none. */
export function fieldOfAttribute(text: string): SpanField | undefined {
  if (text === 'name' || text === 'kind') {
    return text;
  }
  const attribute = readAttribute(text);
  return attribute && fieldOf(attribute.scope, attribute.name);
}
