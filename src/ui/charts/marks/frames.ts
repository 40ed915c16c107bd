import { type DataFrame, DataTopic, FieldType, textUtil } from '@grafana/data';
import { type FiredAlert, groupedMoments, type MarkGroup, mergedSpans } from '../../../analysis/marks';
import { stateOfSeverity, severityOf } from '../../../analysis/alerts/severity';
import { type TimeSpan } from '../../../telemetry/timeSpan';
import { linkFromHere } from '../linkFromHere';
import { type Marks } from './found';
import { alertLink, deploymentLink, type MarkLink, silenceLink } from './links';
import { alertText, deploymentText, type FormatTime, linkTitle, moreText, silenceText } from './words';

/** In a time range there is room for so many marks of a kind that one can still be told from the next. */
const MARKS_IN_RANGE = 48;
/** More are counted. */
const NAMED = 4;

/** What is drawn at one place. */
interface Drawn extends TimeSpan {
  texts: string[];
  color: string;
  link?: MarkLink;
}

/**
 * Marks for Grafana's charts to draw, whatever their colour: a deployment is a moment, an alert a moment at which it
 * began and the time in which it fired, a silence a time only. What is too close together to be told apart is one.
 */
export function markFrames(marks: Marks, { from, to }: TimeSpan, time: FormatTime): DataFrame[] {
  const close = (to - from) / MARKS_IN_RANGE;
  const { deployments, alerts, silences, service } = marks;
  const ofAlerts = ({ of, from: start, to: end }: MarkGroup<FiredAlert>): Drawn => ({
    from: start,
    to: end,
    texts: of.map((alert) => alertText(alert, time)),
    color: of.some(({ labels }) => stateOfSeverity(severityOf(labels)) === 'critical') ? 'red' : 'orange',
    link: alertLink(of, service),
  });
  const began = groupedMoments(
    alerts.filter(({ isCut }) => !isCut),
    (alert) => alert.from,
    close
  );
  return [
    frameOf(
      'deployments',
      groupedMoments(deployments, (one) => one.time, close).map(({ of, from: start, to: end }): Drawn => ({
        from: start,
        to: end,
        texts: of.map(deploymentText),
        color: 'purple',
        link: deploymentLink(service),
      }))
    ),
    frameOf('alerts', mergedSpans(alerts, close).map(ofAlerts), true),
    frameOf('alertsBegan', began.map(ofAlerts)),
    frameOf(
      'silences',
      mergedSpans(silences, close).map(({ of, from: start, to: end }): Drawn => ({
        from: Math.max(from, start),
        to: Math.min(to, end),
        texts: of.map((silence) => silenceText(silence, time)),
        color: 'blue',
        link: silenceLink(of, marks),
      })),
      true
    ),
  ].filter(({ length }) => length > 0);
}

function frameOf(name: string, drawn: readonly Drawn[], isRegion = false): DataFrame {
  const field = (of: string, type: FieldType, values: unknown[]) => ({ name: of, type, config: {}, values });
  const links = drawn.map(({ link }) => link);
  return {
    refId: `marks-${name}`,
    length: drawn.length,
    meta: { dataTopic: DataTopic.Annotations },
    fields: [
      field(
        'time',
        FieldType.time,
        drawn.map(({ from }) => from)
      ),
      ...(isRegion
        ? [
            field(
              'timeEnd',
              FieldType.time,
              drawn.map(({ to }) => to)
            ),
            field(
              'isRegion',
              FieldType.boolean,
              drawn.map(() => true)
            ),
          ]
        : []),
      field(
        'text',
        FieldType.string,
        drawn.map(({ texts }) => htmlOf(texts))
      ),
      field(
        'color',
        FieldType.string,
        drawn.map(({ color }) => color)
      ),
      ...(links.some((link) => link !== undefined) ? [linkField(links)] : []),
    ],
  };
}

/** Grafana takes the text of a mark for HTML; what services and people wrote is none. */
function htmlOf(texts: readonly string[]): string {
  const unique = [...new Set(texts)];
  const shown = unique.slice(0, NAMED).map((text) => textUtil.escapeHtml(text));
  const more = unique.length - NAMED;
  return [...shown, ...(more > 0 ? [moreText(more)] : [])].join('<br>');
}

/** A column by which each mark leads to its own place: its values are the places' numbers. */
function linkField(links: ReadonlyArray<MarkLink | undefined>): DataFrame['fields'][number] {
  // Marks of a kind have one title for all.
  const opened = new Set(links.flatMap((link) => link?.opens ?? []));
  const [first] = opened;
  return {
    name: 'link',
    type: FieldType.string,
    values: links.map((_, at) => String(at)),
    config: {
      links: [
        {
          title: linkTitle(opened.size === 1 && first ? first : 'alerts'),
          url: '',
          onBuildUrl: ({ replaceVariables }) => {
            const link = links[Number(replaceVariables?.('${__value.raw}') ?? NaN)];
            return link ? linkFromHere(link.to) : '';
          },
        },
      ],
    },
  };
}
