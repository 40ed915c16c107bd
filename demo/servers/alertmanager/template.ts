import { literal } from './receivers.ts';

/**
 * The words of a notification: what, where, since when, and where to look. Each alert leads to its page in Tillwatch,
 * and to health, logs and traces of its service, at its own time: from half an hour before it began to its end, or to
 * half an hour after its beginning while it fires. Go counts in nanoseconds, of which 1800000000000 are half an hour;
 * addresses have milliseconds. The address is made of labels, not of the annotation `page`: within HTML, Go's templates
 * take nothing that may be a path or a query.
 * @param grafana the address at which people open Grafana, without a slash behind
 */
export function notificationTemplate(grafana: string): string {
  return String.raw`{{ define "tillwatch.grafana" }}${literal(grafana)}{{ end }}

{{ define "tillwatch.title" -}}
{{ if eq .Status "firing" }}{{ len .Alerts.Firing }} firing{{ else }}Resolved{{ end }}: {{ .CommonLabels.alertname }}
{{- with .CommonLabels.service }} at {{ . }}{{ end }}
{{- with .CommonLabels.severity }} ({{ . }}){{ end }}
{{- end }}

{{ define "tillwatch.range" -}}
from={{ (.StartsAt.Add -1800000000000).UnixMilli }}&to=
{{- if eq .Status "resolved" }}{{ .EndsAt.UnixMilli }}{{ else }}{{ (.StartsAt.Add 1800000000000).UnixMilli }}{{ end }}
{{- end }}

{{ define "tillwatch.page" -}}
{{ template "tillwatch.grafana" }}/a/tillwatch-shop-app/alerts/alert?alert={{ urlquery .Labels.alertname }}
{{- with .Labels.service }}&service={{ urlquery . }}{{ end -}}
&{{ template "tillwatch.range" . }}
{{- end }}

{{ define "tillwatch.link" }}{{ with index .Alerts 0 }}{{ template "tillwatch.page" . }}{{ end }}{{ end }}

{{ define "tillwatch.service" -}}
{{ template "tillwatch.grafana" }}/a/tillwatch-shop-app/health/service?service={{ urlquery .Labels.service }}&
{{- template "tillwatch.range" . }}
{{- end }}

{{ define "tillwatch.logs" -}}
{{ template "tillwatch.grafana" }}/a/tillwatch-shop-app/logs?where=service%3D{{ urlquery .Labels.service }}&
{{- template "tillwatch.range" . }}
{{- end }}

{{ define "tillwatch.traces" -}}
{{ template "tillwatch.grafana" }}/a/tillwatch-shop-app/traces?where=service%3D{{ urlquery .Labels.service }}&
{{- template "tillwatch.range" . }}
{{- end }}

{{ define "tillwatch.dashboard" -}}
{{ template "tillwatch.grafana" }}/d/{{ .Annotations.__dashboardUid__ }}?{{ template "tillwatch.range" . }}
{{- with .Annotations.__panelId__ }}&viewPanel={{ . }}{{ end }}
{{- end }}

{{ define "tillwatch.text" -}}
{{ range .Alerts }}
{{ .Annotations.summary }}
{{ with .Annotations.description }}{{ . }}
{{ end }}Since {{ .StartsAt.UTC.Format "2006-01-02 15:04:05" }} UTC
{{- if eq .Status "resolved" }}, until {{ .EndsAt.UTC.Format "2006-01-02 15:04:05" }} UTC{{ end }}
Alert: {{ template "tillwatch.page" . }}
{{ if .Labels.service }}Service: {{ template "tillwatch.service" . }}
Logs: {{ template "tillwatch.logs" . }}
Traces: {{ template "tillwatch.traces" . }}
{{ end }}{{ with .Annotations.runbook_url }}Runbook: {{ . }}
{{ end }}{{ if .Annotations.__dashboardUid__ }}Dashboard: {{ template "tillwatch.dashboard" . }}
{{ end }}{{ end }}
{{- end }}

{{ define "tillwatch.html" -}}
<h2>{{ template "tillwatch.title" . }}</h2>
{{ range .Alerts -}}
<p><strong>{{ .Annotations.summary }}</strong><br>
{{ with .Annotations.description }}{{ . }}<br>{{ end }}
Since {{ .StartsAt.UTC.Format "2006-01-02 15:04:05" }} UTC
{{- if eq .Status "resolved" }}, until {{ .EndsAt.UTC.Format "2006-01-02 15:04:05" }} UTC{{ end }}<br>
<a href="{{ template "tillwatch.page" . }}">Alert</a>
{{ if .Labels.service -}}
<a href="{{ template "tillwatch.service" . }}">Service</a>
<a href="{{ template "tillwatch.logs" . }}">Logs</a>
<a href="{{ template "tillwatch.traces" . }}">Traces</a>
{{- end }}
{{ with .Annotations.runbook_url }}<a href="{{ . }}">Runbook</a>{{ end }}
{{ if .Annotations.__dashboardUid__ }}<a href="{{ template "tillwatch.dashboard" . }}">Dashboard</a>{{ end }}
</p>
{{ end }}
{{- end }}
`;
}
