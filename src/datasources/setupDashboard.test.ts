import fc from 'fast-check';
import { overridesIn, toDashboard } from './setupDashboard';

describe('the set-up dashboard', () => {
  it('gives back what it was given, whatever characters that holds', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ minLength: 1 }), (metrics, service) => {
        const overrides = { metrics, errorStatus: [], objectives: [{ service, errorRatio: 0.01 }] };
        const stored: unknown = JSON.parse(JSON.stringify(toDashboard(overrides, 3)));
        expect(overridesIn(stored)).toEqual(overrides);
      })
    );
  });

  it('says where each of its parts is changed', () => {
    const [about] = toDashboard({}, 0).panels;
    expect(about?.options.content).toMatch(/objectives and errors on their own pages, .*\*\*Setup\*\* page/);
  });

  it.each([
    ['no panels', {}],
    ['the panel removed', { panels: [{ title: 'What this is', options: { content: '' } }] }],
    ['text instead of JSON', { panels: [{ title: 'Overrides', options: { content: 'metrics: a' } }] }],
    ['nothing', null],
  ])('refuses a dashboard with %s', (_, dashboard) => {
    expect(() => overridesIn(dashboard)).toThrow();
  });
});
