import { isSampleMode, SAMPLE_MODE_KEY, setSampleMode, subscribeSampleMode } from './sampleMode';

afterEach(() => {
  jest.restoreAllMocks();
  setSampleMode(false);
  window.localStorage.clear();
});

it('is off until somebody turns it on, and stays on in this browser', () => {
  expect(isSampleMode()).toBe(false);
  setSampleMode(true);
  expect(isSampleMode()).toBe(true);
  expect(Object.keys(window.localStorage)).toEqual([SAMPLE_MODE_KEY]);
  expect(SAMPLE_MODE_KEY).toContain('tillwatch-shop-app');
  setSampleMode(false);
  expect(isSampleMode()).toBe(false);
  expect(window.localStorage).toHaveLength(0);
});

it('tells who listens, here and from other tabs, until they have heard enough', () => {
  const heard = jest.fn();
  const stop = subscribeSampleMode(heard);
  setSampleMode(true);
  window.dispatchEvent(new StorageEvent('storage', { key: SAMPLE_MODE_KEY }));
  window.dispatchEvent(new StorageEvent('storage', { key: 'something.else' }));
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  setSampleMode(false);
  window.dispatchEvent(new StorageEvent('storage', { key: SAMPLE_MODE_KEY }));
  expect(heard).toHaveBeenCalledTimes(2);
});

it('holds for the page where the browser stores nothing', () => {
  jest.spyOn(Storage.prototype, 'getItem').mockImplementation(() => {
    throw new Error('denied');
  });
  jest.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('denied');
  });
  expect(isSampleMode()).toBe(false);
  setSampleMode(true);
  expect(isSampleMode()).toBe(true);
});
