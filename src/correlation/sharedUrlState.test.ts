import fc from 'fast-check';
import { restoreShared, SHARED_URL_KEYS, sharedPart } from './sharedUrlState';

describe('sharedPart', () => {
  it('keeps what all pages share, with every value, and nothing else', () => {
    const search = '?service=a&var-environment=prod&from=now-1h&tab=errors&var-environment=test&to=now&var-other=x';
    expect(sharedPart(search).toString()).toBe('from=now-1h&to=now&var-environment=prod&var-environment=test');
  });

  it('is the same for the same state, whatever the order in the address', () => {
    const given = fc.uniqueArray(fc.tuple(fc.constantFrom(...SHARED_URL_KEYS), fc.string({ unit: 'binary' })), {
      selector: ([key]) => key,
    });
    fc.assert(
      fc.property(given, (pairs) => {
        const one = sharedPart(new URLSearchParams(pairs).toString());
        const other = sharedPart(new URLSearchParams([...pairs].reverse()).toString());
        expect(one.toString()).toBe(other.toString());
        expect(Object.fromEntries(one)).toEqual(Object.fromEntries(pairs));
        expect(sharedPart(one.toString()).toString()).toBe(one.toString());
      })
    );
  });
});

describe('restoreShared', () => {
  const remembered = 'from=now-6h&to=now&var-environment=prod&var-environment=test';

  it('puts what was last seen on a bare page', () => {
    expect(restoreShared('', remembered)).toBe(`?${remembered}`);
  });

  it('keeps what the page itself was opened with', () => {
    expect(restoreShared('?service=a%26b', remembered)).toBe(`?service=a%26b&${remembered}`);
  });

  it.each(SHARED_URL_KEYS)('leaves an address alone that says %s', (key) => {
    expect(restoreShared(`?${key}=x`, remembered)).toBeUndefined();
  });

  it('has nothing to do where nothing is remembered', () => {
    expect(restoreShared('?service=a', '')).toBeUndefined();
  });

  it('settles: what was restored is not restored again', () => {
    fc.assert(
      fc.property(fc.constantFrom('', '?service=a', '?tab=errors&sort=rate'), (search) => {
        const restored = restoreShared(search, remembered) ?? '';
        expect(restoreShared(restored, remembered)).toBeUndefined();
      })
    );
  });
});
