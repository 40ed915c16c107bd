import { type DataSourceInstanceSettings } from '@grafana/data';
import { type DataSourceSrv } from '@grafana/runtime';
import { of } from 'rxjs';

type Kind = 'prometheus' | 'loki' | 'tempo';

/** What a fake data source answers; a function that throws makes it fail. */
export interface FakeAnswers {
  query?: () => unknown;
  getResource?: (path: string) => unknown;
}

/** Grafana's data sources, in memory. */
export class FakeDataSources {
  private all: Array<{ settings: DataSourceInstanceSettings; answers: FakeAnswers }> = [];

  add(type: Kind, uid: string, answers: FakeAnswers = {}, isDefault = false): this {
    this.all.push({ settings: { type, uid, name: `My ${uid}`, isDefault } as DataSourceInstanceSettings, answers });
    return this;
  }

  readonly srv = {
    getList: ({ pluginId }: { pluginId?: string } = {}) =>
      this.all.map(({ settings }) => settings).filter((settings) => settings.type === pluginId),
    get: (uid: string) => {
      const answers = this.all.find(({ settings }) => settings.uid === uid)?.answers ?? {};
      return Promise.resolve({
        query: () => of(answers.query?.() ?? { data: [] }),
        getResource: async (path: string) => answers.getResource?.(path) ?? {},
      });
    },
  } as unknown as DataSourceSrv;
}
