import { PATHS } from '../../correlation/routes';
import { type TimelineSelection } from './waterfall/timelineSelection';
import { selectionIn, selectionParams, readStoryUrl } from './url';

const ID = '0af7651916cd43dd8448eb211c80319c';

describe('the address of a story', () => {
  it.each([
    [`${PATHS.traces}/${ID}`, '', { traceId: ID }],
    [`${PATHS.traces}/${ID.toUpperCase()}/`, '', { traceId: ID }],
    [`${PATHS.traces}/af7651916cd43dd8448eb211c80319c`, '?near=5', { traceId: ID, near: 5 }],
    [`${PATHS.traces}/not%20one`, '?compare=typical', { traceId: 'not one', compare: 'typical' }],
    [`${PATHS.traces}/%E0%A4%A`, '', { traceId: '%E0%A4%A' }],
  ])('%s%s names %p', (path, search, address) => {
    expect(readStoryUrl(path, search)).toMatchObject(address);
  });

  it.each([PATHS.traces, `${PATHS.traces}/`, PATHS.health])('is not %s', (path) => {
    expect(readStoryUrl(path, '')).toBeUndefined();
  });

  it.each<[TimelineSelection]>([
    [{ span: 'b7ad6b7169203331' }],
    [{ span: 'b7ad6b7169203331', nth: 1 }],
    [{ span: 'b7ad6b7169203331', event: 0 }],
    [{ span: 'b7ad6b7169203331', nth: 2, event: 11 }],
    [{ line: 'a line.1' }],
  ])('reads %p back as it was written', (place) => {
    const written = Object.entries(selectionParams(place)).flatMap(([key, value]) =>
      value === null ? [] : [[key, value]]
    );
    const address = readStoryUrl(`${PATHS.traces}/${ID}`, new URLSearchParams(written).toString());
    expect(address && selectionIn(address)).toEqual(place);
  });

  it.each(['-1', '1.5', 'x', '', '1e3'])('takes %p for no event', (event) => {
    const address = readStoryUrl(`${PATHS.traces}/${ID}`, `span=b7&event=${event}`);
    expect(address && selectionIn(address)).toEqual({ span: 'b7' });
  });
});
