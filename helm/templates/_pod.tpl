{{- /* What every pod of the chart has in common; (dict "root" $ "labels" (yaml) "annotations" (dict)). */ -}}
{{- define "mcp-forge.podMetadata" -}}
{{- $options := .root.Values.defaultPodOptions -}}
labels:
  {{- $own := tpl (toYaml (mergeOverwrite dict .root.Values.global.labels $options.labels)) .root | fromYaml }}
  {{- mergeOverwrite dict $own (.labels | fromYaml) | toYaml | nindent 2 }}
{{- $annotations := tpl (toYaml (mergeOverwrite dict .root.Values.global.annotations $options.annotations)) .root | fromYaml }}
{{- with mergeOverwrite dict $annotations (.annotations | default dict) }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "mcp-forge.podOptions" -}}
{{- with .Values.defaultPodOptions -}}
automountServiceAccountToken: {{ .automountServiceAccountToken }}
enableServiceLinks: {{ .enableServiceLinks }}
securityContext:
  {{- toYaml .securityContext | nindent 2 }}
{{- range $key := list "imagePullSecrets" "nodeSelector" "tolerations" "affinity" }}
{{- with get $.Values.defaultPodOptions $key }}
{{ $key }}:
  {{- tpl (toYaml .) $ | nindent 2 }}
{{- end }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* The environment: the files of the key ring, then env; (dict "root" $ "env" …). */ -}}
{{- define "mcp-forge.env" -}}
{{- $root := .root -}}
{{- if .root.Values.keys.secretName }}
{{- range $index, $entry := .root.Values.keys.entries }}
- name: KEY_RING_{{ $index }}_FILE
  value: /run/keys/{{ $entry }}
{{- end }}
{{- end }}
{{- range $name, $value := .env }}
- name: {{ $name }}
  {{- if kindIs "map" $value }}
  {{- tpl (toYaml $value) $root | nindent 2 }}
  {{- else }}
  value: {{ tpl (toString $value) $root | quote }}
  {{- end }}
{{- end }}
{{- end -}}

{{- define "mcp-forge.keysVolume" -}}
{{- with .Values.keys }}
{{- if .secretName }}
- name: keys
  secret:
    secretName: {{ tpl .secretName $ }}
    defaultMode: 288
    items:
      {{- range .entries }}
      - key: {{ . }}
        path: {{ . }}
      {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "mcp-forge.keysMount" -}}
{{- if .Values.keys.secretName }}
- name: keys
  mountPath: /run/keys
  readOnly: true
{{- end }}
{{- end -}}

{{- define "mcp-forge.volumes" -}}
{{- include "mcp-forge.keysVolume" . }}
{{- range $identifier, $volume := .Values.persistence }}
{{- if $volume.enabled }}
- name: {{ $identifier }}
  {{- $name := tpl ($volume.name | default "") $ | default (printf "%s-%s" (include "mcp-forge.fullname" $) ($volume.identifier | default "")) }}
  {{- if eq $volume.type "configMap" }}
  configMap:
    name: {{ $name }}
  {{- else if eq $volume.type "secret" }}
  secret:
    secretName: {{ $name }}
    defaultMode: 288
  {{- else if eq $volume.type "persistentVolumeClaim" }}
  persistentVolumeClaim:
    claimName: {{ tpl $volume.existingClaim $ }}
  {{- else }}
  emptyDir:
    {{- with $volume.medium }}
    medium: {{ . }}
    {{- end }}
    sizeLimit: {{ $volume.sizeLimit | default "64Mi" }}
  {{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- define "mcp-forge.mounts" -}}
{{- include "mcp-forge.keysMount" . }}
{{- range $identifier, $volume := .Values.persistence }}
{{- if $volume.enabled }}
{{- range $volume.advancedMounts.application.main }}
- name: {{ $identifier }}
  mountPath: {{ .path }}
  readOnly: {{ .readOnly | default false }}
{{- end }}
{{- end }}
{{- end }}
{{- end -}}

{{- /* A probe of Kubernetes from one of the values; (dict "root" $ "probe" …). */ -}}
{{- define "mcp-forge.probe" -}}
{{- $spec := .probe.spec | default dict -}}
{{- if .probe.custom -}}
{{- tpl (toYaml $spec) .root -}}
{{- else -}}
{{- $scheme := .probe.type | default "HTTP" -}}
{{- merge (dict "httpGet" (dict "path" .probe.path "port" .probe.port "scheme" $scheme)) $spec | toYaml -}}
{{- end -}}
{{- end -}}
