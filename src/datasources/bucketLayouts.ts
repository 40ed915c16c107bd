import { type DataSourceApi, FieldType } from '@grafana/data';
import { type DataQuery } from '@grafana/schema';
import { type MetricDetection } from '../telemetry/conventions/binding';
import { familiesToLayOut } from '../telemetry/dialects/promql/boundLayouts';
import { readLayouts, renderLayout } from '../telemetry/dialects/promql/layoutQuery';
import { dataRequest, uniqueRequestId } from './dataRequest';
import { type PromQuery } from './prometheus';
import { queryFrames } from './runQueries';

/**
 * Finds out which services have the same bounds of buckets, where there are so many that it matters: one request.
 * @param at end of the time range, in milliseconds
 * @returns the detection with what was found
 * @throws where it cannot be asked
 */
export async function layOutBuckets(
  dataSource: DataSourceApi<DataQuery>,
  detection: MetricDetection,
  at: number
): Promise<MetricDetection> {
  const families = familiesToLayOut(detection);
  if (families.length === 0) {
    return detection;
  }
  const targets = families.map((family, index): PromQuery => ({
    refId: `Bounds${index}`,
    expr: renderLayout(family),
    instant: true,
    range: false,
    format: 'time_series',
  }));
  const answered = await ask(dataSource, targets, at);
  const layouts = new Map(families.map((family, index) => [family, readLayouts(family, answered(`Bounds${index}`))]));
  return {
    ...detection,
    families: detection.families.map((family) => {
      const found = layouts.get(family);
      return found ? { ...family, layouts: found } : family;
    }),
  };
}

async function ask(dataSource: DataSourceApi<DataQuery>, targets: PromQuery[], at: number) {
  const request = dataRequest(uniqueRequestId('tillwatch-bounds'), targets, { from: at - 1000, to: at });
  const frames = await queryFrames(dataSource, request);
  return (refId: string) =>
    frames
      .filter((frame) => frame.refId === refId)
      .flatMap(({ fields }) => fields.filter(({ type }) => type === FieldType.number))
      .flatMap(({ labels = {}, values }) => {
        const value: unknown = values[values.length - 1];
        return typeof value === 'number' ? [{ labels, value }] : [];
      });
}
