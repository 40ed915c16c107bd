import { type CandidateSpan, likelyTraces, type Rule, RULES } from '../correlation/likelyTraces';
import { type ParsedLogLine } from '../telemetry/questions/logs';
import { type SampleLine, type SampleRequest } from './requests/request';
import { openSampleShop } from '.';

const TO = Date.UTC(2026, 5, 10, 12);
const line = (time: number, reading: Partial<ParsedLogLine>) => ({
  time,
  reading: { format: 'json', level: 'info', message: '', fields: {}, ...reading } as ParsedLogLine,
});

describe('on 1,000 requests whose ids were removed', () => {
  const { requests } = openSampleShop().requests.find({ from: TO - 3_600_000, to: TO, limit: 1000 });
  const spans = requests.flatMap(serverSpans);

  /** What a line can still say under each rule: the surer ones are kept from speaking. */
  const SAID: Record<Exclude<Rule, 'request-id'>, (of: SampleLine) => Partial<ParsedLogLine>> = {
    duration: (of) => ({ ...outcomeOf(of), duration: Math.round(Number(of.attributes.duration) * 1000) / 1000 }),
    outcome: outcomeOf,
    route: ({ service, attributes: { method, path } }) => ({ service, method, path }),
    moment: ({ service }) => ({ service }),
  };

  it.each(RULES.filter((rule) => rule !== 'request-id'))('“%s” is as precise as it says', (rule) => {
    let named = 0;
    let claimed = 0;
    let right = 0;
    for (const { lines } of requests) {
      const ending = lines.at(-1);
      if (!ending?.attributes.duration) {
        continue;
      }
      const found = likelyTraces(line(written(ending), SAID[rule](ending)), [], spans);
      const [first] = found;
      if (first?.rule === rule) {
        named++;
        claimed += first.sure;
        right += first.traceId === ending.traceId ? 1 : 0;
      }
    }
    expect(named).toBeGreaterThan(900);
    expect(right / named).toBeGreaterThan(claimed / named);
  });
});

/** Lines are written a little after what they tell, by up to 10 ms here, always the same for the same line. */
function written({ time, spanId }: SampleLine): number {
  return time + (parseInt(spanId.slice(-4), 16) / 0xffff) * 10;
}

function outcomeOf({ service, attributes: { method, path, status } }: SampleLine): Partial<ParsedLogLine> {
  return { service, method, path, status: Number(status) };
}

function serverSpans({ spans }: SampleRequest): CandidateSpan[] {
  return spans
    .filter(({ kind }) => kind === 'server')
    .map(({ traceId, service, start, duration, attributes }) => ({
      traceId,
      service,
      start,
      duration,
      method: attributes['http.request.method'],
      route: attributes['http.route'],
      path: attributes['url.path'],
      status: Number(attributes['http.response.status_code']),
    }));
}
