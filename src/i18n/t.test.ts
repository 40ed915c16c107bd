import fc from 'fast-check';
import i18next from 'i18next';
import plugin from '../plugin.json';
import { NAMESPACE, t, tCount } from './t';

it('looks where Grafana puts the translations of the plugin', () => {
  expect(NAMESPACE).toBe(plugin.id);
});

it('is the text of the code where there is no translation', () => {
  expect(t('test.plain', 'Error rate')).toBe('Error rate');
  expect(t('test.values', '{{service}}: {{ rate }} failed', { service: 'cart', rate: '14%' })).toBe('cart: 14% failed');
});

it('puts in values as they are, whatever they say', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string(), fc.constantFrom('<b>', '{{other}}', '$t(test.plain)', '$&', '/cart')),
      (value) => {
        expect(t('test.as-it-is', '“{{value}}” was not found', { value, other: 'x' })).toBe(`“${value}” was not found`);
      }
    )
  );
});

it('leaves a hole to be seen where a value is missing', () => {
  expect(t('test.hole', 'of {{all}}')).toBe('of {{all}}');
});

it('counts by the rules of the language', () => {
  const services = (count: number) =>
    tCount('test.services', count, { one: '{{count}} service', other: '{{count}} services' });
  expect([0, 1, 2, 1204].map(services)).toEqual(['0 services', '1 service', '2 services', '1,204 services']);
});

it('takes what the language says', async () => {
  i18next.addResourceBundle('de-DE', NAMESPACE, {
    test: { plain: 'Fehlerrate', services_one: '{{count}} Dienst', services_other: '{{count}} Dienste', empty: '' },
  });
  await i18next.changeLanguage('de-DE');
  expect(t('test.plain', 'Error rate')).toBe('Fehlerrate');
  expect(t('test.empty', 'Not yet translated')).toBe('Not yet translated');
  expect(tCount('test.services', 3, { one: '{{count}} service', other: '{{count}} services' })).toBe('3 Dienste');
  await i18next.changeLanguage('en-US');
  expect(t('test.plain', 'Error rate')).toBe('Error rate');
});
