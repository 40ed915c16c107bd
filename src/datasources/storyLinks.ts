import { type DataFrame, type DataLink } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { addressUrl, storyAddress } from '../correlation/addresses';
import { sharedPart } from '../correlation/sharedUrlState';

/** The names under which libraries hang trace ids on exemplars. */
const TRACE_ID_LABELS: ReadonlySet<string> = new Set(['trace_id', 'traceID', 'traceId', 'TraceID']);

const STORY: DataLink = {
  title: 'The story of this request',
  url: '',
  onBuildUrl: ({ replaceVariables }) => {
    const point = (name: string) => replaceVariables?.(`\${__value.${name}}`) ?? '';
    const story = storyAddress({ traceId: point('raw'), near: Number(point('time')) });
    return addressUrl(story, sharedPart(locationService.getLocation().search));
  },
};

/** Exemplars whose trace ids lead to the story of their request, in the time and with the filters that the user has. */
export function withStoryLinks(frame: DataFrame): DataFrame {
  return {
    ...frame,
    fields: frame.fields.map((field) =>
      TRACE_ID_LABELS.has(field.name) ? { ...field, config: { ...field.config, links: [STORY] } } : field
    ),
  };
}
