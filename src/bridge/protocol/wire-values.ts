import type { Diagnostics } from '../framework';
import { decodeJson, decodeMsgpack, encodeMsgpack, type Path, type Type, type Value } from '../values';

interface WireDynamicValue {
  readonly msgpack?: Uint8Array;
  readonly json?: Uint8Array;
}

/** A value as the protocol carries it: msgpack from Terraform itself, JSON from a few hosts. */
export function readValue(type: Type, value: WireDynamicValue | undefined): Value {
  if (value?.msgpack?.length) return decodeMsgpack(type, value.msgpack);
  if (value?.json?.length) return decodeJson(type, value.json);
  return null;
}

/** An object value; null where Terraform sends none, e.g. the prior state of something new. */
export function readBody(type: Type, value: WireDynamicValue | undefined): Readonly<Record<string, Value>> | null {
  return readValue(type, value) as Readonly<Record<string, Value>> | null;
}

export function writeValue(type: Type, value: Value): { msgpack: Buffer } {
  return { msgpack: encodeMsgpack(type, value) };
}

const SEVERITY = { error: 1, warning: 2 } as const;

/** Diagnostics as the protocol carries them; `redact` takes secrets out of their texts. */
export function writeDiagnostics({ list }: Diagnostics, redact: (text: string) => string) {
  return list.map(({ severity, summary, detail, path }) => ({
    severity: SEVERITY[severity],
    summary,
    detail: redact(detail),
    attribute: path?.steps.length ? writePath(path) : undefined,
  }));
}

export function writePath(path: Path) {
  return {
    steps: path.steps.map((step) =>
      'attribute' in step
        ? { attributeName: step.attribute }
        : 'key' in step
          ? { elementKeyString: step.key }
          : { elementKeyInt: step.index },
    ),
  };
}
