import { type DataFrame, DataTopic, FieldType } from '@grafana/data';
import { deploymentsIn, type VersionSeries } from '../../analysis/deployments';
import { seriesOf } from '../../datasources/answer';
import { ask, type QuestionQuery } from '../../datasources/question';
import { t } from '../../i18n/t';
import { is, metricQuestion } from '../../telemetry/questions/metric';

/** The query of a page whose charts mark deployments. */
export const VERSIONS_REF = 'versions';

/** Asks which versions of a service ran when. */
export function versionsOverTime(service: string): QuestionQuery {
  const where = [is('service', service)];
  return ask(
    VERSIONS_REF,
    metricQuestion({ measure: 'build', stat: { kind: 'value' }, by: ['version'], where, shape: 'series' })
  );
}

/** Marks of where the version changed, for Grafana's charts to draw; undefined where it did not. */
export function deployMarkers(frames: readonly DataFrame[]): DataFrame | undefined {
  const deployments = deploymentsIn(versionsIn(frames));
  if (deployments.length === 0) {
    return undefined;
  }
  const texts = deployments.map(({ version, before }) =>
    t('ui.charts.deployment', 'Version {{version}}, was {{before}}', { version, before: before.join(', ') })
  );
  return {
    refId: VERSIONS_REF,
    length: deployments.length,
    meta: { dataTopic: DataTopic.Annotations },
    fields: [
      { name: 'time', type: FieldType.time, config: {}, values: deployments.map(({ time }) => time) },
      { name: 'text', type: FieldType.string, config: {}, values: texts },
      { name: 'color', type: FieldType.string, config: {}, values: texts.map(() => 'purple') },
    ],
  };
}

/** Each version over the same steps: servers leave out those at which it did not run. */
function versionsIn(frames: readonly DataFrame[]): VersionSeries[] {
  const series = seriesOf(frames, VERSIONS_REF);
  const times = [...new Set(series.flatMap((one) => one.times))].sort((a, b) => a - b);
  return series.flatMap(({ labels, times: own, values }) => {
    const valueAt = new Map(own.map((time, step) => [time, values[step]]));
    return labels.version ? [{ version: labels.version, times, values: times.map((time) => valueAt.get(time)) }] : [];
  });
}
