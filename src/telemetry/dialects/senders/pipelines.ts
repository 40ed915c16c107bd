import { logString } from '../logql/escape';
import { streamSelector } from '../logql/selector';
import { FAILURE_WORDS, type SenderRule } from './rule';

/** Under this reason the senders count what they dropped. */
const REASON = 'tillwatch';

const FAILURES = `(?i)${FAILURE_WORDS}`;

/** A log query that finds the lines of a rule, and none that tell of a failure, as `match` stages take it. */
export function matchSelector({ label, expression }: SenderRule): string {
  const stream = label === undefined ? '{job=~".+"}' : streamSelector({ [label.name]: label.value });
  return `${stream} |~ ${logString(expression)} !~ ${logString(FAILURES)}`;
}

/**
 * A component of Grafana Alloy's configuration:
 * https://grafana.com/docs/alloy/latest/reference/components/loki/loki.process (`stage.match`, `stage.sampling`). Its
 * strings are those of Go, as LogQL's are.
 */
export function alloyConfig(rules: readonly SenderRule[]): string {
  const stages = rules.map((rule) => {
    const selector = `    selector            = ${logString(matchSelector(rule))}`;
    return rule.keepOneOf === undefined
      ? [
          '  stage.match {',
          selector,
          '    action              = "drop"',
          `    drop_counter_reason = "${REASON}"`,
          '  }',
        ]
      : [
          '  stage.match {',
          selector,
          '',
          '    stage.sampling {',
          `      rate = ${rateOf(rule.keepOneOf)}`,
          '    }',
          '  }',
        ];
  });
  return [
    '// Between what reads the lines and what writes them: loki.source.… forwards to loki.process.reduce.receiver.',
    'loki.process "reduce" {',
    '  forward_to = [loki.write.default.receiver]',
    ...stages.flatMap((lines) => ['', ...lines]),
    '}',
    '',
  ].join('\n');
}

/**
 * Stages of a Promtail job, to be written as YAML:
 * https://grafana.com/docs/loki/latest/send-data/promtail/stages/match and `…/sampling`.
 */
export function promtailStages(rules: readonly SenderRule[]): object {
  return {
    pipeline_stages: rules.map((rule) => ({
      match: {
        selector: matchSelector(rule),
        ...(rule.keepOneOf === undefined
          ? { action: 'drop', drop_counter_reason: REASON }
          : { stages: [{ sampling: { rate: rateOf(rule.keepOneOf) } }] }),
      },
    })),
  };
}

/**
 * A processor of the OpenTelemetry Collector, to be written as YAML:
 * https://github.com/open-telemetry/opentelemetry-collector-contrib/tree/main/processor/filterprocessor. OTTL's strings
 * are those of Go. It drops what a condition holds for; where lines are sampled, those of traces whose ID does not end
 * with one digit of sixteen, so that the lines of a request stay together.
 */
export function collectorProcessor(rules: readonly SenderRule[]): object {
  return {
    processors: {
      'filter/reduce': {
        error_mode: 'ignore',
        logs: { log_record: rules.map(ottlCondition) },
      },
    },
  };
}

/** The condition under which a record is dropped. */
export function ottlCondition({ service, expression, keepOneOf }: SenderRule): string {
  const conditions = [
    ...(service === '' ? [] : [`resource.attributes["service.name"] == ${logString(service)}`]),
    `IsMatch(body, ${logString(expression)})`,
    `not IsMatch(body, ${logString(FAILURES)})`,
    // Where the severity is not known it is 0.
    'severity_number < SEVERITY_NUMBER_WARN',
    ...(keepOneOf === undefined ? [] : ['IsMatch(trace_id.string, "[0-9a-e]\\x24")']),
  ];
  return conditions.join(' and ');
}

function rateOf(keepOneOf: number): number {
  return Number((1 / keepOneOf).toPrecision(3));
}
