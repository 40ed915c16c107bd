import { type Labels } from '../../vocabulary';

/**
 * Words of a name that speak against requests which this service served: it made them, or they are no requests. Envoy's
 * `downstream` is whom it serves; it has a convention of its own.
 */
const NOT_SERVED = words(
  'client|outgoing|outbound|egress|https?_out|upstream|downstream|external|third_?party|remote|dependency|deliver(?:y|ies)',
  'sdk|boto3?|cloud_?provider|k8s|kubernetes|kubectl',
  'okhttp\\d?|http_?client|web_?client|rest_?template|rest_?client|feign|retrofit|axios|undici|faraday|guzzle|httpx',
  'urllib3|reqwest|fetch(?:er)?|scraper?|crawler?|probe|sql|db|cache|gc|size|bytes|length|created',
  '(?:aws|azure|gcp|gce|gcs|github|gitlab|stripe|slack)_(?:api|sdk|client)'
);

/** What others serve, where a name begins with it. */
const SERVED_ELSEWHERE =
  /^(?:aws|s3|dynamodb|sqs|sns|kinesis|azure|gcp|gce|gcs|bigquery|github|stripe|paypal|twilio|sendgrid|slack|openai|elasticsearch|opensearch)[._]/;

/** Words that make a counter one of some requests only, beside which there may be one of all. */
const A_PART = words(
  'slow|large|big|long|bad|good|ok|invalid|fail(?:ed|ures?|ing)?|err(?:or)?s?|unsuccessful|succe(?:ss|ssful|eded)',
  'reject(?:ed|ions?)|den(?:y|ied)|block(?:ed)?|drop(?:ped)?|throttl(?:ed|ing)|limited|time(?:d_)?_?outs?',
  'abort(?:ed)?|cancel(?:l?ed)?|retr(?:y|ies|ied)|cached|hits?|miss(?:es)?|unauthori[sz]ed|forbidden|panics?',
  'exceptions?|duplicated?|redirect(?:ed|s)?|queued|health_?checks?|[1-5]xx'
);

function words(...alternatives: string[]): RegExp {
  return new RegExp(`(?:^|[._:])(?:${alternatives.join('|')})(?:[._:]|$)`);
}

/** Whether a name is of requests that this service served, as far as a name tells. */
export function namesServed(name: string): boolean {
  return !NOT_SERVED.test(name) && !SERVED_ELSEWHERE.test(name);
}

/** Whether a counter's name says that only some of the requests are in it. */
export function namesPart(name: string): boolean {
  return A_PART.test(name);
}

/** Labels that only he knows who makes a request. */
const OF_CALLERS = [
  'peer_service',
  'peer.service',
  'net_peer_name',
  'net.peer.name',
  'target_host',
  'target_scheme',
  'target_port',
  'remote_service',
  'resource_kind',
  // Micrometer's of the clients that it watches.
  'clientName',
];
const ADDRESSES = ['url', 'uri', 'server', 'target', 'endpoint', 'host', 'address'];

/** Span metrics tell of spans of each kind. */
const SPAN_KINDS = ['span_kind', 'span.kind'];

/**
 * Whether the labels of a series speak against requests that this service served: it knows whom it asked, or tells of
 * spans that no server had.
 */
export function isMade(labels: Labels): boolean {
  return (
    OF_CALLERS.some((label) => labels[label]) ||
    SPAN_KINDS.some((label) => labels[label] && !/server/i.test(labels[label])) ||
    ADDRESSES.some((label) => /^https?:\/\//.test(labels[label] ?? ''))
  );
}
