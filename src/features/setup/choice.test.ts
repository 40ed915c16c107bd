import { explainChoice, type Wanted } from './choice';
import { FakeDataSources } from './testing/fakeDataSources';

let dataSources: FakeDataSources;
jest.mock('@grafana/runtime', () => ({ getDataSourceSrv: () => dataSources.srv }));

const one = () => new FakeDataSources().add('prometheus', 'a');
const two = () => one().add('prometheus', 'b');
const withDefault = () => one().add('prometheus', 'b', {}, true);

describe('explainChoice', () => {
  it.each<[string, () => FakeDataSources, Partial<Wanted>, string, RegExp]>([
    ['the only one', one, {}, 'a', /Only data source/],
    ['the first', two, {}, 'a', /First of 2/],
    ["Grafana's default", withDefault, {}, 'b', /default \(2 of this type\)/],
    ['what an admin set', withDefault, { inSetup: 'a' }, 'a', /Set by an admin/],
    ['what is provisioned', two, { inSetup: 'b', setBy: 'provisioning' }, 'b', /Set by provisioning/],
    ['what the URL says', withDefault, { inUrl: 'a', inSetup: 'b' }, 'a', /stored in the URL/],
    ['the settings where the URL says the same', two, { inUrl: 'b', inSetup: 'b' }, 'b', /Set by an admin/],
    ['the default where the URL names one that is gone', withDefault, { inUrl: 'gone' }, 'b', /default/],
  ])('explains %s', (_, sources, wanted, uid, why) => {
    dataSources = sources();
    const choice = explainChoice('metrics', { setBy: 'admin', ...wanted });
    expect(choice).toMatchObject({
      dataSource: { uid },
      why: expect.stringMatching(why) as string,
      warning: undefined,
    });
  });

  it('warns where the settings name one that is gone', () => {
    dataSources = one();
    expect(explainChoice('metrics', { inSetup: 'gone', setBy: 'admin' })).toMatchObject({
      dataSource: { uid: 'a' },
      warning: expect.stringContaining('“gone”') as string,
    });
  });

  it('says what to do where there is none', () => {
    dataSources = one();
    expect(explainChoice('logs', { setBy: 'admin' })).toMatchObject({
      failure: { kind: 'absent', advice: expect.stringMatching(/Add a Loki data source/) as string },
    });
  });
});
