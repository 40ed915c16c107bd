import { foreignNames } from './foreignNames';
import { analyzeTrace } from './timeline';
import { line } from './testing/lines';
import { span } from './testing/spans';

const facts = analyzeTrace([
  span(1, { service: 'shop-api', duration: 100 }),
  span(2, { service: 'shop-api', parent: 1, at: 20, duration: 30, kind: 'client' }),
  span(3, { service: 'payments', parent: 2, at: 25, duration: 20, kind: 'server' }),
]);
const named = (service: string, about: { span?: number } = {}) => line(30, { service, ...about });

describe('names of services that only logs have', () => {
  it('are not looked up where other lines of the name name a span', () => {
    const lines = [named('api-1', { span: 1 }), named('api-1'), named('payments-1')];
    expect(foreignNames(facts, lines)).toEqual({ known: new Map([['api-1', 'shop-api']]), unknown: ['payments-1'] });
  });

  it('stay unknown where their lines name spans of several services', () => {
    const lines = [named('proxy', { span: 1 }), named('proxy', { span: 3 }), named('proxy')];
    expect(foreignNames(facts, lines)).toEqual({ known: new Map(), unknown: ['proxy'] });
  });

  it('are nobody’s where each service of the trace has its lines', () => {
    const own = [named('shop-api'), named('payments')];
    expect(foreignNames(facts, [...own, named('mailer')]).unknown).toEqual([]);
    expect(foreignNames(facts, [...own.slice(1), named('mailer')]).unknown).toEqual(['mailer']);
    expect(foreignNames(facts, [named('api-1', { span: 2 }), named('payments'), named('mailer')]).unknown).toEqual([]);
  });

  it('are not looked up for lines that have their place, and names of the trace are not foreign', () => {
    const lines = [named('proxy', { span: 1 }), named('proxy', { span: 3 }), named('shop-api')];
    expect(foreignNames(facts, lines).unknown).toEqual([]);
  });
});
