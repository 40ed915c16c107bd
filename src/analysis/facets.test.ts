import { type LogCondition, type LogCount, type LogLine } from '../telemetry/questions/logs';
import { plainLine } from '../telemetry/testing/plain';
import { exactFacets, type Facet, GrowingFacets, searchValues, SHOWN_VALUES } from './facets';

const line = (index: number, reading: Partial<LogLine['reading']> = {}, labels: LogLine['labels'] = {}) =>
  plainLine({ id: String(index), time: index, body: '', labels, reading });

const lines = (count: number, give: (index: number) => LogLine) => Array.from({ length: count }, (_, i) => give(i));
const facetsOf = (some: readonly LogLine[]) => new GrowingFacets().of(some);
const facet = (facets: Facet[], field: string) => facets.find((one) => one.field === field);

describe('facets of the lines at hand', () => {
  it('count each value, with its share of all lines', () => {
    const facets = facetsOf(lines(10, (i) => line(i, i < 3 ? { service: 'a' } : i < 8 ? { service: 'b' } : {})));
    expect(facet(facets, 'service')).toMatchObject({
      values: [
        { value: 'b', count: 5, share: 0.5 },
        { value: 'a', count: 3, share: 0.3 },
      ],
      distinct: 2,
      present: 8,
      of: 10,
      kind: 'choice',
    });
  });

  it('come with the vocabulary first, then what most lines have', () => {
    const facets = facetsOf([
      line(0, { status: 200, fields: { rare: '1', often: '1' } }, { job: 'x' }),
      line(1, { status: 200, service: 'a', fields: { often: '2' } }),
    ]);
    expect(facets.map(({ field }) => field)).toEqual([
      'service',
      'level',
      'status',
      'field:often',
      'field:rare',
      'label:job',
    ]);
  });

  it('tell apart what one can choose by, what is the same everywhere, and what is different everywhere', () => {
    const facets = facetsOf(
      lines(100, (i) =>
        line(
          i,
          { fields: { user: `u${i}`, plan: i % 3 === 0 ? 'free' : 'paid', dump: 'x'.repeat(300) } },
          { job: 'shop' }
        )
      )
    );
    expect(facet(facets, 'label:job')?.kind).toBe('constant');
    expect(facet(facets, 'field:user')?.kind).toBe('unique');
    expect(facet(facets, 'field:plan')?.kind).toBe('choice');
    expect(facet(facets, 'level')?.kind).toBe('constant');
  });

  it('tell what says no more than service or level do', () => {
    const facets = facetsOf(
      lines(10, (i) => {
        const service = i % 2 === 0 ? 'a' : 'b';
        const said = { service, level: i < 3 ? ('error' as const) : ('info' as const) };
        return line(i, { ...said, fields: { severity: said.level.toUpperCase(), app: 'a' } }, { container: service });
      })
    );
    expect(facet(facets, 'label:container')?.kind).toBe('same');
    expect(facet(facets, 'field:severity')?.kind).toBe('same');
    expect(facet(facets, 'field:app')?.kind).toBe('constant');
    expect(facet(facets, 'service')?.kind).toBe('choice');
  });

  it('stay small whatever the lines hold', () => {
    const facets = facetsOf(
      lines(5000, (i) => line(i, { requestId: `r${i}`, fields: { [`name-${i}`]: 'x', kind: `k${i % 100}` } }))
    );
    expect(facets.length).toBeLessThanOrEqual(300);
    expect(facet(facets, 'requestId')).toMatchObject({ present: 5000, isBounded: true, distinct: 2000 });
    expect(facet(facets, 'field:kind')?.values).toHaveLength(SHOWN_VALUES);
    expect(facet(facets, 'field:kind')?.distinct).toBe(100);
  });

  it('are searched through all values, also those that are too rare to be listed', () => {
    const facets = facetsOf(
      lines(300, (i) => line(i, { fields: { path: i < 200 ? `/products/${i % 100}` : `/Carts/${i}` } }))
    );
    const path = facet(facets, 'field:path') as Facet;
    expect(path.values.some(({ value }) => value.startsWith('/Carts'))).toBe(false);
    expect(searchValues(path, 'carts/20')).toHaveLength(10);
    expect(searchValues(path, 'CTS/7').map(({ value }) => value)[0]).toBe('/products/7');
    expect(searchValues(path, 'products/99')).toEqual([{ value: '/products/99', count: 2, share: 2 / 300 }]);
    expect(searchValues(path, 'products')).toHaveLength(SHOWN_VALUES);
    expect(searchValues(path, 'nowhere')).toEqual([]);
  });

  it('know names that objects have anyway', () => {
    const fields = JSON.parse('{"__proto__":"a","constructor":"b"}') as LogLine['labels'];
    expect(facetsOf([line(0, { fields })]).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['field:__proto__', 'field:constructor'])
    );
  });
});

describe('facets of lines that come page after page', () => {
  const many = lines(60, (i) => line(i, { service: `s${i % 7}`, fields: { [`f${i % 3}`]: String(i) } }, { job: 'x' }));

  it('are those of all lines, after each page', () => {
    const growing = new GrowingFacets();
    for (const count of [0, 20, 20, 40, 60]) {
      expect(growing.of(many.slice(0, count))).toEqual(facetsOf(many.slice(0, count)));
    }
  });

  it('begin anew for other lines, more or fewer', () => {
    const growing = new GrowingFacets();
    for (const others of [many.slice(0, 40), many.slice(0, 10), many.slice(10, 60), [...many].reverse(), []]) {
      expect(growing.of(others)).toEqual(facetsOf(others));
    }
  });
});

describe('exact facets', () => {
  const count = (service: string, level: string, value: number): LogCount => ({
    labels: { service, level },
    times: [0],
    values: [value],
  });
  const COUNTS = [
    count('payments', 'error', 30),
    count('payments', 'info', 70),
    count('shop-api', 'error', 10),
    count('shop-api', 'info', 885),
    count('', '', 5),
  ];
  const found = (where: LogCondition[]) => {
    const { facets, total } = exactFacets(COUNTS, where);
    const read = (field: string) => facet(facets, field)?.values.map(({ value, count: n }) => [value, n]);
    return { service: read('service'), level: read('level'), total, facets };
  };

  it('are sums over the other', () => {
    const { service, level, total, facets } = found([]);
    expect(service).toEqual([
      ['shop-api', 895],
      ['payments', 100],
    ]);
    expect(level).toEqual([
      ['info', 955],
      ['error', 40],
      ['unknown', 5],
    ]);
    expect(total).toBe(1000);
    expect(facet(facets, 'service')).toMatchObject({ present: 995, of: 1000 });
  });

  it('list what else could be chosen, counted under the other condition', () => {
    const { service, level, total } = found([{ field: 'service', op: 'in', values: ['payments'] }]);
    expect(service).toEqual([
      ['shop-api', 895],
      ['payments', 100],
    ]);
    expect(level).toEqual([
      ['info', 70],
      ['error', 30],
    ]);
    expect(total).toBe(100);
  });

  it('leave out what is excluded from the other, and from the total', () => {
    const { service, level, total } = found([{ field: 'level', op: 'notIn', values: ['info', 'unknown'] }]);
    expect(service).toEqual([
      ['payments', 30],
      ['shop-api', 10],
    ]);
    expect(level).toEqual([
      ['info', 955],
      ['error', 40],
      ['unknown', 5],
    ]);
    expect(total).toBe(40);
  });
});
