import { type AppLocation } from '../../correlation/appLocation';
import { traceUrl } from '../../correlation/pageUrls/trace';
import { selectionIn, selectionParams } from './url';
import { type TimelineSelection } from './waterfall/timelineSelection';

const ID = '0af7651916cd43dd8448eb211c80319c';
const selectedAt = (location: AppLocation) => selectionIn(traceUrl.read(location));

describe('what is selected in a story', () => {
  it.each<[TimelineSelection]>([
    [{ span: 'b7ad6b7169203331' }],
    [{ span: 'b7ad6b7169203331', nth: 1 }],
    [{ span: 'b7ad6b7169203331', event: 0 }],
    [{ span: 'b7ad6b7169203331', nth: 2, event: 11 }],
    [{ line: 'a line.1' }],
  ])('reads %p back as it was written', (place) => {
    expect(selectedAt(traceUrl.write({ traceId: ID, ...selectionParams(place) }))).toEqual(place);
  });

  it('leaves nothing of what was selected before', () => {
    const before = traceUrl.read(traceUrl.write({ traceId: ID, span: 'b7', nth: 1, event: 3 }));
    const after = traceUrl.write({ ...before, ...selectionParams({ line: 'a line' }) });
    expect(selectedAt(after)).toEqual({ line: 'a line' });
    expect(selectedAt(traceUrl.write({ ...before, ...selectionParams({ node: 3, time: 0 }) }))).toBeUndefined();
  });
});
