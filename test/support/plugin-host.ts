import { type ChildProcess, spawn } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { type ClientHttp2Session, type ClientHttp2Stream, connect, type IncomingHttpHeaders } from 'node:http2';
import { connect as connectNet, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { generate } from 'selfsigned';

/** The certificate and key by which a host proves who it is (AutoMTLS). */
export interface HostCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** A self-signed certificate for "localhost"; P-521 is what go-plugin's own hosts make. */
export async function createHostCertificate(curve: 'P-256' | 'P-521' = 'P-521'): Promise<HostCertificate> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], { keyType: 'ec', curve });
  return { certificate: made.cert, key: made.private };
}

export interface PluginHostOptions {
  /** The executable, and its arguments: `command: process.execPath, args: ['plugin.js']` for a script. */
  readonly command: string;
  readonly args?: readonly string[];
  /** Default: none is sent. */
  readonly magicCookie?: { readonly name: string; readonly value: string };
  /** PLUGIN_PROTOCOL_VERSIONS, such as "5,6". Default: not sent. */
  readonly protocolVersions?: string;
  /** Sent as PLUGIN_CLIENT_CERT and used to connect. Default: no TLS. */
  readonly certificate?: HostCertificate;
  /** Added to this process's environment; undefined takes a variable away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory?: string;
}

/** How a plugin process ended. */
export interface PluginExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The handshake line, taken apart. */
export interface Handshake {
  readonly line: string;
  readonly protocolVersion: number;
  readonly network: 'unix' | 'tcp';
  readonly address: string;
  readonly certificate?: X509Certificate;
}

/** A gRPC status other than OK. */
export class GrpcCallError extends Error {
  override readonly name = 'GrpcCallError';

  constructor(
    readonly code: number,
    message: string,
  ) {
    super(message);
  }
}

/** The plugin ended, or printed something else, instead of shaking hands. */
export class PluginStartError extends Error {
  override readonly name = 'PluginStartError';

  constructor(
    readonly firstLine: string,
    readonly exit: PluginExit | undefined,
  ) {
    super(`No handshake. First line: "${firstLine}", exit code: ${exit?.code}, stderr: ${exit?.stderr}`);
  }
}

/** A process that may become a plugin, with all that it printed. */
export class PluginProcess {
  stdout = '';
  stderr = '';
  readonly exited: Promise<PluginExit>;
  /** The first line of stdout, or all of stdout when the process ends without one. */
  readonly firstLine: Promise<string>;
  private readonly child: ChildProcess;

  constructor(options: PluginHostOptions) {
    const { magicCookie, protocolVersions, certificate, environment } = options;
    this.child = spawn(options.command, options.args ?? [], {
      cwd: options.workingDirectory,
      env: {
        ...process.env,
        ...(magicCookie && { [magicCookie.name]: magicCookie.value }),
        PLUGIN_PROTOCOL_VERSIONS: protocolVersions,
        PLUGIN_CLIENT_CERT: certificate?.certificate,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child.stderr?.on('data', (chunk: Buffer) => (this.stderr += chunk.toString()));
    this.firstLine = new Promise((resolve, reject) => {
      this.child.stdout?.on('data', (chunk: Buffer) => {
        this.stdout += chunk.toString();
        if (this.stdout.includes('\n')) resolve(this.stdout.slice(0, this.stdout.indexOf('\n')));
      });
      this.child.once('close', () => resolve(this.stdout));
      this.child.once('error', reject);
    });
    this.exited = new Promise((resolve) => {
      this.child.once('close', (code, signal) => {
        resolve({ code, signal, stdout: this.stdout, stderr: this.stderr });
      });
    });
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('The plugin did not start.');
    return this.child.pid;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }
}

/** Reads a handshake line; undefined when it is something else. */
export function parseHandshake(line: string): Handshake | undefined {
  const [core, version, network, address, protocol, certificate] = line.split('|');
  if (core !== '1' || protocol !== 'grpc' || !address || (network !== 'unix' && network !== 'tcp')) return undefined;
  return {
    line,
    protocolVersion: Number(version),
    network,
    address,
    ...(certificate && { certificate: new X509Certificate(Buffer.from(certificate, 'base64')) }),
  };
}

/** One connection to a plugin. */
export class PluginConnection {
  readonly closed: Promise<void>;

  private constructor(private readonly session: ClientHttp2Session) {
    this.closed = new Promise((resolve) => session.once('close', () => resolve()));
    session.on('error', () => {});
  }

  /** Connects; with TLS when the handshake carries a certificate, which must then be exactly the plugin's. */
  static async open(
    handshake: Pick<Handshake, 'network' | 'address' | 'certificate'>,
    identity?: HostCertificate,
  ): Promise<PluginConnection> {
    const socket = connectNet(addressOptions(handshake));
    const { certificate } = handshake;
    const transport = certificate
      ? connectTls({
          socket,
          ca: [certificate.toString()],
          servername: 'localhost',
          ALPNProtocols: ['h2'],
          ...(identity && { cert: identity.certificate, key: identity.key }),
        })
      : socket;
    await once(transport, certificate ? 'secureConnect' : 'connect');
    return new PluginConnection(await openSession(transport));
  }

  /** One unary call with the message's bytes. Rejects with GrpcCallError on a status, with Error on a broken connection. */
  call(path: string, message: Uint8Array = new Uint8Array()): Promise<Buffer> {
    return this.callRaw(path, frame(message)).then((answer) => answer.subarray(5));
  }

  /** The same with request bytes as they are, length prefix included, for requests that no client would send. */
  callRaw(path: string, request: Uint8Array): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const stream = this.openStream(path);
      const chunks: Buffer[] = [];
      let fields: IncomingHttpHeaders = {};
      stream.on('response', (headers) => (fields = { ...fields, ...headers }));
      stream.on('trailers', (trailers: IncomingHttpHeaders) => (fields = { ...fields, ...trailers }));
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('error', reject);
      stream.on('close', () => {
        const status = fields['grpc-status'];
        if (status === '0') resolve(Buffer.concat(chunks));
        else if (status === undefined) reject(new Error(`The connection closed before "${path}" was answered.`));
        else reject(new GrpcCallError(Number(status), decodeURIComponent(String(fields['grpc-message'] ?? ''))));
      });
      stream.end(request);
    });
  }

  /** A call that stays open, for streaming methods and for cancelling; nobody needs to listen for its errors. */
  openStream(path: string): ClientHttp2Stream {
    const stream = this.session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    return stream.on('error', () => {});
  }

  close(): void {
    this.session.destroy();
  }
}

/** A go-plugin host with one plugin. */
export class PluginHost {
  private own: Promise<PluginConnection> | undefined;

  private constructor(
    readonly process: PluginProcess,
    readonly handshake: Handshake,
    /** From spawn to the handshake line, in milliseconds. */
    readonly handshakeMs: number,
    private readonly certificate: HostCertificate | undefined,
  ) {}

  /** Starts a plugin and reads its handshake. Rejects with PluginStartError. */
  static async start(options: PluginHostOptions): Promise<PluginHost> {
    const started = performance.now();
    const plugin = new PluginProcess(options);
    const line = await plugin.firstLine;
    const handshakeMs = performance.now() - started;
    const handshake = parseHandshake(line);
    if (!handshake) {
      plugin.signal('SIGTERM');
      throw new PluginStartError(line, await plugin.exited);
    }
    return new PluginHost(plugin, handshake, handshakeMs, options.certificate);
  }

  /** The host's own connection, opened once. */
  connection(): Promise<PluginConnection> {
    this.own ??= PluginConnection.open(this.handshake, this.certificate);
    return this.own;
  }

  /** A connection of somebody else: with another certificate, or with none. */
  connectAs(identity: HostCertificate | undefined): Promise<PluginConnection> {
    return PluginConnection.open(this.handshake, identity);
  }

  async call(path: string, message?: Uint8Array): Promise<Buffer> {
    return (await this.connection()).call(path, message);
  }

  /** Asks the plugin to end, as hosts do, and waits until it has. */
  async shutdown(): Promise<PluginExit & { readonly milliseconds: number }> {
    const connection = await this.connection();
    const asked = performance.now();
    connection.call('/plugin.GRPCController/Shutdown').catch(() => {}); // its answer never arrives
    const exit = await this.process.exited;
    return { ...exit, milliseconds: performance.now() - asked };
  }

  /** Ends the plugin without asking. Harmless when it has ended. */
  async kill(): Promise<PluginExit> {
    this.process.signal('SIGKILL');
    const exit = await this.process.exited;
    await this.own?.then(
      (connection) => connection.close(),
      () => {},
    );
    return exit;
  }
}

/** What a client may be sent ahead; go-plugin's hosts grow theirs to a similar size. */
const WINDOW_BYTES = 8 * 1024 * 1024;

async function openSession(transport: Socket): Promise<ClientHttp2Session> {
  const session = connect('http://localhost', {
    createConnection: () => transport,
    settings: { enablePush: false, initialWindowSize: WINDOW_BYTES },
  });
  await once(session, 'connect');
  session.setLocalWindowSize(WINDOW_BYTES);
  return session;
}

function addressOptions({ network, address }: Pick<Handshake, 'network' | 'address'>) {
  if (network === 'unix') return { path: address };
  const colon = address.lastIndexOf(':');
  return { host: address.slice(0, colon), port: Number(address.slice(colon + 1)) };
}

/** gRPC's length prefix: not compressed, then the length. */
function frame(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}
