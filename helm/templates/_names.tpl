{{- /* The chart's name, for labels. */ -}}
{{- define "mcp-forge.name" -}}
{{- default .Chart.Name .Values.global.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{- /* The name of what there is one of: RELEASE-CHART, or RELEASE where it holds the chart's name already. */ -}}
{{- define "mcp-forge.fullname" -}}
{{- $name := include "mcp-forge.name" . -}}
{{- $full := ternary .Release.Name (printf "%s-%s" .Release.Name $name) (contains $name .Release.Name) -}}
{{- default $full .Values.global.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- end -}}

{{- define "mcp-forge.selectorLabels" -}}
app.kubernetes.io/name: {{ include "mcp-forge.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- /* The pods that serve, and not those of the check. */ -}}
{{- define "mcp-forge.controllerLabels" -}}
{{ include "mcp-forge.selectorLabels" . }}
app.kubernetes.io/controller: application
{{- end -}}

{{- define "mcp-forge.labels" -}}
{{ include "mcp-forge.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
{{- end -}}

{{- /* metadata of (dict "root" $ "name" … "labels" … "annotations" …); fixed annotations win. */ -}}
{{- define "mcp-forge.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- $own := tpl (toYaml (.labels | default dict)) .root | fromYaml }}
  {{- $global := tpl (toYaml .root.Values.global.labels) .root | fromYaml }}
  {{- mergeOverwrite dict $global $own (include "mcp-forge.labels" .root | fromYaml) | toYaml | nindent 2 }}
{{- $own = tpl (toYaml (.annotations | default dict)) .root | fromYaml }}
{{- $global = tpl (toYaml .root.Values.global.annotations) .root | fromYaml }}
{{- with mergeOverwrite dict $global $own (.fixed | default dict) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- /* The data of a ConfigMap, rendered; (dict "root" $ "texts" …). */ -}}
{{- define "mcp-forge.texts" -}}
{{- $data := dict -}}
{{- range $name, $text := .texts }}{{ $_ := set $data $name (printf "%s\n" (tpl $text $.root | trim)) }}{{ end -}}
{{- regexReplaceAll "(?m)^ +$" (toYaml $data | nindent 2) "" -}}
{{- end -}}

{{- define "mcp-forge.image" -}}
{{- $tag := .tag | default .root.Chart.AppVersion -}}
{{- if .digest -}}{{ printf "%s@%s" .repository .digest }}{{- else -}}{{ printf "%s:%s" .repository $tag }}{{- end -}}
{{- end -}}

{{- /* The names of the service within the cluster, as strings of TOML. */ -}}
{{- define "mcp-forge.serviceHosts" -}}
{{- $name := include "mcp-forge.fullname" . -}}
{{- $space := .Release.Namespace -}}
{{ printf "%q, \"%s.%s\", \"%s.%s.svc\", \"%s.%s.svc.cluster.local\"" $name $name $space $name $space $name $space }}
{{- end -}}

{{- /* The strings of server.keys.ring: each entry of the Secret under the variable that names its file. */ -}}
{{- define "mcp-forge.ring" -}}
{{- if .Values.keys.secretName -}}
{{- range $index, $entry := .Values.keys.entries }}{{ if $index }}, {{ end }}"${KEY_RING_{{ $index }}}"{{ end -}}
{{- end -}}
{{- end -}}

{{- /* The table of the listener for management, when there is a service for it. */ -}}
{{- define "mcp-forge.management" -}}
{{- with .Values.service.management -}}
{{- if .enabled -}}
{{- $port := .ports.management -}}
[management]
host = "0.0.0.0"
port = {{ $port.targetPort | default $port.port }}
# The NetworkPolicy says who reads it.
allow_anonymous = true
{{- end -}}
{{- end -}}
{{- end -}}

{{- /* Whether more than one pod may serve at a time, beside the moments of an upgrade. */ -}}
{{- define "mcp-forge.replicated" -}}
{{- $scaler := .Values.horizontalPodAutoscaler.application -}}
{{- if or (gt (int .Values.controllers.application.replicas) 1) (and $scaler.enabled (gt (int $scaler.maxReplicas) 1)) -}}
true
{{- end -}}
{{- end -}}

{{- /* What no schema can see: a ring that is there, and that no configuration names. */ -}}
{{- define "mcp-forge.verify" -}}
{{- range $identifier, $map := .Values.configMaps -}}
{{- $text := tpl (get $map.data "config.toml" | default "") $ -}}
{{- if and $map.enabled (eq $identifier "configuration") $text (include "mcp-forge.replicated" $) -}}
{{- if not (regexMatch "(?m)^\\s*(server\\.keys\\.)?ring\\s*=\\s*\\[\\s*\"" $text) -}}
{{- fail "configMaps.configuration: more than one replica needs [server.keys] with ring = [{{ include \"mcp-forge.ring\" . }}]" -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- with .Values.serviceMonitor.application -}}
{{- if and .enabled (not (dig .service.identifier "enabled" false $.Values.service)) -}}
{{- fail (printf "serviceMonitor.application: no enabled service.%s" .service.identifier) -}}
{{- end -}}
{{- end -}}
{{- range $identifier, $volume := .Values.persistence -}}
{{- if and $volume.enabled $volume.identifier -}}
{{- if not (dig $volume.identifier "enabled" false $.Values.configMaps) -}}
{{- fail (printf "persistence.%s: no enabled configMaps.%s" $identifier $volume.identifier) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- end -}}
