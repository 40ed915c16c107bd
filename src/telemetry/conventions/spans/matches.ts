import { type Span, type SpanCondition, type SpanSelection } from '../../questions/traces';
import { isFailed, isRequest, valueOf } from './fields';

/** Whether a span is one of those that a selection means. */
export function isSelected(span: Span, { spans, where }: SpanSelection): boolean {
  return (spans === 'all' || isRequest(span)) && where.every((condition) => meets(span, condition));
}

/** Whether a span meets a condition; one without values is met by all. An empty value stands for not saying. */
export function meets(span: Span, condition: SpanCondition): boolean {
  switch (condition.op) {
    case 'between': {
      const seconds = span.duration / 1000;
      return seconds >= (condition.from ?? 0) && seconds < (condition.to ?? Infinity);
    }
    case 'is':
      return isFailed(span) === condition.value;
    default: {
      const { field, op, values } = condition;
      const value = valueOf(span, field) ?? '';
      const isIn = values.some((one) => (field === 'status' ? isStatus(value, one) : value === one));
      return values.length === 0 || isIn === (op === 'in');
    }
  }
}

/** Whether a status code is the one meant, or of the class meant (`5xx`). */
function isStatus(code: string, meant: string): boolean {
  return code === meant || (/^[1-5]xx$/i.test(meant) && /^\d{3}$/.test(code) && code[0] === meant[0]);
}
