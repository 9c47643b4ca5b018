import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProviderServer } from '../../../src/bridge/framework';
import { providerService } from '../../../src/bridge/protocol';
import { calls } from '../../../src/bridge/protocol/messages';
import { decodeMessage } from '../../../src/bridge/protocol/protobuf/decode';
import { encodeMessage } from '../../../src/bridge/protocol/protobuf/encode';
import type { Message } from '../../../src/bridge/protocol/protobuf/message';
import { decodeMsgpack, encodeMsgpack, type Type, type Value } from '../../../src/bridge/values';
import { notebook } from './provider';

export type CallName = keyof typeof calls;
type Body = Readonly<Record<string, Value>>;

type Path = readonly (string | number)[];

/** A decoded answer. */
export class Answer {
  constructor(readonly whole: object) {}

  /** Any part of it; undefined where it has none. */
  part(...path: Path): unknown {
    return path.reduce<unknown>(
      (part, step) => (part as Record<string | number, unknown> | undefined)?.[step],
      this.whole,
    );
  }

  /** A part that is a value, decoded. */
  value(type: Type, ...path: Path): Value {
    return decodeMsgpack(type, this.part(...path, 'msgpack') as Uint8Array);
  }
}

const silent = () => {};
const log = { trace: silent, debug: silent, info: silent, warn: silent, error: silent };

/** The notebook provider behind the calls of the protocol, without a process: bytes in, bytes out. */
export class NotebookCalls {
  readonly folder = mkdtempSync(join(tmpdir(), 'notebook-'));
  readonly server: ProviderServer;
  readonly service: ReturnType<typeof providerService>;
  private readonly secrets: string[] = [];

  constructor() {
    const services = { log, maskSecret: (secret: string) => void this.secrets.push(secret) };
    this.server = new ProviderServer(notebook, services) as ProviderServer;
    const redact = (text: string) => this.secrets.reduce((rest, secret) => rest.replaceAll(secret, '***'), text);
    this.service = providerService({ server: this.server, redact });
  }

  /** One call as Terraform makes it. */
  async call(name: CallName, request: object): Promise<Answer> {
    // Typed by a table that contains itself, a message would be typed without end.
    const encode = encodeMessage as (message: Message, value: object) => Buffer;
    const decode = decodeMessage as (message: Message, bytes: Uint8Array) => object;
    const handler = this.service.get(`/tfplugin6.Provider/${name}`)!;
    return new Answer(decode(calls[name].response, await handler(encode(calls[name].request, request))));
  }

  configure(values: Body = { folder: this.folder, password: null, style: null }) {
    const config = { msgpack: encodeMsgpack(this.server.providerSchema.type, values) };
    return this.call('ConfigureProvider', { terraformVersion: '1.11.4', config });
  }

  /** A note with nothing but these arguments. */
  note(values: Body): Body {
    const blocks: Body = { line: [], mark: [], part: [], field: {} };
    return Object.fromEntries(
      Object.keys(this.noteType[1]).map((name) => [name, values[name] ?? blocks[name] ?? null]),
    );
  }

  wire(note: Body | null) {
    return { msgpack: encodeMsgpack(this.noteType, note) };
  }

  /** The note in one field of an answer. */
  unwire(answer: Answer, ...path: Path): Body | null {
    return answer.value(this.noteType, ...path) as Body | null;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private get noteType() {
    return this.server.resource('notebook_note').compiled.type;
  }
}
