import { type DataFrame, FieldType } from '@grafana/data';
import { type Labels } from '../../telemetry/vocabulary';

/** A series as Grafana's Prometheus data source returns it. */
export function frameFor(
  refId: string,
  labels: Labels = {},
  points: Array<[time: number, value: number]> = [[0, 1]]
): DataFrame {
  return {
    refId,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(([time]) => time) },
      { name: 'Value', type: FieldType.number, config: {}, labels: { ...labels }, values: points.map(([, v]) => v) },
    ],
  };
}
