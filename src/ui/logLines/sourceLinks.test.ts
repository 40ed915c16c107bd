import { isOutside, sourceLinkUrl } from './sourceLinks';

const TIME = 10_000_000;
const hostile = '"><script>&x=1#${__value.raw} $& ../..';

describe('sourceLinkUrl', () => {
  it('puts the value into an address, encoded', () => {
    const url = sourceLinkUrl(
      { title: 'Ticket', value: 'a b/ü', url: 'https://x.test/t/${__value.raw}?q=${__value.text}' },
      TIME
    );
    expect(url).toBe('https://x.test/t/a%20b%2F%C3%BC?q=a%20b%2F%C3%BC');
  });

  it('lets no value be more than a value', () => {
    const url = new URL(
      sourceLinkUrl({ title: 'x', value: hostile, url: 'https://x.test/?q=${__value.raw}&r=1' }, TIME) ?? ''
    );
    expect([url.searchParams.get('q'), url.searchParams.get('r'), url.hash]).toEqual([hostile, '1', '']);
  });

  it.each(['javascript:alert(1)', ' JaVaScRiPt:alert(${__value.raw})', '${__value.raw}:alert(1)', 'data:text/html,x'])(
    'follows no script: %p',
    (url) => expect(sourceLinkUrl({ title: 'x', value: 'javascript', url }, TIME)).toBeUndefined()
  );

  it('asks another data source in Explore, half an hour around the line', () => {
    const query = { dataSourceUid: 'tempo', fields: { query: '${__value.raw}', queryType: 'traceql', limit: 20 } };
    const url = new URL(sourceLinkUrl({ title: 'x', value: hostile, query }, TIME) ?? '', 'http://grafana.test');
    expect(url.pathname).toBe('/explore');
    expect(JSON.parse(url.searchParams.get('panes') ?? '').tillwatch).toEqual({
      datasource: 'tempo',
      queries: [{ refId: 'A', datasource: { uid: 'tempo' }, query: hostile, queryType: 'traceql', limit: 20 }],
      range: { from: String(TIME - 1_800_000), to: String(TIME + 1_800_000) },
    });
  });

  it('leads nowhere where nothing is set', () => {
    expect(sourceLinkUrl({ title: 'x', value: 'y' }, TIME)).toBeUndefined();
  });
});

it.each([
  ['https://x.test', true],
  ['//x.test', true],
  ['/d/board', false],
  ['d/board', false],
  [undefined, false],
])('%p leads out of Grafana: %p', (url, expected) => {
  expect(isOutside({ title: 'x', value: 'y', url })).toBe(expected);
});
