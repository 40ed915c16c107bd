/** @jest-environment-options {"customExportConditions": ["node", "browser"]} */
import fc from 'fast-check';
import { parse } from 'yaml';
import { type Settings } from '../../datasources/settings';
import { provisioningYaml } from './provisioning';

interface ProvisioningFile {
  apiVersion: number;
  apps: Array<{ type: string; org_id: number; disabled: boolean; jsonData: Settings }>;
}

/** As Grafana reads the file: YAML first, then the environment into every text, `$$` being a dollar sign. */
function asGrafanaReads(yaml: string): ProvisioningFile {
  return JSON.parse(JSON.stringify(parse(yaml)), (_, value: unknown) =>
    typeof value === 'string'
      ? value
          .split('$$')
          .map((part) => part.replace(/\$(\w+|\{[^}]*\})/g, 'ENVIRONMENT'))
          .join('$')
      : value
  ) as ProvisioningFile;
}

describe('the provisioning file', () => {
  it('reads well', async () => {
    const settings: Settings = {
      metrics: 'prometheus',
      errorStatus: ['5xx', '429'],
      business: [{ measure: 'orders', metric: 'sales_total', type: 'counter' }],
      objectives: [{ service: '*', errorRatio: 0.01, p95: 0.5 }],
    };
    expect(await provisioningYaml('tillwatch-shop-app', settings)).toBe(`apiVersion: 1
apps:
  - type: "tillwatch-shop-app"
    org_id: 1
    disabled: false
    jsonData:
      metrics: "prometheus"
      errorStatus:
        - "5xx"
        - "429"
      business:
        - measure: "orders"
          metric: "sales_total"
          type: "counter"
      objectives:
        - service: "*"
          errorRatio: 0.01
          p95: 0.5
`);
  });

  it('says what the settings say, whatever characters they hold', async () => {
    const hostile = fc.oneof(
      fc.string({ minLength: 1, unit: 'binary' }),
      fc.constantFrom(
        '429',
        'yes',
        '~',
        '*a',
        '$HOME',
        '${PATH}',
        '$$',
        'a$',
        ': #',
        '- x',
        '"',
        "'",
        ' x ',
        'a\nb',
        '0x1F'
      )
    );
    await fc.assert(
      fc.asyncProperty(hostile, hostile, fc.double({ min: 1e-6, max: 100, noNaN: true }), async (a, b, p95) => {
        const settings: Settings = { metrics: a, errorStatus: [b], objectives: [{ service: b, p95 }] };
        const read = asGrafanaReads(await provisioningYaml('tillwatch-shop-app', settings));
        expect(read).toEqual({
          apiVersion: 1,
          apps: [{ type: 'tillwatch-shop-app', org_id: 1, disabled: false, jsonData: settings }],
        });
      })
    );
  });
});
