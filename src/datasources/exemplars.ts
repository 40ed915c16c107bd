import { type DataFrame } from '@grafana/data';
import { PATHS } from '../correlation/routes';

/** The names under which libraries hang trace ids on exemplars. */
const TRACE_ID_LABELS: ReadonlySet<string> = new Set(['trace_id', 'traceID', 'traceId', 'TraceID']);

/** Exemplars whose trace ids lead to the story of their request. Grafana puts values into the address. */
export function withStoryLinks(frame: DataFrame): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      TRACE_ID_LABELS.has(field.name)
        ? {
            ...field,
            config: {
              ...field.config,
              links: [
                { title: 'The story of this request', url: `${PATHS.traces}/\${__value.raw}?near=\${__value.time}` },
              ],
            },
          }
        : field
    ),
  };
}
