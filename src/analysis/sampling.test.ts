import { type Attributes } from '../telemetry/questions/traces';
import { samplingByCount, samplingOf } from './sampling';

const span = (traceState?: string, attributes: Attributes = {}, resource: Attributes = {}) => ({
  attributes,
  resource,
  ...(traceState !== undefined && { traceState }),
});

describe('what a sampler wrote', () => {
  it.each([
    // The examples of the specification: 0 rejects nothing, 8 half, c three quarters, fd70a4 all but about 1 %.
    ['ot=th:8', 0.5],
    ['ot=th:c', 0.25],
    ['ot=th:fd70a4', 0.01],
    ['ot=th:e6666666666666', 0.1],
    ['vendor=x:1, ot=rv:abcdef01234567;th:8', 0.5],
    ['ot=p:3;r:5', 0.125],
  ])('%s keeps %d', (traceState, share) => {
    expect(samplingOf([span(traceState)])?.share).toBeCloseTo(share, 6);
  });

  it.each([
    [{ 'sampler.type': 'probabilistic', 'sampler.param': 0.05 }, 0.05],
    [{ 'sampler.type': 'probabilistic', 'sampler.param': '0.5' }, 0.5],
    [{ SampleRate: 20 }, 0.05],
  ])('%j keeps %d', (attributes: Attributes, share) => {
    expect(samplingOf([span(undefined, attributes)])).toMatchObject({ by: 'sampler', share });
    expect(samplingOf([span(undefined, {}, attributes)])).toMatchObject({ by: 'sampler', share });
  });

  it.each([
    ['nothing', undefined, {}],
    ['a threshold that rejects nothing', 'ot=th:0', {}],
    ['a threshold that is none', 'ot=th:xyz', {}],
    ['more digits than there are', `ot=th:${'8'.repeat(15)}`, {}],
    ['somebody else’s state', 'rot=th:8,x=ot=th', {}],
    ['the power that stands for never', 'ot=p:63', {}],
    ['a sampler that keeps all', undefined, { 'sampler.type': 'const', 'sampler.param': true }],
    ['a limit of rate, which is no share', undefined, { 'sampler.type': 'ratelimiting', 'sampler.param': 0.5 }],
    ['a probability that is none', undefined, { 'sampler.type': 'probabilistic', 'sampler.param': 0 }],
    ['one of one', undefined, { SampleRate: 1 }],
  ])('claims nothing of %s', (_, traceState, attributes: Attributes) => {
    expect(samplingOf([span(traceState, attributes)])).toBeUndefined();
  });

  it('takes the share of the whole trace, not of spans that were sampled again', () => {
    expect(samplingOf([span('ot=th:c'), span('ot=th:8'), span()])?.share).toBe(0.5);
    expect(samplingOf([])).toBeUndefined();
  });
});

describe('what metrics counted', () => {
  it.each([
    [100, 1000, 0.1],
    [500, 1000, 0.5],
    [80, 100, 0.8],
  ])('%d traced of %d: %d', (traced, counted, share) => {
    expect(samplingByCount(traced, counted)).toEqual({ by: 'count', share, traced, counted });
  });

  it.each([
    ['all are traced', 1000, 1000],
    ['nearly all are, and the ends of a range are not exact', 920, 1000],
    ['more are traced than counted', 1200, 1000],
    ['too few were counted', 9, 99],
    ['none are traced, which may have other reasons', 0, 1000],
    ['nobody counted', 100, undefined],
    ['the count is no number', 100, NaN],
  ])('claims nothing where %s', (_, traced, counted) => {
    expect(samplingByCount(traced, counted)).toBeUndefined();
  });
});
