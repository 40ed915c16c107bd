import React, { useMemo } from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, type PanelData } from '@grafana/data';
import { useLocationService } from '@grafana/runtime';
import { type SceneComponentProps, sceneGraph, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { TextLink, useStyles2 } from '@grafana/ui';
import { sharedPart } from '../../../correlation/sharedUrlState';
import { t, tCount } from '../../../i18n/t';
import { appHref } from '../../links/links';
import { momentFormat } from '../../momentFormat';
import { spanOf } from '../useSettledData';
import { type ChartMarks, marksAround } from './ChartMarks';
import { type Marks, marksIn } from './found';
import { alertLink, deploymentLink, type MarkLink, silenceLink } from './links';
import { alertText, deploymentText, type FormatTime, moreText, silenceText } from './words';

/** More would be read by nobody; the page of alerts has them all. */
const LISTED = 20;

/** What charts are marked by, in words, for whoever cannot point at a mark. Takes no room where nothing is marked. */
export class MarkList extends SceneObjectBase<SceneObjectState> {
  static Component = MarkListView;
}

function MarkListView({ model }: SceneComponentProps<MarkList>) {
  const { data } = sceneGraph.getData(model).useState();
  const marks = marksAround(model);
  return data && marks ? (
    <Listed data={data} marks={marks} timeZone={sceneGraph.getTimeRange(model).getTimeZone()} />
  ) : null;
}

function Listed({ data, marks, timeZone }: { data: PanelData; marks: ChartMarks; timeZone: string }) {
  const styles = useStyles2(getStyles);
  const shared = sharedPart(useLocationService().getLocation().search);
  const { service, firing, silences, isShown } = marks.useState();
  const found = useMemo(() => marksIn(data, { service, firing, silences }), [data, service, firing, silences]);
  const rows = rowsOf(found, momentFormat(spanOf(data), timeZone));
  if (!isShown || rows.length === 0) {
    return null;
  }
  const more = rows.length - LISTED;
  return (
    <details className={styles.list}>
      <summary>{t('ui.marks.marked', 'Marked on charts: {{counts}}', { counts: countsOf(found) })}</summary>
      <ul aria-label={t('ui.marks.label', 'Marked on charts')}>
        {rows.slice(0, LISTED).map(({ text, link }) => (
          <li key={text}>
            {link ? (
              <TextLink href={appHref(link.to, shared)} inline={false} color="primary">
                {text}
              </TextLink>
            ) : (
              text
            )}
          </li>
        ))}
        {more > 0 && <li>{moreText(more)}</li>}
      </ul>
    </details>
  );
}

interface Row {
  time: number;
  text: string;
  link?: MarkLink;
}

/** Everything that is marked, each once, in the order of time. */
function rowsOf(marks: Marks, time: FormatTime): Row[] {
  const { deployments, alerts, silences, service } = marks;
  const rows: Row[] = [
    ...deployments.map((one) => ({
      time: one.time,
      text: `${time(one.time)} ${deploymentText(one)}`,
      link: deploymentLink(service),
    })),
    ...alerts.map((one) => ({ time: one.from, text: alertText(one, time), link: alertLink([one], service) })),
    ...silences.map((one) => ({ time: one.from, text: silenceText(one, time), link: silenceLink([one], marks) })),
  ];
  return [...new Map(rows.map((row) => [row.text, row])).values()].sort((a, b) => a.time - b.time);
}

function countsOf({ alerts, deployments, silences }: Marks): string {
  return [
    alerts.length > 0 &&
      tCount('ui.marks.alerts', alerts.length, { one: '{{count}} alert', other: '{{count}} alerts' }),
    deployments.length > 0 &&
      tCount('ui.marks.versions', deployments.length, {
        one: '{{count}} version change',
        other: '{{count}} version changes',
      }),
    silences.length > 0 &&
      tCount('ui.marks.silences', silences.length, { one: '{{count}} silence', other: '{{count}} silences' }),
  ]
    .filter(Boolean)
    .join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
    '& ul': { margin: theme.spacing(0.5, 0, 0, 2) },
  }),
});
