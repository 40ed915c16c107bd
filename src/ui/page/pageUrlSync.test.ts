import { LOGS_PARAMS, type LogsState } from '../../correlation/pageUrls/logs';
import { PageUrlSync } from './pageUrlSync';

function synced(search: string) {
  let state: LogsState = LOGS_PARAMS.read(new URLSearchParams(search));
  const sync = new PageUrlSync(LOGS_PARAMS, { get: () => state, set: (next) => (state = next) });
  return { sync, state: () => state };
}

it('writes every key as a list, so that scenes reads several values', () => {
  const { sync } = synced('where=service%3Da&where=level%3Derror&tab=errors');
  expect(Object.keys(sync.getUrlState())).toEqual(sync.getKeys());
  expect(sync.getUrlState()).toMatchObject({ where: ['service=a', 'level=error'], tab: ['errors'], line: [] });
});

it('takes what differs, keeps what does not, and drops what the URL does not name', () => {
  const { sync, state } = synced('where=service%3Da&tab=errors&line=x');
  sync.updateFromUrl({ tab: ['patterns'], line: null });
  expect(state()).toEqual(LOGS_PARAMS.read(new URLSearchParams('where=service%3Da&tab=patterns')));
});

it('makes a step in the history only for changes that are said to be one', () => {
  const { sync } = synced('');
  expect(sync.shouldCreateHistoryStep()).toBe(false);
  sync.performBrowserHistoryAction(() => expect(sync.shouldCreateHistoryStep()).toBe(true));
  expect(sync.shouldCreateHistoryStep()).toBe(false);
  expect(() =>
    sync.performBrowserHistoryAction(() => {
      throw new Error('no');
    })
  ).toThrow('no');
  expect(sync.shouldCreateHistoryStep()).toBe(false);
});
