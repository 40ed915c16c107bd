import { FieldType } from '@grafana/data';
import { RED_REFS } from '../../ui/charts/red/queries';
import { type MarkedRequest, marksOf } from './requestMarks';

const request: MarkedRequest = { traceId: 'a', service: 'shop-api', time: 1_000_031_000, duration: 0.69 };

function frame(refId: string, values: Array<number | null>, unit?: string) {
  return {
    refId,
    length: values.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: values.map((_, i) => 1_000_000_000 + i * 15_000) },
      { name: 'Value', type: FieldType.number, config: { unit }, values },
    ],
  };
}

/** When each mark stands, and how high. */
const valuesOf = (marks: ReturnType<typeof marksOf>) =>
  Object.fromEntries(
    marks.map(({ refId, fields: [time, value] }) => {
      const marked = (value?.values ?? []).flatMap((height: unknown, i: number) =>
        height === null ? [] : [[time?.values[i], height]]
      );
      expect(marked).toHaveLength(1);
      return [refId, marked[0]];
    })
  );

describe('marking a request in the charts around it', () => {
  it('puts it at the nearest moment that a chart has: as high as it took, or over the whole height', () => {
    const marks = marksOf(request, [
      frame(RED_REFS.p95, [0.1, 0.2, 0.3, null]),
      frame(RED_REFS.byStatus, [1, 2, 3, 4]),
      frame(RED_REFS.byStatus, [1, 5, 0, 0]),
      frame(RED_REFS.errors, [0, 0.5, 0, 0.1]),
    ]);
    expect(valuesOf(marks)).toEqual({
      [RED_REFS.p95]: [1_000_030_000, 0.69],
      [RED_REFS.byStatus]: [1_000_030_000, 7],
      [RED_REFS.errors]: [1_000_030_000, 0.5],
    });
  });

  it('takes the unit of the chart', () => {
    const [mark] = marksOf(request, [frame('cpu', [12, 14], 'percent')]);
    expect(mark?.fields[1]?.config.unit).toBe('percent');
  });

  it('marks nothing where nothing is shown, so that a chart still says why', () => {
    expect(marksOf(request, [])).toEqual([]);
    expect(marksOf(request, [{ refId: RED_REFS.byStatus, length: 0, fields: [] }])).toEqual([]);
    expect(marksOf(request, [frame(RED_REFS.errors, [0, 0, 0])])).toEqual([]);
  });
});
