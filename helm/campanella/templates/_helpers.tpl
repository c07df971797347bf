{{/* Name of everything in this release. */}}
{{- define "campanella.name" -}}
{{- if contains "campanella" .Release.Name -}}
{{ .Release.Name | trunc 50 | trimSuffix "-" }}
{{- else -}}
{{ printf "%s-campanella" .Release.Name | trunc 50 | trimSuffix "-" }}
{{- end -}}
{{- end -}}

{{/* What never changes in a release: by these the objects find each other. */}}
{{- define "campanella.selector" -}}
app.kubernetes.io/name: campanella
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "campanella.labels" -}}
{{ include "campanella.selector" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{- define "campanella.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end -}}

{{/* Nobody in the pod is root, and nothing can become it. */}}
{{- define "campanella.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{- define "campanella.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop:
    - ALL
{{- end -}}

{{/* Addresses with passwords, from the Secret. The server reads CAMPANELLA_<KEY>. */}}
{{- define "campanella.secretEnv" -}}
{{- $secret := .Values.secret -}}
{{- $variables := dict
  "CAMPANELLA_CATALOGO" $secret.keys.catalogo
  "CAMPANELLA_REDIS" $secret.keys.redis
  "CAMPANELLA_TOKEN_FORNITORE" $secret.keys.tokenFornitore
  "CAMPANELLA_OTLP" $secret.keys.otlp
  "CAMPANELLA_SMTP" $secret.keys.smtp
  "CAMPANELLA_SEGRETO_NODO" $secret.keys.segretoNodo
  "CAMPANELLA_CHECKOUT" $secret.keys.checkout
  "CAMPANELLA_CHIAVE_CHECKOUT" $secret.keys.chiaveCheckout
  "CAMPANELLA_FLUSSI" $secret.keys.flussi
  "CAMPANELLA_CHIAVE_FLUSSI" $secret.keys.chiaveFlussi
  "CAMPANELLA_RICEVUTE" $secret.keys.ricevute
  "CAMPANELLA_CHIAVE_RICEVUTE" $secret.keys.chiaveRicevute
-}}
{{- range $variable, $key := $variables }}
{{- if $key }}
- name: {{ $variable }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret.name }}
      key: {{ $key }}
{{- end }}
{{- end }}
{{- end -}}

{{/* Where the pods may run, and what the registry asks for. */}}
{{- define "campanella.placement" -}}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- range . }}
  - name: {{ . }}
  {{- end }}
{{- end }}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end -}}
