import fc from 'fast-check';
import { type Arrow, layOut } from './layers';

const arrows = (...pairs: string[]): Arrow[] =>
  pairs.map((pair) => {
    const [from = '', to = ''] = pair.split('>');
    return { from, to };
  });
const columnsOf = (given: Arrow[]) =>
  Object.fromEntries([...layOut([], given).places].map(([name, { column }]) => [name, column]));

describe('the layout of a service map', () => {
  it('puts who is called one column after the last who calls', () => {
    expect(columnsOf(arrows('web>api', 'api>cart', 'cart>db', 'api>db', 'web>db'))).toEqual({
      web: 0,
      api: 1,
      cart: 2,
      db: 3,
    });
  });

  it('starts at who is called by nobody, also where others call each other in a circle', () => {
    expect(columnsOf(arrows('web>b', 'b>c', 'c>d', 'd>b'))).toEqual({ web: 0, b: 1, c: 2, d: 3 });
  });

  it('shows a circle that nobody leads into, and who calls itself', () => {
    expect(columnsOf(arrows('a>b', 'b>a'))).toEqual({ a: 0, b: 1 });
    expect(columnsOf(arrows('a>a'))).toEqual({ a: 0 });
  });

  it('leads arrows over several columns through a place in each of them', () => {
    const { ways, places, rows } = layOut([], arrows('web>api', 'api>db', 'web>db'));
    expect(ways.map((way) => way.length)).toEqual([2, 2, 3]);
    const bend = ways[2]?.[1];
    expect(bend?.column).toBe(1);
    expect(bend?.row).not.toBe(places.get('api')?.row);
    expect(rows).toBe(2);
  });

  it('orders columns so that arrows do not cross where they need not', () => {
    const { places } = layOut([], arrows('a>z', 'b>y', 'c>x', 'd>w'));
    const rowOf = (name: string) => places.get(name)?.row;
    expect(['z', 'y', 'x', 'w'].map(rowOf)).toEqual(['a', 'b', 'c', 'd'].map(rowOf));
  });

  it('has room for who calls nobody, and for nobody', () => {
    expect(layOut(['alone'], []).places.get('alone')).toEqual({ column: 0, row: 0 });
    expect(layOut([], [])).toMatchObject({ columns: 0, rows: 0, ways: [] });
  });

  it('never puts two in one place, leads no way to the wrong node, and does the same again', () => {
    const name = fc.constantFrom(...'abcdefghij');
    fc.assert(
      fc.property(fc.array(fc.record({ from: name, to: name }), { maxLength: 40 }), (given) => {
        const layout = layOut([], given);
        const taken = [...layout.places.values()].map(({ column, row }) => `${column},${row}`);
        expect(new Set(taken).size).toBe(taken.length);
        given.forEach(({ from, to }, i) => {
          expect(layout.ways[i]?.[0]).toEqual(layout.places.get(from));
          expect(layout.ways[i]?.at(-1)).toEqual(layout.places.get(to));
        });
        expect(layOut([], given)).toEqual(layout);
      })
    );
  });

  it('does not recurse: 20,000 services in a chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, i) => ({ from: `s${i}`, to: `s${i + 1}` }));
    expect(layOut([], chain).columns).toBe(20_001);
  });
});
