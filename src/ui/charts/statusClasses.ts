import { type DataFrame, DataTopic, type Field, FieldType } from '@grafana/data';
import { type CustomTransformerDefinition } from '@grafana/scenes';
import { map } from 'rxjs';

/** Draws one series for all status codes of a class. */
export const statusClasses: CustomTransformerDefinition = {
  topic: DataTopic.Series,
  operator: () => (source) => source.pipe(map(sumByStatusClass)),
};

/**
 * Brings series of status codes together by class: `200` and `204` are `2xx`. The classes go from 1xx to 5xx, so that
 * server errors lie on top of a stack. Of what is no status code series stay below them, of what has none behind them.
 */
export function sumByStatusClass(frames: readonly DataFrame[]): DataFrame[] {
  const classes = new Map<string, DataFrame[]>();
  const [odd, without]: [DataFrame[], DataFrame[]] = [[], []];
  for (const frame of frames) {
    const status = numbersOf(frame)?.labels?.status;
    const name = classOf(status);
    if (name === undefined) {
      (status === undefined ? without : odd).push(frame);
    } else {
      classes.set(name, [...(classes.get(name) ?? []), frame]);
    }
  }
  const sums = [...classes].sort(([a], [b]) => a.localeCompare(b)).map(([name, own]) => sumOf(name, own));
  return [...odd, ...sums, ...without];
}

/** Some instrumentations know classes only. */
function classOf(status: string | undefined): string | undefined {
  return /^[1-5](\d\d|xx)$/i.test(status ?? '') ? `${status?.charAt(0)}xx` : undefined;
}

function sumOf(name: string, frames: readonly DataFrame[]): DataFrame {
  const sums = new Map<number, number | null>();
  for (const frame of frames) {
    const times = (frame.fields.find(({ type }) => type === FieldType.time)?.values ?? []) as number[];
    const values = (numbersOf(frame)?.values ?? []) as Array<number | null>;
    times.forEach((time, index) => {
      const sum = sums.get(time) ?? null;
      const value = values[index] ?? null;
      sums.set(time, value === null ? sum : (sum ?? 0) + value);
    });
  }
  const points = [...sums].sort(([a], [b]) => a - b);
  const [first] = frames;
  const number = first && numbersOf(first);
  return {
    refId: first?.refId,
    meta: first?.meta,
    length: points.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: points.map(([time]) => time) },
      {
        name: 'Value',
        type: FieldType.number,
        labels: { ...number?.labels, status: name },
        config: { ...number?.config, displayNameFromDS: name },
        values: points.map(([, value]) => value),
      },
    ],
  };
}

function numbersOf({ fields }: DataFrame): Field | undefined {
  return fields.find(({ type }) => type === FieldType.number);
}
