import { type DataFrame, type DataLink, type Field } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { appLocationUrl } from '../correlation/appLocation';
import { traceUrl } from '../correlation/pageUrls/trace';
import { sharedPart } from '../correlation/sharedUrlState';

/** The names under which libraries hang trace ids on exemplars. */
const TRACE_ID_LABELS: ReadonlySet<string> = new Set(['trace_id', 'traceID', 'traceId', 'TraceID']);

const STORY: DataLink = {
  title: 'The story of this request',
  url: '',
  onBuildUrl: ({ replaceVariables }) => {
    const point = (name: string) => replaceVariables?.(`\${__value.${name}}`) ?? '';
    const story = traceUrl.write({ traceId: point('raw'), near: Number(point('time')) });
    return appLocationUrl(story, sharedPart(locationService.getLocation().search));
  },
};

/**
 * Exemplars whose trace ids lead to the story of their request, in the time and with the filters that the user has. Where
 * services name the id in several ways it is in one column afterwards: each exemplar has one story.
 */
export function withStoryLinks(frame: DataFrame): DataFrame {
  const ids = frame.fields.filter(({ name }) => TRACE_ID_LABELS.has(name));
  const [first] = ids;
  if (!first) {
    return frame;
  }
  const values = first.values.map((_, row) => ids.map((field): unknown => field.values[row]).find(Boolean) ?? '');
  const only: Field = { ...first, values, config: { ...first.config, links: [STORY] } };
  return {
    ...frame,
    fields: frame.fields.flatMap((field) => (field === first ? [only] : ids.includes(field) ? [] : [field])),
  };
}
