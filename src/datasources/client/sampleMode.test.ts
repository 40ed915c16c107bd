import { SAMPLE_MODE_KEY, SampleMode } from './sampleMode';

let mode: SampleMode;

beforeEach(() => {
  mode = new SampleMode();
});

afterEach(() => {
  jest.restoreAllMocks();
  window.localStorage.clear();
});

it('is off until somebody turns it on, and stays on in this browser', () => {
  expect(mode.isOn()).toBe(false);
  mode.set(true);
  expect(mode.isOn()).toBe(true);
  expect(Object.keys(window.localStorage)).toEqual([SAMPLE_MODE_KEY]);
  expect(SAMPLE_MODE_KEY).toContain('tillwatch-shop-app');
  mode.set(false);
  expect(mode.isOn()).toBe(false);
  expect(window.localStorage).toHaveLength(0);
});

it('tells who listens, here and from other tabs, until they have heard enough', () => {
  const heard = jest.fn();
  const stop = mode.subscribe(heard);
  mode.set(true);
  window.dispatchEvent(new StorageEvent('storage', { key: SAMPLE_MODE_KEY }));
  window.dispatchEvent(new StorageEvent('storage', { key: 'something.else' }));
  expect(heard).toHaveBeenCalledTimes(2);
  stop();
  mode.set(false);
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
  expect(mode.isOn()).toBe(false);
  mode.set(true);
  expect(mode.isOn()).toBe(true);
});

it('is on for good where it is fixed, whatever the browser stores', () => {
  const fixed = new SampleMode(true);
  fixed.set(false);
  expect([fixed.isOn(), fixed.isFixed, mode.isOn(), mode.isFixed]).toEqual([true, true, false, false]);
});
