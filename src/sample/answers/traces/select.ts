import { type SpanCondition, type SpanField, type SpanSelection } from '../../../telemetry/questions/traces';
import { type SampleSpan } from '../../requests/request';
import { toBucket } from '../../time';
import { type Found } from '../events';
import { type Verdict } from '../logs/slots';
import { resourceOf } from './attributes';
import { kindValue, type SpanKindOf, valueAt } from './kinds';

/** A selection made ready to be tried on many spans. */
export interface SpanTest {
  /** Whether all, some or none of the spans of a kind are meant; `some` where only the spans themselves can tell. */
  judge(kind: SpanKindOf, bucket: number): Verdict;
  /** Whether a span is meant. */
  meets(span: SampleSpan, found: Found): boolean;
  /** Whether the verdict changes with the versions that run. */
  byVersion: boolean;
}

/** @param environments spans of no others; of all, where it is empty */
export function spanTest({ where, spans }: SpanSelection, environments: readonly string[]): SpanTest {
  const served: SpanCondition = { field: 'kind', op: 'in', values: ['server'] };
  const places: SpanCondition = { field: 'environment', op: 'in', values: [...environments] };
  const added = [...(spans === 'requests' ? [served] : []), ...(environments.length > 0 ? [places] : [])];
  const tests = [...where, ...added].map(conditionTest);
  return {
    judge: (kind, bucket) => {
      let verdict: Verdict = 'all';
      for (const test of tests) {
        const one = test.judge(kind, bucket);
        if (one === 'none') {
          return 'none';
        }
        verdict = one === 'some' ? 'some' : verdict;
      }
      return verdict;
    },
    meets: (span, found) => tests.every((test) => test.meets(span, found)),
    byVersion: where.some(({ field }) => isVersion(field)),
  };
}

export function isVersion(field: string): boolean {
  return field === 'version' || field === 'resource.service.version';
}

function conditionTest(condition: SpanCondition): Omit<SpanTest, 'byVersion'> {
  if (condition.op === 'between') {
    const { from = -Infinity, to = Infinity } = condition;
    const meets = (ms: number) => ms >= from * 1000 && ms < to * 1000;
    return {
      judge: ({ shortest, longest }) =>
        meets(shortest) && meets(longest) ? 'all' : longest < from * 1000 || shortest >= to * 1000 ? 'none' : 'some',
      meets: ({ duration }) => meets(duration),
    };
  }
  if (condition.op === 'is') {
    return {
      judge: ({ isError }) => (isError === condition.value ? 'all' : 'none'),
      meets: ({ isError }) => isError === condition.value,
    };
  }
  const { field, op, values } = condition;
  const meets = (value: string) => values.includes(value) === (op === 'in');
  return {
    judge: (kind, bucket) => {
      const value = kindValue(kind, field, bucket);
      return value === undefined ? 'some' : meets(value) ? 'all' : 'none';
    },
    meets: (span, found) => meets(valueOf(span, found, field)),
  };
}

/** The value of a field of a span, as text; empty where it has none. */
export function valueOf(span: SampleSpan, { stream, request }: Found, field: SpanField): string {
  return valueAt(span, () => resourceOf(span.service, stream.site, toBucket(request.start)), field);
}
